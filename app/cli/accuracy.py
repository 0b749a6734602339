"""A report on accuracy in, a section of Markdown or a file of figures out."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from app.errors import UsageError
from app.ingest.scoring import Disagreement, Measure, Report

_COMMONEST = 10
_TELLING = frozenset(("topic", "stance"))


def section(report: Report, command: str, version: str, on: date) -> str:
    """The figures with where they come from, each position, the commonest kinds of error and causes."""
    parts = [
        f"`{command}` on {on.isoformat()}, codebook {version}, {report.articles} articles:",
        _table(
            ("", "precision", "recall", "F1", "95 % interval", "right/found/there"),
            [_measured(one) for one in report.measures if one.ratio.found or one.ratio.there],
        ),
        "Stances by position:",
        _table(("position", "right", "missed", "false", "other stance"), _by_position(report)),
        f"The {_COMMONEST} commonest kinds of error:",
        _table(("kind", "times"), commonest(report.disagreements)),
        f"The {_COMMONEST} commonest causes, told from what was found elsewhere in the article:",
        _table(("what", "cause", "times"), causes(report.disagreements)[:_COMMONEST]),
    ]
    return "\n\n".join(parts) + "\n"


def keep(file: Path, report: Report, name: str, command: str, version: str, on: date) -> None:
    """Adds the figures to a file as a set of that name; those of another codebook are dropped from it."""
    told = {
        "codebook_version": version,
        "measured_on": on.isoformat(),
        "command": command,
        "sets": [
            *(each for each in _sets(file, version) if each["name"] != name),
            {"name": name, "n": report.articles, "metrics": _metrics(report)},
        ],
    }
    file.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _sets(file: Path, version: str) -> list[dict[str, object]]:
    if not file.is_file():
        return []
    try:
        before = json.loads(file.read_text(encoding="utf-8"))
        return list(before["sets"]) if before["codebook_version"] == version else []
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{file} holds something else than figures. Name another file.") from None


def _metrics(report: Report) -> dict[str, dict[str, float | None]]:
    """What was there or found, by the name of its measure."""
    found = {}
    for measure in report.measures:
        ratio = measure.ratio
        if ratio.found or ratio.there:
            low, high = measure.interval or (None, None)
            found[measure.name] = {
                "precision": ratio.precision,
                "recall": ratio.recall,
                "f1": ratio.f1,
                "low": low,
                "high": high,
            }
    return found


def commonest(disagreements: Iterable[Disagreement]) -> list[tuple[str, str]]:
    """What goes wrong most often, and how often."""
    counts = Counter(map(_kind, disagreements))
    return [(kind, str(times)) for kind, times in counts.most_common(_COMMONEST)]


def causes(disagreements: Iterable[Disagreement]) -> list[tuple[str, str, str]]:
    """Why things go wrong, the most frequent first."""
    counts = Counter((_what(one), one.cause) for one in disagreements if one.cause)
    return [(what, cause, str(times)) for (what, cause), times in counts.most_common()]


def _what(one: Disagreement) -> str:
    if one.expected and one.found:
        return one.kind if one.kind not in _TELLING else f"other {one.kind}"
    return f"{one.kind} {'missed' if one.expected else 'false'}"


def _kind(one: Disagreement) -> str:
    if one.kind not in _TELLING:
        return (
            one.kind if one.expected and one.found else f"{one.kind} {'missed' if one.expected else 'false'}"
        )
    if one.expected and one.found:
        return f"{one.kind} {one.expected} found as {one.found.rsplit(' ', 1)[-1]}"
    return f"{one.kind} {one.expected or one.found} {'missed' if one.expected else 'false'}"


def _by_position(report: Report) -> list[tuple[str, ...]]:
    rows = []
    for position, counts in report.confusion.items():
        right = sum(times for (gold, found), times in counts.items() if gold == found)
        missed = sum(times for (_, found), times in counts.items() if found is None)
        false = sum(times for (gold, _), times in counts.items() if gold is None)
        others = sum(counts.values()) - right - missed - false
        rows.append((position, *map(str, (right, missed, false, others))))
    return rows


def _measured(measure: Measure) -> tuple[str, ...]:
    ratio, interval = measure.ratio, measure.interval
    return (
        measure.name,
        figure(ratio.precision),
        figure(ratio.recall),
        figure(ratio.f1),
        f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else "too few",
        f"{ratio.right}/{ratio.found}/{ratio.there}",
    )


def figure(value: float | None) -> str:
    """Three decimals; a dash where there is no figure."""
    return "—" if value is None else f"{value:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
