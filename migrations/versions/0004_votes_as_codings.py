"""What a recorded vote says about a position: a coding without words, kept apart from those of statements.

Empty until the job runs the next time: the codebook knows whose vote it is, the database does not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table beside the codings of statements."""
    op.create_table(
        "vote_codings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("position_id", sa.Text(), nullable=False),
        sa.Column("vote", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("coder_kind", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("codebook_version", sa.Text(), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("coder_kind = 'record'", name="vote_codings_coder_kind_check"),
        sa.CheckConstraint(
            "stance IN ('support', 'conditional', 'neutral', 'oppose')", name="vote_codings_stance_check"
        ),
        sa.CheckConstraint("vote IN ('yes', 'no', 'abstain', 'veto')", name="vote_codings_vote_check"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="vote_codings_event_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="vote_codings_pkey"),
    )
    op.create_index("vote_codings_event_id_index", "vote_codings", ["event_id"])
    op.create_index(
        "vote_codings_current_unique",
        "vote_codings",
        ["event_id", "speaker_id", "position_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def downgrade() -> None:
    """Without it; the codebook still holds every vote."""
    op.drop_table("vote_codings")
