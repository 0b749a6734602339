"""A harvest in, its explanation out."""

from collections.abc import Iterator

from app.cli.explaining import explanation as said
from app.cli.explaining.rulebook import Rulebook
from app.codebook.terms import Precision
from app.ingest.records import Attribution, Harvest, Issue, Judgment, StanceFound, TopicFound, When
from app.ingest.storing import ids


def explain(harvest: Harvest, rules: Rulebook) -> said.Explanation:
    """An article as it was just read; its ids are those that it would have in the database."""
    text, dated = harvest.text, harvest.dated
    article = ids.article(ids.url_key(harvest.source.given.url), text.sha256)
    outlet = rules.codebook.outlets.get(dated.outlet or "")
    return said.Explanation(
        id=article,
        title=text.title.of(text.text) if text.title else text.title_given,
        outlet=outlet.name if outlet else dated.outlet_name,
        language=text.language,
        published=_when(dated.published),
        characters=len(text.text),
        text_sha256=text.sha256,
        codebook_version=rules.codebook.version,
        statements=[_statement(number, article, harvest, rules) for number in _in_order(harvest)],
        events=_links(None, harvest, rules),
        issues=[said.Doubt(one.step, one.complaint, one.words) for one in dict.fromkeys(_issues(harvest))],
    )


def _in_order(harvest: Harvest) -> list[int]:
    spans = [(one.span.start, one.span.stop) for one in harvest.attributions]
    return sorted(range(len(spans)), key=spans.__getitem__)


def _statement(number: int, article: str, harvest: Harvest, rules: Rulebook) -> said.Statement:
    found, when = harvest.attributions[number], harvest.times[number]
    judged: Judgment = harvest.judgments[number]
    text = harvest.text.text
    return said.Statement(
        id=ids.statement(article, found.span.start, found.span.stop),
        start=found.span.start,
        stop=found.span.stop,
        quote=found.span.of(text),
        voice=found.voice.value,
        speaker=_speaker(found, when, rules),
        said=_when(when),
        topics=[_topic(topic, text, rules) for topic in judged.topics],
        stances=[_stance(stance, text, rules) for stance in judged.stances],
        events=_links(number, harvest, rules),
        reports=None,
    )


def _speaker(found: Attribution, when: When, rules: Rulebook) -> said.Speaker:
    known = rules.codebook.speakers.get(found.speaker or "")
    day = when.on.first if when.on and when.on.precision is Precision.DAY else None
    return said.Speaker(
        id=found.speaker,
        name=found.name,
        office=known.office_on(day) if known else None,
        printed=found.printed,
        rule=found.rule,
        cue=found.cue,
        score=found.score,
        runner_up=found.runner_up,
    )


def _topic(found: TopicFound, text: str, rules: Rulebook) -> said.Topic:
    words = found.evidence.of(text)
    return said.Topic(found.topic, rules.topic(found.topic), words, rules.rule(found.rule, words))


def _stance(found: StanceFound, text: str, rules: Rulebook) -> said.Stance:
    words = found.evidence.of(text)
    return said.Stance(
        position=found.position,
        sentence=rules.position(found.position),
        stance=found.stance.value,
        condition=found.condition,
        evidence=words,
        rule=rules.rule(found.rule, words),
        runner_up=rules.rule(found.runner_up) if found.runner_up else None,
        coder="rules",
    )


def _links(statement: int | None, harvest: Harvest, rules: Rulebook) -> list[said.Link]:
    return [
        rules.link(link.event, link.kind.value, link.evidence)
        for link in harvest.links
        if link.statement == statement
    ]


def _when(when: When) -> said.When:
    return said.When(when.on.isoformat() if when.on else None, when.basis.value, when.evidence, when.event)


def _issues(harvest: Harvest) -> Iterator[Issue]:
    yield from (*harvest.source.issues, *harvest.text.issues, *harvest.dated.issues, *harvest.issues)
    for judgment in harvest.judgments:
        yield from judgment.issues
