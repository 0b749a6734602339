"""The nodes of word lists, topics, positions and formulas in, those values out; complaints stay with them."""

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter

from app.codebook import rules
from app.codebook.model import Formula, Position, Topic
from app.codebook.nodes import LANGUAGES, Fields, Node
from app.codebook.rules import Pattern, StanceRule, TopicRule, WordList
from app.codebook.terms import Stance

_LIST = ("id",)
_LIST_MAY = ("act", "side", "refers_to", "note", *LANGUAGES)
_TOPIC = ("id", "name", "definition")
_TOPIC_MAY = ("include", "exclude", "cues", "rules", "fallback")
_TOPIC_RULE_MAY = ("unless", "given", "note")
_POSITION = ("id", "sentence", "definition")
_POSITION_MAY = ("support", "oppose", "conditional", "neutral", "include", "exclude", "topics", "rules")
_STANCE_RULE = ("id", "stance", "when")
_STANCE_RULE_MAY = ("unless", "given", "weight", "negated", "conditional", "by", "not_by", "topics", "note")
_FORMULA = ("id", "name", "definition", "core", "elements")


def lexicon(root: Node) -> dict[str, WordList]:
    """Every word list, by id."""
    found: dict[str, WordList] = {}
    places: dict[str, Node] = {}
    for node in root.entries():
        entry = node.fields(_LIST, _LIST_MAY)
        list_id = _new_id(entry, found)
        act = entry.get("act")
        entries = tuple(pattern for language in LANGUAGES for pattern in _patterns(entry, language))
        if not entries:
            node.complain(f"word list '{list_id}' has no words under {', '.join(LANGUAGES)}")
        places.setdefault(list_id, node)
        is_act = act.flag() if act else False
        found.setdefault(
            list_id, WordList(list_id, entries, is_act, entry.text("side"), entry.text("refers_to"))
        )
    for word_list in found.values():
        if word_list.refers_to and word_list.refers_to not in found:
            places[word_list.id].complain(f"there is no word list '{word_list.refers_to}' in lexicon.yaml")
        _refuse_unknown_lists(word_list.entries, found, places[word_list.id])
    _refuse_circles(found, places)
    return found


def topics(root: Node, lists: Collection[str]) -> dict[str, Topic]:
    """Every topic, by id; the cues of one are a rule of its own, `<topic>/cue`."""
    found: dict[str, Topic] = {}
    taken: set[str] = set()
    for node in root.entries():
        entry = node.fields(_TOPIC, _TOPIC_MAY)
        topic_id = _new_id(entry, found)
        cues, fallback = entry.names("cues"), entry.get("fallback")
        own = [_topic_rule(rule, topic_id, taken, lists) for rule in entry.entries("rules")]
        if cues.all():
            words = entry.items["cues"]
            own.insert(0, TopicRule(f"{topic_id}/cue", _parsed(cues.all(), words, lists)))
        topic = Topic(
            id=topic_id,
            name=entry.text("name"),
            definition=entry.text("definition"),
            cues=cues,
            include=entry.texts("include"),
            exclude=entry.texts("exclude"),
            rules=tuple(own),
            fallback=fallback.flag() if fallback else False,
        )
        found.setdefault(topic.id, topic)
    return found


def positions(root: Node, known: Mapping[str, Topic], lists: Collection[str]) -> dict[str, Position]:
    """Every position, by id."""
    found: dict[str, Position] = {}
    taken: set[str] = set()
    for node in root.entries():
        entry = node.fields(_POSITION, _POSITION_MAY)
        position_id = _new_id(entry, found)
        own = [_stance_rule(rule, position_id, taken, known, lists) for rule in entry.entries("rules")]
        position = Position(
            id=position_id,
            sentence=entry.text("sentence"),
            definition=entry.text("definition"),
            looks_like={stance: entry.text(stance.value) for stance in Stance if stance.value in entry.items},
            include=entry.texts("include"),
            exclude=entry.texts("exclude"),
            topics=tuple(topic.reference(known, "topic") for topic in entry.entries("topics")),
            rules=tuple(own),
        )
        found.setdefault(position.id, position)
    return found


