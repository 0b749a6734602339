"""Rows in, few statements to the database out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import cast

import orjson
from sqlalchemy import JSON, Table, Text, bindparam, column, delete, func, select, tuple_, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Session

from app.codebook.terms import CoderKind
from app.db.tables import (
    Article,
    Base,
    Coding,
    EventLink,
    IssueRow,
    Statement,
    StatementTopic,
    Utterance,
    UtteranceBand,
)
from app.ingest.storing.grouping import Grouping
from app.ingest.storing.rows import CODER, Row

_MINE = (
    Coding.coder_kind == CoderKind.MACHINE.value,
    Coding.coder == CODER,
    Coding.superseded_at.is_(None),
)
_PLACE = (
    update(Statement)
    .where(Statement.id == bindparam("statement"))
    .values(utterance_id=bindparam("utterance"), is_first_report=bindparam("first"))
    .execution_options(synchronize_session=False)
)


@contextmanager
def facts_at_the_end(session: Session) -> Iterator[None]:
    """The facts of statements follow at the end of the block, once; if it raises, undo the transaction."""
    session.execute(select(func.start_facts()))
    yield
    session.execute(select(func.finish_facts()))


def put(session: Session, table: type[Base], rows: Sequence[Row]) -> None:
    """Inserts rows, or brings those with the same key up to date."""
    if rows:
        session.execute(_upserting(table, tuple(rows[0])), _sent(rows))


def add(session: Session, table: type[Base], rows: Sequence[Row]) -> None:
    """Inserts rows that are new for certain."""
    if rows:
        session.execute(_inserting(table, tuple(rows[0])), _sent(rows))


def place(session: Session, grouping: Grouping, except_for: Mapping[str, object]) -> None:
    """Moves statements that are already stored to other utterances."""
    moved = [name for name in grouping.moved if name not in except_for]
    if moved:
        session.connection().execute(
            _PLACE,
            [
                {"statement": name, "utterance": grouping.places[name][0], "first": grouping.places[name][1]}
                for name in moved
            ],
        )


def remember(session: Session, article: str, made_from: str) -> None:
    """Notes that newer rules make the same of an article, so that it need not be processed again."""
    session.execute(
        update(Article).where(Article.id == article).values(made_from=made_from),
        execution_options={"synchronize_session": False},
    )


def withdraw(session: Session, statements: set[str]) -> None:
    """Takes statements out of every count; they stay readable under their address."""
    if not statements:
        return
    session.execute(
        update(Statement)
        .where(Statement.id.in_(statements))
        .values(
            withdrawn_at=func.coalesce(Statement.withdrawn_at, func.now()),
            utterance_id=None,
            is_first_report=False,
        ),
        execution_options={"synchronize_session": False},
    )
    session.execute(delete(UtteranceBand).where(UtteranceBand.statement_id.in_(statements)))
    session.execute(
        update(Coding).where(Coding.statement_id.in_(statements), *_MINE).values(superseded_at=func.now()),
        execution_options={"synchronize_session": False},
    )


def recode(session: Session, statements: Iterable[str], codings: Sequence[Row]) -> None:
    """Adds what is new and ends what no longer holds; what stays the same is not touched."""
    target = cast(Table, Coding.__table__)
    wanted = {(row["statement_id"], row["position_id"]): row for row in codings}
    statements = list(statements)
    if not statements:
        add(session, Coding, codings)
        return
    ended: list[int] = []
    for held in session.execute(select(target).where(Coding.statement_id.in_(statements), *_MINE)).mappings():
        key = (held["statement_id"], held["position_id"])
        row = wanted.get(key)
        if row is not None and all(held[name] == value for name, value in row.items()):
            del wanted[key]
        else:
            ended.append(held["id"])
    if ended:
        session.execute(
            update(Coding).where(Coding.id.in_(ended)).values(superseded_at=func.now()),
            execution_options={"synchronize_session": False},
        )
    add(session, Coding, list(wanted.values()))


def clear(session: Session, article: str, statements: Iterable[str]) -> None:
    """Forgets topics, links and issues that are about to be written anew."""
    session.execute(delete(StatementTopic).where(StatementTopic.statement_id.in_(list(statements))))
    session.execute(delete(UtteranceBand).where(UtteranceBand.statement_id.in_(list(statements))))
    session.execute(delete(EventLink).where(EventLink.article_id == article))
    session.execute(delete(IssueRow).where(IssueRow.article_id == article))


def drop_utterances(session: Session, emptied: set[str]) -> None:
    """Forgets utterances that no statement reports any more."""
    if emptied:
        session.execute(delete(Utterance).where(Utterance.id.in_(emptied)))


@cache
def _inserting(table: type[Base], names: tuple[str, ...]) -> Insert:
    target = cast(Table, table.__table__)
    # One value however many rows, so that the server plans the statement once; and its triggers run once.
    given = (
        func.json_to_recordset(sql_cast(bindparam("rows", type_=Text), JSON))
        .table_valued(*(column(name, target.c[name].type) for name in names))
        .render_derived(name="given", with_types=True)
    )
    return insert(target).from_select(names, select(*(given.c[name] for name in names)))


@cache
def _upserting(table: type[Base], names: tuple[str, ...]) -> Insert:
    new = _inserting(table, names)
    target = cast(Table, table.__table__)
    changing = {name: new.excluded[name] for name in names if name not in target.primary_key.columns}
    return new.on_conflict_do_update(
        index_elements=list(target.primary_key.columns),
        set_=changing,
        where=tuple_(*(target.c[name] for name in changing)).is_distinct_from(tuple_(*changing.values())),
    )


def _sent(rows: Sequence[Row]) -> dict[str, str]:
    return {"rows": orjson.dumps(rows).decode()}
