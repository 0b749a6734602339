"""An article of the database in, its explanation out."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.cli.explaining import explanation as said
from app.cli.explaining.rulebook import Rulebook
from app.codebook.terms import Precision
from app.queries import articles
from app.queries.rows import CodingRow, LinkRow, StatementRow, TopicRow


def explain(session: Session, id_: str, rules: Rulebook) -> said.Explanation:
    """An article as it is kept, also where newer rules would read it differently."""
    page = articles.one(session, id_)
    row = page.row
    text = "".join(piece.text for piece in page.pieces)
    return said.Explanation(
        id=row.id,
        title=row.title,
        outlet=row.outlet_name,
        language=row.language,
        published=said.When(
            _iso(row.published_on, row.published_precision),
            row.published_basis,
            row.published_evidence,
            row.published_event_id,
        ),
        characters=len(text),
        text_sha256=page.text_sha256,
        codebook_version=page.codebook_version,
        statements=[_statement(one, text, rules) for one in page.statements],
        events=_links([link for link in page.events if link.statement_id is None], rules),
        issues=[said.Doubt(one.step, one.complaint, one.words) for one in page.issues],
    )


def _statement(row: StatementRow, text: str, rules: Rulebook) -> said.Statement:
    known = rules.codebook.speakers.get(row.speaker_id)
    return said.Statement(
        id=row.id,
        start=row.start,
        stop=row.stop,
        quote=row.quote,
        voice=row.voice,
        speaker=said.Speaker(
            id=known.id if known else None,
            name=row.speaker_name,
            office=row.office,
            printed=row.printed,
            rule=row.rule,
            cue=row.cue,
            score=row.score,
            runner_up=row.runner_up,
        ),
        said=said.When(
            _iso(row.said_on, row.said_precision), row.said_basis, row.said_evidence, row.said_event_id
        ),
        topics=[_topic(topic, text, rules) for topic in row.topics],
        stances=[_stance(coding, rules) for coding in row.codings],
        events=_links(row.events, rules),
        reports=row.utterance_size,
    )


def _topic(row: TopicRow, text: str, rules: Rulebook) -> said.Topic:
    words = text[row.evidence_start : row.evidence_stop]
    return said.Topic(row.topic, rules.topic(row.topic), words, rules.rule(row.rule, words))


def _stance(row: CodingRow, rules: Rulebook) -> said.Stance:
    return said.Stance(
        position=row.position,
        sentence=rules.position(row.position),
        stance=row.stance.value,
        condition=row.condition,
        evidence=row.evidence,
        rule=rules.rule(row.rule_id, row.evidence),
        runner_up=rules.rule(row.runner_up) if row.runner_up else None,
        coder=row.coder,
    )


def _links(rows: Sequence[LinkRow], rules: Rulebook) -> list[said.Link]:
    return [rules.link(row.event_id, row.kind, row.evidence) for row in rows]


def _iso(on: date | None, precision: str) -> str | None:
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)
    return on.isoformat()[:length] if on else None
