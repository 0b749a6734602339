"""What is kept of articles, whichever way they come in."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, text, update
from sqlalchemy.orm import Session

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook, Names, Speaker, Tenure
from app.codebook.terms import Basis, SpeakerKind, Stance
from app.db.tables import (
    Article,
    Coding,
    IssueRow,
    Run,
    Statement,
    StatementFact,
    StatementTopic,
    Utterance,
    UtteranceBand,
)
from app.ingest.records import Harvest, Issue
from app.ingest.storing import Outcome, store, store_events

Make = Callable[..., Harvest]

VOLATILE = {"first_seen_at", "superseded_at", "withdrawn_at", "coded_at", "search", "run_id"}
LONG = (
    "We insist that the fighting must end at once and that aid must reach everyone who needs it in the place"
)
OTHER = "Nobody has asked our delegation about the draft that was put forward by its authors late at night"


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """One speaker with one office is all that storing asks of a codebook."""
    office = Tenure("foreign-minister", "Foreign Minister", PartialDate.parse("2004-03-09"), None, "")
    names = Names(en=("Sergey Lavrov",))
    lavrov = Speaker("lavrov", "Sergey Lavrov", SpeakerKind.PERSON, names, "RU", "", (office,))
    return Codebook("first", "A codebook", {}, {}, {"lavrov": lavrov}, {}, {}, {}, {})


@pytest.fixture(autouse=True)
def events(session: Session, codebook: Codebook) -> None:
    store_events(session, codebook)


def dump(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the moments and numbers that differ between two runs."""
    found = {}
    for model in (Article, Statement, Utterance, UtteranceBand, StatementTopic, Coding, IssueRow):
        columns = [
            column.is_not(None) if column.name in {"superseded_at", "withdrawn_at"} else column
            for column in model.__table__.columns
            if column.name not in VOLATILE - {"superseded_at", "withdrawn_at"}
            and not (column.name == "id" and model in {Coding, IssueRow})
        ]
        found[model.__tablename__] = sorted(
            (tuple(row) for row in session.execute(select(*columns))), key=repr
        )
    return found


def live(session: Session) -> list[tuple[str, str | None, bool]]:
    rows = session.execute(
        select(Statement.quote, Statement.utterance_id, Statement.is_first_report)
        .where(Statement.withdrawn_at.is_(None))
        .order_by(Statement.quote, Statement.id)
    )
    return [tuple(row) for row in rows]


def sizes(session: Session) -> list[int]:
    counted = dict(
        session.execute(
            select(Statement.utterance_id, func.count())
            .where(Statement.withdrawn_at.is_(None))
            .group_by(Statement.utterance_id)
        ).all()
    )
    told = dict(session.execute(select(Utterance.id, Utterance.size)).all())
    assert counted == told
    return sorted(told.values(), reverse=True)


def run(session: Session) -> int:
    made = Run(codebook_version="any", inputs=[], counts={})
    session.add(made)
    session.flush()
    return made.id


def test_what_is_stored_can_be_read_back(session: Session, codebook: Codebook, harvest_of: Make) -> None:
    harvest = harvest_of(
        [("lavrov", "Two states are the only way."), (None, "We wait.")],
        url="https://www.example.org/a/?utm_source=x#top",
        outlet="tass",
        issues=(Issue("attributing", "who is the aide?", "an aide"),),
    )
    stored = store(session, harvest, codebook)
    assert stored.outcome is Outcome.NEW
    article = session.get_one(Article, stored.article)
    assert (article.url_key, article.outlet_id, str(article.published_on)) == (
        "example.org/a",
        "tass",
        "2024-05-06",
    )
    first, second = session.scalars(select(Statement).order_by(Statement.start))
    assert harvest.text.text[first.start : first.stop] == first.quote == "Two states are the only way."
    assert (first.speaker_id, second.speaker_id) == ("lavrov", "~an-aide")
    assert (first.office, second.office) == ("Foreign Minister", None)
    coding = session.scalars(select(Coding).where(Coding.statement_id == first.id)).one()
    assert (coding.position_id, coding.stance, coding.evidence) == ("two-state", "support", "T")
    assert coding.codebook_version == codebook.version
    assert session.scalars(select(IssueRow.complaint)).all() == ["who is the aide?"]


def test_storing_twice_changes_nothing(session: Session, codebook: Codebook, harvest_of: Make) -> None:
    harvest = harvest_of([("lavrov", LONG), ("lavrov", OTHER)])
    store(session, harvest, codebook)
    before = session.execute(text("SELECT c.id, c.coded_at, c.xmin::text FROM codings c ORDER BY 1")).all()
    assert store(session, harvest, codebook).outcome is Outcome.UNCHANGED
    after = session.execute(text("SELECT c.id, c.coded_at, c.xmin::text FROM codings c ORDER BY 1")).all()
    assert after == before


