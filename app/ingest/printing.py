"""A harvest in, one JSON line out: what `positions code` prints and the scorer reads."""

import json
from pathlib import PurePath

from app.codebook.model import Codebook
from app.codebook.terms import Voice
from app.ingest.records import Attribution, Harvest, Issue, Judgment, Span, When


def line(harvest: Harvest, codebook: Codebook) -> str:
    """One article as one line of JSON; spans count the characters of the decoded source."""
    return json.dumps(article(harvest, codebook), ensure_ascii=False)


def readable(harvest: Harvest, codebook: Codebook) -> str:
    """One article as lines for the eye."""
    published = _iso(harvest.dated.published) or "date unknown"
    lines = [f"{harvest.source.id} · {_outlet(harvest, codebook) or 'outlet unknown'} · {published}"]
    for attribution, when, judgment in zip(
        harvest.attributions, harvest.times, harvest.judgments, strict=True
    ):
        quote = " ".join(attribution.span.of(harvest.text.text).split())
        lines.append(f"  {attribution.name} · {_iso(when) or 'date unknown'} · {attribution.voice}")
        lines.append(f"    {quote}")
        if judgment.topics:
            lines.append(f"    about {', '.join(found.topic for found in judgment.topics)}")
        lines += [f"    {found.stance} · {found.position}" for found in judgment.stances]
    return "\n".join(lines)


def article(harvest: Harvest, codebook: Codebook) -> dict[str, object]:
    """The article with its statements, speakers by their canonical names."""
    published = harvest.dated.published
    title = harvest.text.title.of(harvest.text.text) if harvest.text.title else harvest.text.title_given
    return {
        "id": PurePath(harvest.source.id).name,
        "outlet": _outlet(harvest, codebook),
        "title": title,
        "language": harvest.text.language,
        "published": _iso(published),
        "published_basis": published.basis.value,
        "published_evidence": published.evidence,
        "statements": [
            _statement(harvest, attribution, when, judgment, codebook)
            for attribution, when, judgment in zip(
                harvest.attributions, harvest.times, harvest.judgments, strict=True
            )
        ],
        "issues": [_issue(harvest, issue) for issue in _all_issues(harvest)],
    }


def _outlet(harvest: Harvest, codebook: Codebook) -> str | None:
    known = codebook.outlets.get(harvest.dated.outlet or "")
    return known.name if known else harvest.dated.outlet_name


def _statement(
    harvest: Harvest, attribution: Attribution, when: When, judgment: Judgment, codebook: Codebook
) -> dict[str, object]:
    known = codebook.speakers.get(attribution.speaker or "")
    return {
        "speaker": known.name if known else attribution.name,
        "speaker_as_printed": attribution.printed,
        "span": _in_source(harvest, attribution.span),
        "direct": attribution.voice in {Voice.DIRECT, Voice.TRANSCRIPT, Voice.MIXED},
        "voice": attribution.voice.value,
        "date": _iso(when),
        "date_basis": when.basis.value,
        "date_evidence": when.evidence,
        "topics": [found.topic for found in judgment.topics],
        "stances": [
            {
                "position": found.position,
                "stance": found.stance.value,
                "condition": found.condition,
                "rule": found.rule,
                "evidence": found.evidence.of(harvest.text.text),
            }
            for found in judgment.stances
        ],
        "rule": attribution.rule,
        "score": attribution.score,
        "evidence": attribution.cue,
    }


def _in_source(harvest: Harvest, span: Span) -> list[int]:
    found = harvest.text.offsets.span_to_source(span)
    return [found.start, found.stop]


def _iso(when: When) -> str | None:
    return when.on.isoformat() if when.on else None


def _all_issues(harvest: Harvest) -> list[Issue]:
    judged = [issue for judgment in harvest.judgments for issue in judgment.issues]
    return [
        *harvest.source.issues,
        *harvest.text.issues,
        *harvest.dated.issues,
        *harvest.issues,
        *judged,
    ]


def _issue(harvest: Harvest, issue: Issue) -> dict[str, object]:
    return {
        "step": issue.step,
        "complaint": issue.complaint,
        "words": issue.words,
        "span": _in_source(harvest, issue.span) if issue.span else None,
    }
