"""An answer is kept as one row, not one for each cell; the uses of set phrases are kept as they are read."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ANSWERS = """
DROP TABLE rollups;
CREATE TABLE rollups (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT rollups_pkey PRIMARY KEY,
    question text NOT NULL,
    counting text NOT NULL,
    cells json NOT NULL,
    CONSTRAINT rollups_question_counting_unique UNIQUE (question, counting)
)
"""

# A reading says that the quote was searched for every formula of one codebook; its uses go with it.
USES = """
CREATE TABLE formula_readings (
    statement_id text NOT NULL CONSTRAINT formula_readings_pkey PRIMARY KEY
        CONSTRAINT formula_readings_statement_id_fkey REFERENCES statements (id) ON DELETE CASCADE,
    made_from text NOT NULL
);
CREATE TABLE formula_uses (
    statement_id text NOT NULL CONSTRAINT formula_uses_statement_id_fkey
        REFERENCES formula_readings (statement_id) ON DELETE CASCADE,
    formula_id text NOT NULL,
    "start" integer NOT NULL,
    stop integer NOT NULL,
    present text[] NOT NULL,
    dropped text[] NOT NULL,
    CONSTRAINT formula_uses_pkey PRIMARY KEY (formula_id, statement_id),
    CONSTRAINT formula_uses_span_check CHECK ("start" >= 0 AND "start" < stop)
);
CREATE INDEX formula_uses_statement_id_index ON formula_uses (statement_id);
CREATE FUNCTION forget_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM formula_readings WHERE statement_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER statements_readings AFTER UPDATE ON statements
FOR EACH ROW WHEN (OLD.quote IS DISTINCT FROM NEW.quote OR OLD.language IS DISTINCT FROM NEW.language)
EXECUTE FUNCTION forget_reading();
"""

BEFORE = """
DROP TABLE rollups;
CREATE TABLE rollups (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT rollups_pkey PRIMARY KEY,
    question text NOT NULL,
    counting text NOT NULL,
    day date,
    word text NOT NULL,
    n integer NOT NULL
);
CREATE INDEX rollups_question_counting_index ON rollups (question, counting)
"""


def upgrade() -> None:
    """What was kept is forgotten; the next refresh works it out again."""
    op.execute(ANSWERS)
    op.execute(USES)


def downgrade() -> None:
    """Goes back to a row for each cell."""
    op.execute("DROP TRIGGER statements_readings ON statements")
    op.execute("DROP FUNCTION forget_reading")
    op.execute("DROP TABLE formula_uses, formula_readings")
    op.execute(BEFORE)
