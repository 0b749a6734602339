"""One narrow row per statement that a reader may see, kept true by triggers; answers kept until then."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE statement_facts (
    id text NOT NULL CONSTRAINT statement_facts_pkey PRIMARY KEY,
    article_id text NOT NULL,
    utterance text NOT NULL,
    alone boolean NOT NULL,
    repeat boolean NOT NULL,
    published_on date NOT NULL,
    said_on date,
    said_last date,
    speaker_id text NOT NULL,
    country text,
    outlet_id text,
    language text NOT NULL,
    voice text NOT NULL,
    kind text NOT NULL,
    topics text[] NOT NULL,
    codings text[] NOT NULL,
    stances text[] NOT NULL,
    events text[] NOT NULL
);
CREATE INDEX statement_facts_said_on_id_index ON statement_facts (said_on, id);
CREATE INDEX statement_facts_speaker_id_said_on_id_index ON statement_facts (speaker_id, said_on, id);
CREATE INDEX statement_facts_outlet_id_said_on_id_index ON statement_facts (outlet_id, said_on, id);
CREATE INDEX statement_facts_article_id_index ON statement_facts (article_id);
CREATE INDEX statement_facts_utterance_index ON statement_facts (utterance);
CREATE INDEX statement_facts_topics_index ON statement_facts USING gin (topics);
CREATE INDEX statement_facts_codings_index ON statement_facts USING gin (codings);
CREATE INDEX statement_facts_events_index ON statement_facts USING gin (events);
"""

# What a reader may see: neither withdrawn nor rejected, and not from a text that a later one replaced.
SETTLED = """
CREATE VIEW settled_statements AS
SELECT s.*, a.kind AS article_kind, a.published_on AS article_published_on
FROM statements s JOIN articles a ON a.id = s.article_id
WHERE s.withdrawn_at IS NULL AND s.review_state <> 'rejected' AND a.superseded_at IS NULL
"""

# `alone` may be false for a statement that is alone by now; it is never true for one that is not.
FACTS = """
CREATE VIEW settled_statement_facts AS
SELECT
    s.id,
    s.article_id,
    coalesce(s.utterance_id, s.id) AS utterance,
    NOT EXISTS (SELECT FROM statements o WHERE o.utterance_id = s.utterance_id AND o.id <> s.id) AS alone,
    NOT s.is_first_report AS repeat,
    coalesce(s.article_published_on, '9999-12-31'::date) AS published_on,
    s.said_on,
    CASE s.said_precision
        WHEN 'year' THEN (date_trunc('year', s.said_on::timestamp) + interval '1 year - 1 day')::date
        WHEN 'month' THEN (date_trunc('month', s.said_on::timestamp) + interval '1 month - 1 day')::date
        ELSE s.said_on
    END AS said_last,
    s.speaker_id,
    s.country,
    s.outlet_id,
    s.language,
    s.voice,
    s.article_kind AS kind,
    ARRAY(SELECT t.topic_id FROM statement_topics t WHERE t.statement_id = s.id ORDER BY 1) AS topics,
    ARRAY(
        SELECT DISTINCT c.position_id || '=' || c.stance FROM codings c
        WHERE c.statement_id = s.id AND c.superseded_at IS NULL ORDER BY 1
    ) AS codings,
    ARRAY(
        SELECT DISTINCT c.stance FROM codings c
        WHERE c.statement_id = s.id AND c.superseded_at IS NULL ORDER BY 1
    ) AS stances,
    ARRAY(
        SELECT l.event_id FROM event_links l WHERE l.statement_id = s.id
        UNION SELECT s.said_event_id WHERE s.said_event_id IS NOT NULL ORDER BY 1
    ) AS events
FROM settled_statements s
"""

