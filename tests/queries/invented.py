"""A small corpus of invented remarks that holds every case a query must get right."""

from datetime import UTC, date, datetime
from random import Random

from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook, Event, Names, Outlet, Position, Speaker, Topic
from app.codebook.terms import EventType, SpeakerKind
from app.db import tables
from app.db.tables import (
    Article,
    Base,
    Coding,
    EventLink,
    Run,
    RunFailure,
    Statement,
    StatementTopic,
    Utterance,
)

SPEAKERS = ("ivanova", "petrov", "ministry", "~harbour-watch")
OUTLETS = ("gazette", "herald", None)
LANGUAGES = ("en", "ru", "ar", "fr")
VOICES = ("direct", "mixed", "indirect", "transcript")
TOPICS = ("bridges", "fishing", "tolls")
POSITIONS = ("open-the-bridge", "free-fishing")
STANCES = ("support", "conditional", "neutral", "oppose")
EVENTS = ("bridge-summit", "harbour-vote")
WORDS = {
    "en": ("The old bridge must stay open to fishing boats.", "We reject new tolls on the harbour road."),
    "ru": ("Старый мост должен оставаться открытым.", "Мы против новых сборов в гавани."),
    "ar": ("يجب أن يبقى الجسر القديم مفتوحا", "نرفض الرسوم الجديدة في الميناء"),
    "fr": ("Le vieux pont doit rester ouvert.", "Nous refusons les nouveaux droits de port."),
}
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


def book() -> Codebook:
    """A codebook of another conflict altogether."""
    return Codebook(
        version="0" * 64,
        title="The harbour",
        topics={key: Topic(key, key.title(), f"About {key}.") for key in TOPICS},
        positions={
            "open-the-bridge": Position("open-the-bridge", "The bridge should stay open.", "It should."),
            "free-fishing": Position("free-fishing", "Fishing should be free.", "It should."),
        },
        speakers={
            "ivanova": Speaker("ivanova", "Anna Ivanova", SpeakerKind.PERSON, Names(), "ru", ""),
            "petrov": Speaker("petrov", "Oleg Petrov", SpeakerKind.PERSON, Names(), "ru", ""),
            "ministry": Speaker("ministry", "Harbour Ministry", SpeakerKind.INSTITUTION, Names(), "ru", ""),
        },
        offices={},
        outlets={key: Outlet(key, key.title(), "ru") for key in ("gazette", "herald")},
        events={
            key: Event(key, PartialDate.parse(on), None, EventType.MEETING, title, "Harbour", (), "", "")
            for key, on, title in (
                ("bridge-summit", "2023-11-20", "Summit on the bridge"),
                ("harbour-vote", "2024-01-15", "Vote on the harbour"),
            )
        },
        formulas={},
    )


def fill(session: Session, book: Codebook, articles: int = 60) -> None:
    """Stores the corpus: the same rows at every call, some of which no reader may see."""
    draw = Random(7)
    add(session, *(event_row(each) for each in book.events.values()))
    add(
        session,
        Run(codebook_version=book.version, inputs=["seeds"], counts={"articles": articles}, finished_at=NOW),
    )
    add(
        session,
        *(
            Utterance(
                id=f"u{number}", speaker_id=SPEAKERS[number % 4], said_on=None, size=1, first_statement_id=""
            )
            for number in range(25)
        ),
    )
    for number in range(articles):
        outlet = draw.choice(OUTLETS)
        article = article_row(
            f"a{number:03}",
            outlet_id=outlet,
            language=draw.choice(LANGUAGES),
            kind=draw.choice(("article", "digest")),
            published_on=None if draw.random() < 0.1 else date(2023, 9, 1).replace(day=1 + number % 28),
            superseded_at=NOW if draw.random() < 0.1 else None,
        )
        add(session, article)
        for place in range(draw.randint(1, 5)):
            _fill_statement(session, draw, article, place)
    session.flush()


