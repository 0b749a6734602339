"""Engines, snapshots and transactions."""

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.db.sessions import connected, reading, writing
from app.db.tables import Run
from app.errors import SetupError


def run() -> Run:
    return Run(codebook_version="one", inputs=[], counts={})


def count(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Run)) or 0


def test_what_a_block_wrote_is_kept(fresh_engine: Engine) -> None:
    with writing(fresh_engine) as session:
        session.add(run())
    assert count(fresh_engine) == 1


def test_a_block_that_raises_leaves_nothing(fresh_engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), writing(fresh_engine) as session:
        session.add(run())
        session.flush()
        raise ZeroDivisionError
    assert count(fresh_engine) == 0


def test_a_reader_sees_one_moment(fresh_engine: Engine) -> None:
    with reading(fresh_engine) as session:
        before = session.scalar(select(func.count()).select_from(Run))
        with writing(fresh_engine) as writer:
            writer.add(run())
        assert session.scalar(select(func.count()).select_from(Run)) == before
    assert count(fresh_engine) == 1


def test_a_reader_cannot_write(fresh_engine: Engine) -> None:
    with pytest.raises(DBAPIError, match="read-only"), reading(fresh_engine) as session:
        session.add(run())
        session.flush()


def test_a_writer_after_a_reader_may_write(fresh_engine: Engine) -> None:
    count(fresh_engine)
    with writing(fresh_engine) as session:
        session.add(run())
    assert count(fresh_engine) == 1


def test_a_value_outside_the_closed_list_is_forbidden_by_the_database(fresh_engine: Engine) -> None:
    with pytest.raises(IntegrityError, match="events_type_check"), writing(fresh_engine) as session:
        session.execute(
            text(
                "INSERT INTO events "
                "(id, on_date, on_precision, type, title, place, summary, url, participants) "
                "VALUES ('e', '2020-01-01', 'day', 'party', '', '', '', '', '[]')"
            )
        )


def test_an_unreachable_database_is_named_without_its_password() -> None:
    with pytest.raises(SetupError) as refused:
        connected("postgresql://reader:hunter2@127.0.0.1:1/positions")
    told = str(refused.value)
    assert "127.0.0.1:1/positions" in told
    assert "hunter2" not in told


@pytest.mark.parametrize("url", ["mysql://a:hunter2@b/c", "sqlite:///x.db", "hunter2", ""])
def test_only_postgresql_will_do(url: str) -> None:
    with pytest.raises(SetupError, match="postgresql://") as refused:
        connected(url)
    assert "hunter2" not in str(refused.value)