# The lock makes two writers of one statement wait for each other, so that the later one sees the earlier.
REFRESH = """
CREATE FUNCTION refresh_statement_facts(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM statements WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM statement_facts f WHERE f.id = ANY (ids)
        AND NOT EXISTS (SELECT FROM settled_statements s WHERE s.id = f.id);
    INSERT INTO statement_facts SELECT * FROM settled_statement_facts n WHERE n.id = ANY (ids)
    ON CONFLICT (id) DO UPDATE SET
        article_id = excluded.article_id, utterance = excluded.utterance, alone = excluded.alone,
        repeat = excluded.repeat, published_on = excluded.published_on, said_on = excluded.said_on,
        said_last = excluded.said_last, speaker_id = excluded.speaker_id, country = excluded.country,
        outlet_id = excluded.outlet_id,
        language = excluded.language, voice = excluded.voice, kind = excluded.kind, topics = excluded.topics,
        codings = excluded.codings, stances = excluded.stances, events = excluded.events
    WHERE statement_facts IS DISTINCT FROM excluded;
END $$
"""

REBUILD = """
CREATE FUNCTION rebuild_statement_facts() RETURNS void LANGUAGE sql AS $$
    TRUNCATE statement_facts;
    INSERT INTO statement_facts SELECT * FROM settled_statement_facts ORDER BY said_on, id;
$$
"""

CHANGED = """
CREATE FUNCTION statement_parts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_statement_facts(ARRAY(
        SELECT DISTINCT statement_id FROM changed WHERE statement_id IS NOT NULL
    ));
    RETURN NULL;
END $$;
CREATE FUNCTION statements_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_statement_facts(ARRAY(
        SELECT id FROM changed
        UNION SELECT o.id FROM changed c JOIN statements o ON o.utterance_id = c.utterance_id
    ));
    RETURN NULL;
END $$;
CREATE FUNCTION articles_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_statement_facts(ARRAY(
        SELECT s.id FROM changed c JOIN statements s ON s.article_id = c.id
    ));
    RETURN NULL;
END $$;
"""

# Writers take articles first, so whoever holds all three asks in the same order.
ROLLUPS = """
CREATE TABLE rollups (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT rollups_pkey PRIMARY KEY,
    question text NOT NULL,
    counting text NOT NULL,
    day date,
    word text NOT NULL,
    n integer NOT NULL
);
CREATE INDEX rollups_question_counting_index ON rollups (question, counting);
CREATE FUNCTION forget_rollups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM rollups;
    RETURN NULL;
END $$;
CREATE TRIGGER statement_facts_rollups AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON statement_facts
FOR EACH STATEMENT EXECUTE FUNCTION forget_rollups();
CREATE TRIGGER articles_rollups AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON articles
FOR EACH STATEMENT EXECUTE FUNCTION forget_rollups();
CREATE TRIGGER issues_rollups AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON issues
FOR EACH STATEMENT EXECUTE FUNCTION forget_rollups();
CREATE FUNCTION hold_facts() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE articles, statement_facts, issues IN SHARE MODE;
END $$;
"""

TRIGGER = """
CREATE TRIGGER {table}_{event}_facts AFTER {event} ON {table}
REFERENCING {which} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}()
"""

FUNCTIONS = {
    "statements": "statements_changed",
    "statement_topics": "statement_parts_changed",
    "codings": "statement_parts_changed",
    "event_links": "statement_parts_changed",
}
WHICH = {"insert": "NEW", "update": "NEW", "delete": "OLD"}


def upgrade() -> None:
    """Adds the table, what it is made from, and the triggers; fills it from what is there."""
    for statement in (TABLE, SETTLED, FACTS, REFRESH, REBUILD, CHANGED, ROLLUPS):
        op.execute(statement)
    for table, function in FUNCTIONS.items():
        for event, which in WHICH.items():
            op.execute(TRIGGER.format(table=table, event=event, which=which, function=function))
    op.execute(TRIGGER.format(table="articles", event="update", which="NEW", function="articles_changed"))
    op.execute("SELECT rebuild_statement_facts()")


def downgrade() -> None:
    """Removes everything that the upgrade added."""
    op.execute("DROP FUNCTION statement_parts_changed, statements_changed, articles_changed CASCADE")
    op.execute("DROP FUNCTION refresh_statement_facts, rebuild_statement_facts")
    op.execute("DROP VIEW settled_statement_facts, settled_statements")
    op.execute("DROP TABLE statement_facts, rollups")
    op.execute("DROP FUNCTION forget_rollups, hold_facts CASCADE")
