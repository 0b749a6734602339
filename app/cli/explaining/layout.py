"""An explanation in, lines for a calm eye out."""

import re
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.explaining.explanation import Doubt, Explanation, Link, Rule, Stance, Statement, Topic, When
from app.web import formats

_INDENT = (0, 0, 0, 4)
# A terminal obeys some signs; what an article holds is only to be read.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NOTHING = (
    "No statement was found: no words that anybody is quoted as saying or reported to have said. "
    "That is no finding about what the text holds."
)
_STYLES = {"support": "green", "oppose": "red", "conditional": "yellow", "neutral": "blue"}


def laid_out(told: Explanation) -> Group:
    """The article, every statement with its grounds, then what belongs to the article as a whole."""
    parts: list[RenderableType] = [*_head(told), Text()]
    if not told.statements:
        parts += [_plain(_NOTHING), Text()]
    for number, statement in enumerate(told.statements, start=1):
        parts += [*_statement(number, statement), Text()]
    if told.events:
        heading = "Events of the article, beside those of its statements"
        parts += [_plain(heading, "bold"), Padding(_facts(_links(told.events)), _INDENT), Text()]
    if told.issues:
        parts += [_plain("Doubts", "bold"), Padding(_facts(_doubts(told.issues)), _INDENT), Text()]
    return Group(*parts[:-1])


def _head(told: Explanation) -> Iterator[RenderableType]:
    yield _plain(told.title or "An article without a title", "bold")
    yield _plain(f"{told.outlet or 'outlet unknown'} · published {_when(told.published)}")
    counted = formats.counted(len(told.statements), "statement")
    yield _plain(
        f"{told.id} · {told.language} · {told.characters:,} characters · {counted} · "
        f"codebook {told.codebook_version}",
        "dim",
    )


def _statement(number: int, one: Statement) -> Iterator[RenderableType]:
    title = Text.assemble((f"{number:>2}  ", "dim"), (_clean(one.speaker.name or "speaker unknown"), "bold"))
    if one.speaker.office:
        title.append(f", {_clean(one.speaker.office)}")
    yield title
    yield Padding(_plain(f"“{' '.join(one.quote.split())}”"), _INDENT)
    yield Padding(_facts([*_grounds(one), *_codes(one)]), _INDENT)


def _grounds(one: Statement) -> Iterator[tuple[str, Text]]:
    carried = f" · {one.reports} reports of one remark" if one.reports and one.reports > 1 else ""
    yield "span", _plain(f"characters {one.start}–{one.stop}, {one.voice}{carried}")
    speaker = one.speaker
    printed = f"printed “{speaker.printed}”" if speaker.printed else "not printed here"
    cue = f" at “{speaker.cue}”" if speaker.cue else ""
    found = f"rule {speaker.rule}{cue}" if speaker.rule else "no rule found one"
    yield (
        "speaker",
        _plain(
            f"{printed}; {found}, certainty {formats.percent(speaker.score)}; "
            f"next best: {speaker.runner_up or 'nobody'}"
        ),
    )
    yield "said", _plain(_when(one.said))


def _codes(one: Statement) -> Iterator[tuple[str, Text]]:
    yield from _listed("topics", map(_topic, one.topics), "none of the codebook's")
    yield from _listed("stances", map(_stance, one.stances), "none found; that is no neutral stance")
    if one.events:
        yield from _links(one.events)


def _topic(one: Topic) -> Text:
    return Text.assemble((one.name, "bold"), " by ", _quoted(one.evidence), "\n", *_rule(one.rule))


def _stance(one: Stance) -> Text:
    told = Text.assemble((one.stance, f"bold {_STYLES.get(one.stance, '')}"), f" · {one.sentence}\n")
    if one.condition:
        told.append(f"on condition “{_clean(one.condition)}”\n")
    told.append_text(Text.assemble("by ", _quoted(one.evidence), "\n", *_rule(one.rule)))
    if one.runner_up:
        told.append_text(Text.assemble("\n", ("next best: ", "dim"), *_rule(one.runner_up)))
    return told


def _rule(rule: Rule) -> Iterator[tuple[str, str]]:
    yield f"{rule.id} ({rule.place or 'no longer in the codebook'})", "dim"
    if rule.pattern:
        yield f", pattern: {rule.pattern}", "dim"


def _links(links: Iterable[Link]) -> Iterator[tuple[str, Text]]:
    def told(link: Link) -> Text:
        words = Text.assemble((link.kind.replace("-", " "), "bold"), f" · {link.title}, {link.on}")
        place = f" ({link.place})" if link.place else ""
        evidence = _quoted(link.evidence) if link.evidence else _plain("no words", "dim")
        return Text.assemble(words, "\nby ", evidence, (f"\n{link.event}{place}", "dim"))

    yield from _listed("events", map(told, links), "none")


def _doubts(doubts: Iterable[Doubt]) -> Iterator[tuple[str, Text]]:
    for doubt in doubts:
        words = f": “{' '.join(doubt.words.split())}”" if doubt.words else ""
        yield doubt.step, _plain(f"{doubt.complaint}{words}")


def _listed(label: str, entries: Iterable[Text], none: str) -> Iterator[tuple[str, Text]]:
    empty = True
    for entry in entries:
        yield (label if empty else ""), entry
        empty = False
    if empty:
        yield label, _plain(none, "dim")


def _facts(rows: Iterable[tuple[str, Text]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in rows:
        table.add_row(label, words)
    return table


def _when(when: When) -> str:
    evidence = f": “{' '.join(when.evidence.split())}”" if when.evidence else ""
    event = f" (event {when.event})" if when.event else ""
    return f"{when.on or 'on an unknown day'}, {formats.basis(when.basis)}{evidence}{event}"


def _quoted(words: str) -> Text:
    return Text(f"“{_clean(' '.join(words.split()))}”", "italic")


def _plain(words: str, style: str = "") -> Text:
    return Text(_clean(words), style)


def _clean(words: str) -> str:
    return _ORDERS.sub("\ufffd", words)
