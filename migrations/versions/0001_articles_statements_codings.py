"""Articles, statements, utterances, codings, events and runs.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MARKS = "«»“”„‟‹›‘’‚‛…—–−،؛؟"
SEARCH = (
    "to_tsvector(CASE language WHEN 'en' THEN 'english'::regconfig WHEN 'ru' THEN 'russian'::regconfig "
    "WHEN 'ar' THEN 'arabic'::regconfig ELSE 'simple'::regconfig END, "
    f"translate({{}}, '{MARKS}', '{' ' * len(MARKS)}'))"
)


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("on_precision", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("participants", JSONB(), nullable=False),
        sa.Column("vote", JSONB(), nullable=True),
        sa.CheckConstraint("on_precision <> 'none'", name="events_on_date_known_check"),
        sa.CheckConstraint(
            "on_precision IN ('day', 'month', 'year', 'none')", name="events_on_precision_check"
        ),
        sa.CheckConstraint(
            "type IN ('conflict', 'truce', 'summit', 'meeting', 'un-vote', 'statement-series', 'legal')",
            name="events_type_check",
        ),
        sa.CheckConstraint("until >= on_date", name="events_span_check"),
        sa.PrimaryKeyConstraint("id", name="events_pkey"),
    )
    op.create_index("events_on_date_id_index", "events", ["on_date", "id"])
    op.create_table(
        "runs",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("codebook_version", sa.Text(), nullable=False),
        sa.Column("inputs", JSONB(), nullable=False),
        sa.Column("counts", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="runs_pkey"),
    )
    op.create_table(
        "utterances",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("first_statement_id", sa.Text(), nullable=False),
        sa.CheckConstraint("size > 0", name="utterances_size_check"),
        sa.PrimaryKeyConstraint("id", name="utterances_pkey"),
    )
    op.create_index("utterances_speaker_id_said_on_id_index", "utterances", ["speaker_id", "said_on", "id"])
    op.create_table(
        "articles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("outlet_id", sa.Text(), nullable=True),
        sa.Column("outlet_name", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("url_key", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=False),
        sa.Column("published_basis", sa.Text(), nullable=False),
        sa.Column("published_evidence", sa.Text(), nullable=False),
        sa.Column("published_event_id", sa.Text(), nullable=True),
        sa.Column(
            "first_seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("revision_of", sa.Text(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("harvest_sha256", sa.Text(), nullable=False),
        sa.Column("made_from", sa.Text(), nullable=False),
        sa.Column("codebook_version", sa.Text(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "search",
            TSVECTOR(),
            sa.Computed(SEARCH.format("left(text, 250000)"), persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(published_on IS NULL) = (published_precision = 'none')",
            name="articles_published_on_known_check",
        ),
        sa.CheckConstraint("kind IN ('article', 'digest')", name="articles_kind_check"),
        sa.CheckConstraint(
            "published_basis IN ('stated', 'dateline', 'weekday', 'relative', 'event', 'published', 'none')",
            name="articles_published_basis_check",
        ),
        sa.CheckConstraint(
            "published_precision IN ('day', 'month', 'year', 'none')",
            name="articles_published_precision_check",
        ),
        sa.CheckConstraint("revision_of <> id", name="articles_revision_of_another_check"),
        sa.ForeignKeyConstraint(
            ["published_event_id"], ["events.id"], name="articles_published_event_id_fkey"
        ),
        sa.ForeignKeyConstraint(["revision_of"], ["articles.id"], name="articles_revision_of_fkey"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="articles_run_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="articles_pkey"),
    )
    op.create_index("articles_made_from_index", "articles", ["made_from"])
    op.create_index(
        "articles_outlet_id_published_on_id_index", "articles", ["outlet_id", "published_on", "id"]
    )
    op.create_index("articles_published_on_id_index", "articles", ["published_on", "id"])
    op.create_index("articles_raw_sha256_index", "articles", ["raw_sha256"])
    op.create_index("articles_revision_of_index", "articles", ["revision_of"])
    op.create_index("articles_run_id_index", "articles", ["run_id"])
    op.create_index("articles_search_index", "articles", ["search"], postgresql_using="gin")
    op.create_index("articles_url_key_index", "articles", ["url_key"])
    op.create_table(
        "run_failures",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="run_failures_run_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="run_failures_pkey"),
        sa.UniqueConstraint(
            "run_id", "place", "complaint", name="run_failures_run_id_place_complaint_unique"
        ),
    )
    op.create_table(
        "issues",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("stop", sa.Integer(), nullable=True),
        sa.CheckConstraint('("start" IS NULL) = (stop IS NULL)', name="issues_span_check"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="issues_article_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="issues_pkey"),
    )
    op.create_index("issues_article_id_index", "issues", ["article_id"])
    op.create_index("issues_step_article_id_index", "issues", ["step", "article_id"])
    op.create_table(
        "statements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("utterance_id", sa.Text(), nullable=True),
        sa.Column("is_first_report", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("outlet_id", sa.Text(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("said_precision", sa.Text(), nullable=False),
        sa.Column("said_basis", sa.Text(), nullable=False),
        sa.Column("said_evidence", sa.Text(), nullable=False),
        sa.Column("said_event_id", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("runner_up", sa.Text(), nullable=True),
        sa.Column("review_state", sa.Text(), server_default="unreviewed", nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "search",
            TSVECTOR(),
            sa.Computed(SEARCH.format("left(quote, 250000)"), persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(said_on IS NULL) = (said_precision = 'none')", name="statements_said_on_known_check"
        ),
        sa.CheckConstraint(
            "review_state IN ('unreviewed', 'confirmed', 'rejected')", name="statements_review_state_check"
        ),
        sa.CheckConstraint(
            "said_basis IN ('stated', 'dateline', 'weekday', 'relative', 'event', 'published', 'none')",
            name="statements_said_basis_check",
        ),
        sa.CheckConstraint(
            "said_precision IN ('day', 'month', 'year', 'none')", name="statements_said_precision_check"
        ),
        sa.CheckConstraint(
            "voice IN ('direct', 'mixed', 'indirect', 'transcript')", name="statements_voice_check"
        ),
        sa.CheckConstraint('"start" >= 0 AND "start" < stop', name="statements_span_check"),
        sa.CheckConstraint("score >= 0 AND score <= 1", name="statements_score_check"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="statements_article_id_fkey"),
        sa.ForeignKeyConstraint(["said_event_id"], ["events.id"], name="statements_said_event_id_fkey"),
        sa.ForeignKeyConstraint(["utterance_id"], ["utterances.id"], name="statements_utterance_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="statements_pkey"),
        sa.UniqueConstraint("article_id", "start", "stop", name="statements_article_id_start_stop_unique"),
    )
    op.create_index("statements_outlet_id_said_on_id_index", "statements", ["outlet_id", "said_on", "id"])
    op.create_index("statements_said_event_id_index", "statements", ["said_event_id"])
    op.create_index("statements_said_on_id_index", "statements", ["said_on", "id"])
    op.create_index("statements_search_index", "statements", ["search"], postgresql_using="gin")
    op.create_index("statements_speaker_id_said_on_id_index", "statements", ["speaker_id", "said_on", "id"])
    op.create_index("statements_utterance_id_index", "statements", ["utterance_id"])
    op.create_table(
        "codings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("position_id", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_stop", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("runner_up", sa.Text(), nullable=True),
        sa.Column("coder_kind", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("codebook_version", sa.Text(), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "coder_kind IN ('machine', 'human', 'adjudicated', 'record')", name="codings_coder_kind_check"
        ),
        sa.CheckConstraint(
            "stance IN ('support', 'conditional', 'neutral', 'oppose')", name="codings_stance_check"
        ),
        sa.CheckConstraint(
            "evidence_start >= 0 AND evidence_start <= evidence_stop", name="codings_evidence_check"
        ),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="codings_statement_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="codings_pkey"),
    )
    op.create_index(
        "codings_current_unique",
        "codings",
        ["statement_id", "position_id", "coder_kind", "coder"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_index(
        "codings_position_id_stance_statement_id_index",
        "codings",
        ["position_id", "stance", "statement_id"],
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_index(
        "codings_statement_id_index",
        "codings",
        ["statement_id"],
        postgresql_include=["position_id", "stance"],
    )
    op.create_table(
        "event_links",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('said-at', 'reacts-to', 'anticipates', 'recalls', 'mentions')",
            name="event_links_kind_check",
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="event_links_article_id_fkey"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="event_links_event_id_fkey"),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="event_links_statement_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="event_links_pkey"),
    )
    op.create_index("event_links_article_id_index", "event_links", ["article_id"])
    op.create_index("event_links_event_id_statement_id_index", "event_links", ["event_id", "statement_id"])
    op.create_index("event_links_statement_id_index", "event_links", ["statement_id"])
    op.create_table(
        "statement_topics",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_stop", sa.Integer(), nullable=False),
        sa.Column("codebook_version", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "evidence_start >= 0 AND evidence_start <= evidence_stop", name="statement_topics_evidence_check"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="statement_topics_statement_id_fkey"
        ),
        sa.PrimaryKeyConstraint("statement_id", "topic_id", name="statement_topics_pkey"),
    )
    op.create_index(
        "statement_topics_topic_id_statement_id_index", "statement_topics", ["topic_id", "statement_id"]
    )
    op.create_table(
        "utterance_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="utterance_bands_statement_id_fkey"
        ),
        sa.PrimaryKeyConstraint("band", "statement_id", name="utterance_bands_pkey"),
    )
    op.create_index(
        "utterance_bands_band_said_on_index",
        "utterance_bands",
        ["band", "said_on"],
        postgresql_include=["statement_id"],
    )
    op.create_index("utterance_bands_statement_id_index", "utterance_bands", ["statement_id"])


def downgrade() -> None:
    for table in (
        "utterance_bands",
        "statement_topics",
        "event_links",
        "codings",
        "statements",
        "issues",
        "run_failures",
        "articles",
        "utterances",
        "runs",
        "events",
    ):
        op.drop_table(table)
