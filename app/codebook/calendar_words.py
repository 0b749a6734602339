"""The nodes of dates.yaml in, the words that dates are made of out."""

from app.codebook.calendar_terms import CalendarWords, Phrase, Since
from app.codebook.nodes import Node

_KEYS = (
    "months", "weekdays", "ordinals", "numbers", "phrases", "month_leads", "year_leads", "year_tails",
    "not_then", "clauses", "relatives", "openings", "earlier", "just_before", "labels", "future", "recent",
    "votes", "occasions", "everyday",
)  # fmt: skip
_WEEKDAY = ("near", "last", "next")


def calendar_words(root: Node) -> CalendarWords:
    """The words of a dates.yaml; complaints are kept at the nodes."""
    entry = root.fields((), _KEYS)
    labels = entry.get("labels")
    label = labels.fields((), ("published", "updated", "other")) if labels else root.fields((), _KEYS)
    tails = entry.get("year_tails")
    return CalendarWords(
        months=_numbered(entry.get("months"), 12, first=1),
        weekdays=_numbered(entry.get("weekdays"), 7, first=0),
        ordinals=_numbered(entry.get("ordinals"), 31, first=1),
        numbers=_numbered(entry.get("numbers"), 0, first=1),
        phrases=tuple(phrase for node in entry.entries("phrases") for phrase in _phrases(node)),
        month_leads=entry.texts("month_leads"),
        year_leads=entry.texts("year_leads"),
        year_tails=tuple((words, node.number()) for words, node in tails.items().items()) if tails else (),
        published=label.texts("published") if labels else (),
        updated=label.texts("updated") if labels else (),
        unrelated=label.texts("other") if labels else (),
        not_then=entry.texts("not_then"),
        clauses=entry.texts("clauses"),
        relatives=entry.texts("relatives"),
        openings=entry.texts("openings"),
        everyday=entry.texts("everyday"),
        earlier=entry.texts("earlier"),
        just_before=entry.texts("just_before"),
        future=entry.texts("future"),
        recent=entry.texts("recent"),
        votes=entry.texts("votes"),
        occasions=entry.texts("occasions"),
    )


def _numbered(node: Node | None, wanted: int, *, first: int) -> tuple[tuple[str, int], ...]:
    """Each word with the place of its list, per language."""
    found: dict[str, int] = {}
    for language, forms in (node.items() if node else {}).items():
        lists = forms.entries()
        if wanted and len(lists) != wanted:
            forms.complain(f"'{language}' needs {wanted} lists of words, not {len(lists)}")
        for number, words in enumerate(lists, first):
            for word in words.texts():
                if found.setdefault(word.casefold(), number) != number:
                    words.complain(f"'{word}' stands for two different numbers")
    return tuple(found.items())


def _phrases(node: Node) -> list[Phrase]:
    entry = node.fields(("words",), ("from", "days", "n", "weekday"))
    since = entry.get("from")
    counted = since.choice(Since) if since else Since.ARTICLE
    weekday = entry.get("weekday")
    which = weekday.text() if weekday else ""
    if weekday and which not in _WEEKDAY:
        weekday.complain("must be near, last or next")
    days, each = entry.get("days"), entry.get("n")
    return [
        Phrase(
            words, counted or Since.ARTICLE, days.number() if days else 0, each.number() if each else 0, which
        )
        for words in entry.texts("words")
    ]
