"""The tables that the migrations build."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from app import resources
from app.db import migrating
from app.db.tables import Base
from app.errors import SetupError

CATALOGUE = """
    SELECT c.relname, 'column', a.attname,
           format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attidentity::text || ' '
           || a.attgenerated::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       AND c.relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT conrelid::regclass::text, 'constraint', conname, pg_get_constraintdef(oid)
      FROM pg_constraint
     WHERE connamespace = current_schema()::regnamespace AND contype <> 'n'
    UNION ALL
    SELECT tablename, 'index', indexname, replace(indexdef, ' ON ' || schemaname || '.', ' ON ')
      FROM pg_indexes WHERE schemaname = current_schema()
"""


def catalogue(engine: Engine) -> set[tuple[str, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(text(CATALOGUE))
        return {tuple(row) for row in rows if "alembic_version" not in row[0]}


def test_the_migrations_build_the_tables_of_the_program(fresh_engine: Engine) -> None:
    migrated = catalogue(fresh_engine)
    with fresh_engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        Base.metadata.create_all(connection)
    described = {row for row in catalogue(fresh_engine) if row[0] in Base.metadata.tables}
    assert {row for row in migrated if row[0] in Base.metadata.tables} == described


def test_every_constraint_has_a_name_of_ours(engine: Engine) -> None:
    names = {row[2] for row in catalogue(engine) if row[1] == "constraint"}
    assert names
    assert all(name.endswith(("_pkey", "_fkey", "_check", "_unique")) for name in names)


def test_a_foreign_key_can_be_followed_backwards_without_a_scan(engine: Engine) -> None:
    inspector = inspect(engine)
    for table in (
        "statements",
        "codings",
        "statement_topics",
        "event_links",
        "issues",
        "utterance_bands",
        "vote_codings",
    ):
        led = {index["column_names"][0] for index in inspector.get_indexes(table)}
        led.add(inspector.get_pk_constraint(table)["constrained_columns"][0])
        led |= {unique["column_names"][0] for unique in inspector.get_unique_constraints(table)}
        keys = {key["constrained_columns"][0] for key in inspector.get_foreign_keys(table)}
        assert keys <= led, f"{table}: {keys - led}"


def test_every_migration_can_be_undone_and_done_again(fresh_engine: Engine) -> None:
    before = catalogue(fresh_engine)
    tables = {row[0] for row in before}
    with fresh_engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(resources.folder("migrations")))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert not tables & {row[0] for row in catalogue(fresh_engine)}
    assert migrating.upgrade(fresh_engine) is True
    assert catalogue(fresh_engine) == before


def test_upgrading_twice_changes_nothing(fresh_engine: Engine) -> None:
    before = catalogue(fresh_engine)
    assert migrating.upgrade(fresh_engine) is False
    assert catalogue(fresh_engine) == before


def test_a_database_without_tables_is_refused_with_the_command_that_helps(fresh_engine: Engine) -> None:
    with fresh_engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(SetupError, match="positions db upgrade"):
        migrating.check(fresh_engine)


def test_a_database_of_a_newer_version_is_refused(fresh_engine: Engine) -> None:
    with fresh_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(SetupError, match="newer version"):
        migrating.check(fresh_engine)
    with pytest.raises(SetupError, match="newer version"):
        migrating.upgrade(fresh_engine)
