"""A statement in, the same as a W3C web annotation out: its span by place and words, its codes as bodies."""

from collections.abc import Mapping

from app.codebook.model import Codebook
from app.queries.labels import label
from app.queries.rows import CodingRow, StatementPage

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
AROUND = 32


def annotation(found: StatementPage, codebook: Codebook, home: str) -> Mapping[str, object]:
    """Offsets count code points of the stored text, which `schema:sha256` names."""
    row = found.row
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{home}/statements/{row.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "created": f"{found.seen_at:%Y-%m-%dT%H:%M:%SZ}",
        "generator": {"type": "Software", "name": "Positions", "homepage": home},
        "schema:creativeWorkStatus": row.review_state,
        "body": [
            {
                "type": "TextualBody",
                "purpose": "identifying",
                "format": "text/plain",
                "value": row.speaker_name,
            },
            *(
                {"type": "SpecificResource", "purpose": "tagging", **_topic(topic.topic, codebook, home)}
                for topic in row.topics
            ),
            *(_coding(coding, codebook, home) for coding in row.codings),
        ],
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": f"{home}/articles/{row.article_id}",
                "type": "Text",
                "format": "text/plain",
                "language": row.language,
                "schema:sha256": found.text_sha256,
                **({"via": row.url} if row.url else {}),
            },
            "selector": [
                {"type": "TextPositionSelector", "start": row.start, "end": row.stop},
                {
                    "type": "TextQuoteSelector",
                    "exact": row.quote,
                    "prefix": found.before[-AROUND:],
                    "suffix": found.after[:AROUND],
                },
            ],
        },
    }


def _topic(topic: str, codebook: Codebook, home: str) -> dict[str, str]:
    return {"source": f"{home}/methods#t-{topic}", "rdfs:label": label("topic", topic, codebook)}


def _coding(coding: CodingRow, codebook: Codebook, home: str) -> dict[str, object]:
    return {
        "type": "SpecificResource",
        "purpose": "classifying",
        "source": f"{home}/methods#p-{coding.position}",
        "rdfs:label": f"{coding.stance}: {label('position', coding.position, codebook)}",
        "created": f"{coding.coded_at:%Y-%m-%dT%H:%M:%SZ}",
        "creator": {
            "type": "Software" if coding.coder_kind == "machine" else "Person",
            "name": f"{coding.coder}, codebook {coding.codebook_version}",
        },
    }