def test_the_ids_are_the_same_on_every_machine(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    stored = store(session, harvest_of([("lavrov", "Two states.")], url="https://example.org/a"), codebook)
    assert stored.article == "akh2a4v5asoqckcad"
    assert session.scalars(select(Statement.id)).all() == ["snhfm493as8d27o0a"]


def test_a_new_codebook_supersedes_codings_and_overwrites_none(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    store(session, harvest_of([("lavrov", LONG)]), codebook)
    newer = replace(codebook, version="newer")
    changed = store(session, harvest_of([("lavrov", LONG)], stance=Stance.OPPOSE), newer)
    assert changed.outcome is Outcome.CHANGED
    codings = session.execute(
        select(Coding.stance, Coding.codebook_version, Coding.superseded_at.is_(None)).order_by(Coding.id)
    ).all()
    assert codings == [("support", codebook.version, False), ("oppose", "newer", True)]
    assert (
        store(session, harvest_of([("lavrov", LONG)], stance=Stance.OPPOSE), newer).outcome
        is Outcome.UNCHANGED
    )


def test_a_coding_by_a_person_outlives_every_rerun(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    store(session, harvest_of([("lavrov", LONG)]), codebook)
    machine = session.scalars(select(Coding)).one()
    row = {
        c.name: getattr(machine, c.name) for c in Coding.__table__.columns if c.name not in {"id", "coded_at"}
    }
    session.add(Coding(**row | {"coder_kind": "human", "coder": "reader", "stance": "neutral"}))
    session.flush()
    store(session, harvest_of([("lavrov", LONG)], stance=Stance.OPPOSE), replace(codebook, version="newer"))
    current = select(Coding.coder, Coding.stance).where(Coding.superseded_at.is_(None)).order_by(Coding.coder)
    assert session.execute(current).all() == [("reader", "neutral"), ("rules", "oppose")]


def test_a_statement_that_vanishes_is_withdrawn_and_one_that_returns_is_revived(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    both = harvest_of([("lavrov", LONG), ("lavrov", OTHER)])
    fewer = replace(
        both, attributions=both.attributions[:1], times=both.times[:1], judgments=both.judgments[:1]
    )
    store(session, both, codebook)
    before = dump(session)
    store(session, fewer, codebook)
    assert [row[0] for row in live(session)] == [LONG]
    assert sizes(session) == [1]
    assert session.scalar(select(func.count()).select_from(Statement)) == 2
    current = select(Statement.quote).join(Coding).where(Coding.superseded_at.is_(None))
    assert session.scalars(current).all() == [LONG]
    assert store(session, both, codebook).outcome is Outcome.CHANGED
    after = dump(session)
    for unhistoric in ("articles", "statements", "utterances", "utterance_bands", "statement_topics"):
        assert after[unhistoric] == before[unhistoric]


def test_a_changed_text_at_the_same_address_is_a_revision(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    old = harvest_of([("lavrov", LONG)], url="http://example.org/a?b=1")
    new = harvest_of([("lavrov", LONG), ("lavrov", OTHER)], url="https://example.org/a/?b=1&utm_medium=feed")
    first, second = run(session), run(session)
    was = store(session, old, codebook, run_id=first).article
    now = store(session, new, codebook, run_id=second).article
    assert session.get_one(Article, was).superseded_at is not None
    assert session.get_one(Article, now).revision_of == was
    assert [row[0] for row in live(session)] == [OTHER, LONG]
    assert sizes(session) == [1, 1]
    before = dump(session)
    assert store(session, old, codebook, run_id=run(session)).outcome is Outcome.UNCHANGED
    assert dump(session) == before


def test_better_cleaning_of_the_same_bytes_is_a_revision_and_can_be_taken_back(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    worse = harvest_of([("lavrov", LONG)], raw="the same bytes", opening="Menu. A report.")
    better = harvest_of([("lavrov", LONG)], raw="the same bytes")
    store(session, worse, codebook, run_id=run(session))
    store(session, better, codebook, run_id=run(session))
    assert len(live(session)) == 1
    current = select(Article.text_sha256).where(Article.superseded_at.is_(None))
    assert session.scalars(current).all() == [better.text.sha256]
    store(session, worse, codebook, run_id=run(session))
    assert session.scalars(current).all() == [worse.text.sha256]
    assert len(live(session)) == 1


def test_one_remark_in_three_outlets_is_one_utterance(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    cut = LONG[LONG.index("the fighting") :]
    for number, (words, day) in enumerate(
        [(LONG, "2024-05-07"), (cut, "2024-05-06"), (LONG + ".", "2024-05-08")]
    ):
        harvest = harvest_of(
            [("lavrov", words)], url=f"https://o{number}.org/", published=day, said="2024-05-06"
        )
        store(session, harvest, codebook)
    assert sizes(session) == [3]
    assert [row[0] for row in live(session) if row[2]] == [cut]


def test_the_same_formula_on_other_days_stays_apart(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    formula = "We support two states living side by side in peace"
    for day in ("2024-05-06", "2024-05-07", "2024-06-01", "2024-06-02"):
        store(session, harvest_of([("lavrov", formula)], said=day, url=f"https://a.org/{day}"), codebook)
    undated = harvest_of([("lavrov", formula)], published=None, url="https://a.org/undated")
    store(session, undated, codebook)
    assert sizes(session) == [1, 1, 1, 1, 1]


def test_an_undated_report_joins_the_only_remark_that_it_can_be(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    store(session, harvest_of([("lavrov", LONG)], published=None, url="https://a.org/1"), codebook)
    store(session, harvest_of([("lavrov", LONG)], said="2024-05-06", url="https://a.org/2"), codebook)
    assert sizes(session) == [2]
    store(session, harvest_of([("lavrov", LONG)], said="2024-09-01", url="https://a.org/3"), codebook)
    assert sizes(session) == [1, 1, 1]


def test_a_report_of_the_next_morning_belongs_to_the_remark_of_the_day_before(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    store(session, harvest_of([("lavrov", LONG)], said="2024-05-06", url="https://a.org/1"), codebook)
    late = harvest_of([("lavrov", LONG)], said="2024-05-07", basis=Basis.PUBLISHED, url="https://a.org/2")
    store(session, late, codebook)
    assert sizes(session) == [2]


def test_other_speakers_never_share_an_utterance(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    store(session, harvest_of([("lavrov", LONG), ("putin", LONG)]), codebook)
    assert sizes(session) == [1, 1]


def test_a_repeat_within_one_article_is_one_utterance(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    store(session, harvest_of([("lavrov", LONG), ("lavrov", LONG)]), codebook)
    assert sizes(session) == [2]
    assert [row[2] for row in live(session)].count(True) == 1


def test_two_speakers_for_the_same_words_become_an_issue(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    one = harvest_of([("lavrov", LONG)])
    doubled = replace(
        one,
        attributions=(
            one.attributions[0],
            replace(one.attributions[0], speaker="putin", name="Vladimir Putin"),
        ),
        times=one.times * 2,
        judgments=one.judgments * 2,
    )
    store(session, doubled, codebook)
    assert session.scalars(select(Statement.speaker_id)).all() == ["lavrov"]
    assert "Vladimir Putin" in session.scalars(select(IssueRow.complaint)).one()


def test_letters_that_a_database_cannot_keep_do_not_shift_offsets(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    store(session, harvest_of([("lavrov", "A\x00B\ud800C")]), codebook)
    stored = session.scalars(select(Statement)).one()
    assert stored.quote == "A\ufffdB\ufffdC"
    assert session.scalars(select(Article.text)).one()[stored.start : stored.stop] == stored.quote


def facts(session: Session) -> set[str]:
    return {repr(tuple(row)) for row in session.execute(select(StatementFact.__table__))}


def test_the_facts_follow_every_article_and_every_change_after_it(
    session: Session, codebook: Codebook, harvest_of: Make
) -> None:
    one = run(session)
    for harvest in articles(harvest_of):
        store(session, harvest, codebook, run_id=one)
        followed = facts(session)
        session.execute(select(func.rebuild_statement_facts()))
        assert facts(session) == followed
    before = len(followed)
    gone = session.scalars(select(Statement.id).where(Statement.withdrawn_at.is_(None)).limit(1)).one()
    session.execute(update(Statement).where(Statement.id == gone).values(review_state="rejected"))
    assert len(facts(session)) == before - 1


def articles(harvest_of: Make) -> list[Harvest]:
    cut = LONG[: LONG.index(" and that")]
    formula = "We support two states living side by side in peace"
    return [
        harvest_of([("lavrov", LONG), ("lavrov", OTHER)], said="2024-05-06", url="https://a.org/1"),
        harvest_of([("lavrov", cut)], said="2024-05-07", basis=Basis.PUBLISHED, url="https://b.org/1"),
        harvest_of([("lavrov", LONG)], published=None, url="https://c.org/1"),
        harvest_of([("lavrov", formula)], said="2024-05-06", url="https://d.org/1"),
        harvest_of([("lavrov", formula)], said="2024-05-08", url="https://d.org/2"),
        harvest_of([("lavrov", formula)], published=None, url="https://d.org/3"),
        harvest_of([("putin", LONG)], said="2024-05-06", url="https://e.org/1"),
        harvest_of([("lavrov", OTHER)], said="2024-05-07", basis=Basis.PUBLISHED, url="https://f.org/1"),
        harvest_of([("lavrov", OTHER), ("lavrov", cut)], said="2024-05-06", url="https://a.org/1"),
        harvest_of([("lavrov", OTHER)], url="https://f.org/1", published="2024-05-09", raw="another file"),
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(10)))
def test_the_order_of_articles_changes_nothing(
    engine: Engine, codebook: Codebook, harvest_of: Make, order: list[int]
) -> None:
    def stored(numbers: list[int]) -> dict[str, list[tuple[object, ...]]]:
        with Session(engine, autoflush=False) as session:
            store_events(session, codebook)
            one = run(session)
            for number in numbers:
                store(session, articles(harvest_of)[number], codebook, run_id=one)
            sizes(session)
            found = dump(session)
            session.rollback()
        return found

    assert stored(order) == stored(sorted(order))
