"""The codebook's positions, rules and word lists in, what the pages about method say of them out."""

import re
from collections.abc import Iterable, Iterator, Mapping

from app.codebook.model import Codebook, Position
from app.codebook.rules import Pattern, StanceRule, WordList
from app.codebook.terms import Stance
from app.queries.labels import label
from app.web import formats
from app.web.views import Link, Look
from app.web.views.methods import FormulaEntry, ListEntry, Part, PositionEntry, RuleEntry, TopicEntry

_WEIGHTS = {3: "an act, such as a demand", 2: "a judgement", 1: "a loaded word"}
_LIST = re.compile(r"<([a-z0-9-]+)>")


def positions(codebook: Codebook) -> list[PositionEntry]:
    """Every position, in the order of the codebook."""
    return [position(each, codebook) for each in codebook.positions.values()]


def position(of: Position, codebook: Codebook) -> PositionEntry:
    """One position with what counts as what."""
    return PositionEntry(
        of.id,
        of.sentence,
        of.definition,
        [Look(stance, of.looks_like[stance]) for stance in Stance if stance in of.looks_like],
        " ".join(of.include),
        " ".join(of.exclude),
        [Link(label("topic", topic, codebook), f"#t-{topic}") for topic in of.topics],
        Link(formats.counted(len(of.rules), "rule"), f"/methods/{of.id}"),
    )


def topics(codebook: Codebook) -> list[TopicEntry]:
    """Every topic."""
    return [
        TopicEntry(topic.id, topic.name, topic.definition, " ".join(topic.include), " ".join(topic.exclude))
        for topic in codebook.topics.values()
    ]


def formulas(codebook: Codebook) -> list[FormulaEntry]:
    """Every set phrase."""
    return [
        FormulaEntry(formula.id, formula.name, formula.definition, list(formula.elements))
        for formula in codebook.formulas.values()
    ]


def rules(of: Position) -> list[RuleEntry]:
    """The rules of a position in the order in which they stand."""
    return [_rule(rule) for rule in of.rules]


def lists(of: Position, lexicon: Mapping[str, WordList]) -> list[ListEntry]:
    """Every word list that the rules of a position use, those that other lists use among them."""
    waiting = sorted(
        {name for rule in of.rules for pattern in _every(rule) for name in pattern.lists()}, reverse=True
    )
    found: dict[str, WordList] = {}
    while waiting:
        name = waiting.pop()
        if name in found or name not in lexicon:
            continue
        found[name] = lexicon[name]
        waiting += sorted({each for entry in lexicon[name].entries for each in entry.lists()}, reverse=True)
    return [_list(each) for _, each in sorted(found.items())]


def _every(rule: StanceRule) -> Iterator[Pattern]:
    yield from (*rule.when, *rule.unless, *rule.given)


def _rule(rule: StanceRule) -> RuleEntry:
    said = [_WEIGHTS.get(rule.weight, f"weight {rule.weight}")]
    if rule.negated:
        said.append(f"denied, it is {rule.negated}")
    if rule.conditional:
        said.append("on a condition where one stands beside it")
    if rule.by:
        said.append(f"only of {', '.join(rule.by)}")
    if rule.not_by:
        said.append(f"not of {', '.join(rule.not_by)}")
    groups = (("any of", rule.when), ("unless", rule.unless), ("and somewhere", rule.given))
    return RuleEntry(
        rule.id,
        rule.stance,
        "; ".join(said),
        [(title, [_parts(pattern) for pattern in _once(patterns)]) for title, patterns in groups if patterns],
    )


def _list(of: WordList) -> ListEntry:
    said = ["what somebody does"] if of.act else []
    if of.side:
        said.append(f"names the side {of.side}")
    return ListEntry(of.id, "; ".join(said), [_parts(entry) for entry in _once(of.entries)])


def _once(patterns: Iterable[Pattern]) -> list[Pattern]:
    return list({pattern.text: pattern for pattern in patterns}.values())


def _parts(pattern: Pattern) -> list[Part]:
    parts, at = [], 0
    for found in _LIST.finditer(pattern.text):
        if found.start() > at:
            parts.append(Part(pattern.text[at : found.start()], ""))
        parts.append(Part(found[1], found[1]))
        at = found.end()
    return [*parts, Part(pattern.text[at:], "")] if at < len(pattern.text) else parts