def formulas(root: Node, lists: Collection[str]) -> dict[str, Formula]:
    """Every formula, by id."""
    found: dict[str, Formula] = {}
    for node in root.entries():
        entry = node.fields(_FORMULA)
        formula_id = _new_id(entry, found)
        parts = entry.get("elements")
        elements = {name: node.texts() for name, node in parts.items().items()} if parts else {}
        core = entry.texts("core")
        for name in core:
            if name not in elements:
                entry.items["core"].complain(f"there is no element '{name}'")
        formula = Formula(
            id=formula_id,
            name=entry.text("name"),
            definition=entry.text("definition"),
            elements=elements,
            core=core,
            patterns={
                name: _parsed(words, parts.items()[name], lists) for name, words in elements.items() if parts
            },
        )
        found.setdefault(formula.id, formula)
    return found


def _topic_rule(node: Node, topic: str, taken: set[str], lists: Collection[str]) -> TopicRule:
    entry = node.fields(("id", "when"), _TOPIC_RULE_MAY)
    when, unless, given = (_known(entry, key, lists) for key in ("when", "unless", "given"))
    return TopicRule(f"{topic}/{_rule_id(entry, topic, taken)}", when, unless, given)


def _stance_rule(
    node: Node, position: str, taken: set[str], known: Mapping[str, Topic], lists: Collection[str]
) -> StanceRule:
    entry = node.fields(_STANCE_RULE, _STANCE_RULE_MAY)
    weight, negated, conditional = entry.get("weight"), entry.get("negated"), entry.get("conditional")
    when, unless, given = (_known(entry, key, lists) for key in ("when", "unless", "given"))
    return StanceRule(
        id=f"{position}/{_rule_id(entry, position, taken)}",
        stance=(entry.items["stance"].choice(Stance) if "stance" in entry.items else None) or Stance.NEUTRAL,
        when=when,
        unless=unless,
        given=given,
        weight=weight.number() if weight else 2,
        negated=negated.choice(Stance) if negated else None,
        conditional=conditional.flag() if conditional else False,
        by=entry.texts("by"),
        not_by=entry.texts("not_by"),
        topics=tuple(topic.reference(known, "topic") for topic in entry.entries("topics")),
    )


def _new_id(entry: Fields, taken: Collection[str]) -> str:
    if "id" not in entry.items:
        return ""
    text = entry.items["id"].slug()
    if text in taken:
        entry.items["id"].complain(f"the id '{text}' is used twice")
    return text


def _rule_id(entry: Fields, owner: str, taken: set[str]) -> str:
    text = entry.items["id"].slug() if "id" in entry.items else ""
    if f"{owner}/{text}" in taken:
        entry.items["id"].complain(f"the rule '{text}' is there twice")
    taken.add(f"{owner}/{text}")
    return text


def _known(entry: Fields, key: str, lists: Collection[str]) -> tuple[Pattern, ...]:
    found = _patterns(entry, key)
    if key in entry.items:
        _refuse_unknown_lists(found, lists, entry.items[key])
    return found


def _patterns(entry: Fields, key: str) -> tuple[Pattern, ...]:
    parsed = (_pattern(node) for node in entry.entries(key))
    return tuple(pattern for pattern in parsed if pattern)


def _pattern(node: Node) -> Pattern | None:
    text = node.text()
    try:
        return rules.parse(text) if text else None
    except ValueError as error:
        node.complain(f"pattern '{text}': {error}")
        return None


def _parsed(words: tuple[str, ...], node: Node, lists: Collection[str]) -> tuple[Pattern, ...]:
    found = []
    for text in words:
        try:
            found.append(rules.parse(text))
        except ValueError as error:
            node.complain(f"pattern '{text}': {error}")
    _refuse_unknown_lists(tuple(found), lists, node)
    return tuple(found)


def _refuse_unknown_lists(patterns: tuple[Pattern, ...], lists: Collection[str], node: Node) -> None:
    for pattern in patterns:
        for name in sorted(pattern.lists() - set(lists)):
            node.complain(f"pattern '{pattern.text}': there is no word list '{name}' in lexicon.yaml")


def _refuse_circles(found: Mapping[str, WordList], places: Mapping[str, Node]) -> None:
    uses = {word_list.id: {n for p in word_list.entries for n in p.lists()} for word_list in found.values()}
    try:
        tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        places[circle[0]].complain(f"word lists refer to each other in a circle: {' → '.join(circle)}")