def _fill_statement(session: Session, draw: Random, article: Article, place: int) -> None:
    precision = draw.choice(("day",) * 6 + ("month", "year", "none"))
    said = date(2023, 10, 1).replace(month=draw.choice((8, 10, 11, 12)), day=draw.randint(1, 28))
    said_on = {"day": said, "month": said.replace(day=1), "year": date(2023, 1, 1), "none": None}[precision]
    statement = statement_row(
        f"{article.id}s{place}",
        article,
        start=place * 100,
        quote=draw.choice(WORDS[article.language]),
        speaker_id=draw.choice(SPEAKERS),
        voice=draw.choice(VOICES),
        utterance_id=f"u{draw.randrange(25)}" if draw.random() < 0.6 else None,
        is_first_report=draw.random() < 0.5,
        said_on=said_on,
        said_precision=precision,
        said_event_id=draw.choice(EVENTS) if draw.random() < 0.1 else None,
        review_state=draw.choice(("unreviewed", "confirmed", "rejected"))
        if draw.random() < 0.3
        else "unreviewed",
        withdrawn_at=NOW if draw.random() < 0.08 else None,
    )
    add(session, statement)
    add(session, *(topic_row(statement, topic) for topic in draw.sample(TOPICS, draw.randint(0, 3))))
    for position in draw.sample(POSITIONS, draw.randint(0, 2)):
        old = NOW if draw.random() < 0.2 else None
        add(session, coding_row(statement, position, draw.choice(STANCES), superseded_at=old))
        if draw.random() < 0.2:
            add(
                session,
                coding_row(statement, position, draw.choice(STANCES), coder_kind="human", coder="reader"),
            )
    if draw.random() < 0.3:
        add(session, link_row(statement, draw.choice(EVENTS)))


def add(session: Session, *rows: Base) -> None:
    """Stores rows at once, in the order given."""
    for row in rows:
        session.add(row)
        session.flush()


def event_row(event: Event) -> tables.Event:
    """An occasion of the codebook."""
    return tables.Event(
        id=event.id,
        on_date=event.on.first,
        on_precision=event.on.precision,
        until=event.until,
        type=event.type,
        title=event.title,
        place=event.place,
        summary=event.summary,
        url=event.url,
        participants=list(event.participants),
        vote=None,
    )


def article_row(id_: str, **given: object) -> Article:
    """An article with a line of a hundred letters for each statement it may hold."""
    published_on = given.get("published_on")
    values: dict[str, object] = {
        "kind": "article",
        "outlet_name": str(given["outlet_id"]).title() if given.get("outlet_id") else None,
        "url": f"https://example.org/{id_}",
        "title": f"News of {id_}",
        "language": "en",
        "text": "".join(f"{line:x<99}\n" for line in range(6)),
        "source_name": f"{id_}.txt",
        "raw_sha256": id_,
        "text_sha256": id_,
        "published_precision": "day" if published_on else "none",
        "published_basis": "dateline" if published_on else "none",
        "published_evidence": "",
        "harvest_sha256": id_,
        "made_from": id_,
        "codebook_version": "0" * 64,
    }
    return Article(id=id_, **{**values, **given})


def statement_row(id_: str, article: Article, **given: object) -> Statement:
    """A statement of an article."""
    start = int(str(given.get("start", 0)))
    speaker = str(given.get("speaker_id", "ivanova"))
    said_on = given.get("said_on")
    values: dict[str, object] = {
        "article_id": article.id,
        "speaker_id": "ivanova",
        "speaker_name": speaker.removeprefix("~").replace("-", " ").title(),
        "printed": speaker,
        "country": None if speaker.startswith("~") else "ru",
        "voice": "direct",
        "start": 0,
        "stop": start + 40,
        "quote": "The bridge stays.",
        "language": article.language,
        "outlet_id": article.outlet_id,
        "said_precision": "day" if said_on else "none",
        "said_basis": "dateline" if said_on else "none",
        "said_evidence": "",
        "rule": "said",
        "cue": "said",
        "score": 0.9,
        "is_first_report": True,
        "review_state": "unreviewed",
    }
    return Statement(id=id_, **{**values, **given})


def topic_row(statement: Statement, topic: str) -> StatementTopic:
    """A topic of a statement."""
    return StatementTopic(
        statement_id=statement.id,
        topic_id=topic,
        rule=topic,
        evidence_start=statement.start,
        evidence_stop=statement.start + 5,
        codebook_version="0" * 64,
    )


def coding_row(statement: Statement, position: str, stance: str, **given: object) -> Coding:
    """A judgment of a statement, by the rules unless someone else is named."""
    values: dict[str, object] = {
        "coder_kind": "machine",
        "coder": "rules",
        "evidence": "bridge",
        "evidence_start": statement.start,
        "evidence_stop": statement.start + 6,
        "rule_id": f"{position}-1",
        "codebook_version": "0" * 64,
        "coded_at": NOW,
    }
    return Coding(statement_id=statement.id, position_id=position, stance=stance, **{**values, **given})


def link_row(statement: Statement, event: str) -> EventLink:
    """A statement that has to do with an event."""
    return EventLink(
        event_id=event,
        article_id=statement.article_id,
        statement_id=statement.id,
        kind="mentions",
        evidence="summit",
    )


def failure_row(run: Run, place: str) -> RunFailure:
    """An input that a run could not use."""
    return RunFailure(run_id=run.id, place=place, complaint="It is empty.")
