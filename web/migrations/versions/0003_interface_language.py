"""The language of the interface, chosen apart from that of the statements"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("interface", sa.String(length=10), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("users", "interface")
