"""What a statement says in no language (stances, word lists, names, numbers), to find its retellings by.

Empty until an article is read the next time; until then its statements are grouped by their words alone.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column beside the words."""
    op.add_column("statements", sa.Column("traits", JSONB(), server_default="{}", nullable=False))


def downgrade() -> None:
    """Words alone again."""
    op.drop_column("statements", "traits")
