"""A writer of many rows may have the facts refreshed once, at its end; for all others nothing changes.

In a transaction that has said `start_facts()` the triggers only note which statements changed, and
`finish_facts()` refreshes those: one refresh where there were six. Both settings end with the transaction.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NOTING = """
CREATE FUNCTION start_facts() RETURNS void LANGUAGE sql AS $$
    SELECT set_config('positions.changed', '', true), set_config('positions.facts', 'later', true);
$$;
CREATE FUNCTION finish_facts() RETURNS void LANGUAGE plpgsql AS $$
DECLARE noted text[] := string_to_array(nullif(current_setting('positions.changed', true), ''), E'\\x1f');
BEGIN
    PERFORM set_config('positions.changed', '', true), set_config('positions.facts', '', true);
    IF noted IS NOT NULL THEN
        PERFORM refresh_statement_facts(ARRAY(
            SELECT unnest(noted)
            UNION SELECT o.id FROM statements s JOIN statements o ON o.utterance_id = s.utterance_id
            WHERE s.id = ANY (noted)
        ));
    END IF;
END $$;
CREATE FUNCTION facts_changed(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('positions.facts', true) IS DISTINCT FROM 'later' THEN
        PERFORM refresh_statement_facts(ids);
    ELSIF ids <> '{}' THEN
        PERFORM set_config('positions.changed', concat_ws(
            E'\\x1f', nullif(current_setting('positions.changed', true), ''), array_to_string(ids, E'\\x1f')
        ), true);
    END IF;
END $$;
"""

CHANGED = """
CREATE OR REPLACE FUNCTION statement_parts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {refresh}(ARRAY(
        SELECT DISTINCT statement_id FROM changed WHERE statement_id IS NOT NULL
    ));
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION statements_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {refresh}(ARRAY(
        SELECT id FROM changed
        UNION SELECT o.id FROM changed c JOIN statements o ON o.utterance_id = c.utterance_id
    ));
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION articles_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {refresh}(ARRAY(
        SELECT s.id FROM changed c JOIN statements s ON s.article_id = c.id
    ));
    RETURN NULL;
END $$;
"""


def upgrade() -> None:
    """Lets the triggers note what changed where they are asked to."""
    op.execute(NOTING)
    op.execute(CHANGED.format(refresh="facts_changed"))


def downgrade() -> None:
    """Has every change refreshed at once again."""
    op.execute(CHANGED.format(refresh="refresh_statement_facts"))
    op.execute("DROP FUNCTION start_facts, finish_facts, facts_changed")
