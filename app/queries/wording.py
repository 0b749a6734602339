"""A filter in, the sentence that says it out."""

from calendar import month_name
from typing import TYPE_CHECKING

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook
from app.codebook.terms import Precision
from app.queries.labels import label

if TYPE_CHECKING:
    from app.queries.filter import Filter

_LEAD = {
    "speaker": " by {}",
    "country": " by speakers of {}",
    "topic": " on {}",
    "outlet": " in {}",
    "language": " in {}",
    "voice": ", {}",
    "event": ", linked to {}",
    "kind": ", from {}",
}
_LEAD_NOT = {
    "speaker": "not by {}",
    "country": "not by speakers of {}",
    "topic": "not on {}",
    "position": "not on {}",
    "stance": "no stance of {}",
    "outlet": "not in {}",
    "language": "not in {}",
    "voice": "not {}",
    "event": "not linked to {}",
    "kind": "not from {}",
}
COUNTING = {
    "utterance": "repeats counted once",
    "article": "repeats counted once per article",
    "statement": "every report counted",
}
UNDATED = {"include": "undated ones included", "only": "undated only", "exclude": "undated ones left out"}


def sentence(chosen: "Filter", codebook: Codebook, n: int | None = None) -> str:
    """Statements by whom on what, from when to when, and how they are counted."""
    words = "statements" if n is None else "1 statement" if n == 1 else f"{n:,} statements"
    words += _included(chosen, "speaker", codebook)
    whose = _included(chosen, "country", codebook)
    words += whose.replace(" by speakers", "") if chosen.speaker else whose
    words += _included(chosen, "topic", codebook)
    words += _codings(chosen, codebook)
    for field in ("outlet", "language", "voice", "event", "kind"):
        words += _included(chosen, field, codebook)
    rest = [
        lead.format(either(_labels(chosen, f"{field}__not", codebook)))
        for field, lead in _LEAD_NOT.items()
        if chosen.values(f"{field}__not")
    ]
    if chosen.q:
        rest.append(f"with the words “{chosen.q}”")
    rest.append(span(chosen.since, chosen.until))
    if chosen.undated:
        rest.append(UNDATED[chosen.undated])
    rest.append(COUNTING[chosen.counting])
    return ", ".join([words, *filter(None, rest)])


def either(words: list[str]) -> str:
    """One, one or another, or any of several, as English lists them."""
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def span(since: PartialDate | None, until: PartialDate | None) -> str:
    """A range of dates in words; nothing where it is open at both ends."""
    if since and until:
        return day(since) if since == until else f"{day(since)} to {day(until)}"
    if since:
        return f"since {day(since)}"
    return f"until {day(until)}" if until else ""


def day(on: PartialDate) -> str:
    """A date in words at its precision."""
    month = month_name[on.first.month]
    match on.precision:
        case Precision.YEAR:
            return f"{on.first.year:04}"
        case Precision.MONTH:
            return f"{month} {on.first.year:04}"
        case _:
            return f"{on.first.day} {month} {on.first.year:04}"


def _included(chosen: "Filter", field: str, codebook: Codebook) -> str:
    words = _labels(chosen, field, codebook)
    return _LEAD[field].format(either(words)) if words else ""


def _codings(chosen: "Filter", codebook: Codebook) -> str:
    """Stance and position are one condition, so they are said in one breath."""
    stances, positions = (either(_labels(chosen, field, codebook)) for field in ("stance", "position"))
    if stances and positions:
        return f" taking the stance {stances} on {positions}"
    if stances:
        return f" taking the stance {stances}"
    return f" taking a stance on {positions}" if positions else ""


def _labels(chosen: "Filter", name: str, codebook: Codebook) -> list[str]:
    field = name.removesuffix("__not")
    words = [label(field, value, codebook) for value in chosen.values(name)]
    return [f"“{each.rstrip('.')}”" for each in words] if field in ("position", "event") else words
