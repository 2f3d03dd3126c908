"""Help on submissions, certificates, portfolios"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _help()
    op.create_table(
        "certificates",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("pack_title", sa.String(length=300), nullable=False),
        sa.Column("pack_version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("exercise_count", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    in_force = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "ix_certificates_in_force",
        "certificates",
        ["user_id", "pack_id"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    op.create_table(
        "portfolios",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("chosen_address", sa.String(length=40), nullable=True),
        sa.Column("made_address", sa.String(length=40), nullable=True),
        sa.Column("certificate_ids", sa.JSON(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id"),
        sa.UniqueConstraint("chosen_address"),
        sa.UniqueConstraint("made_address"),
    )
    op.create_table(
        "portfolio_items",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["portfolios.user_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "submission_id"),
    )
    op.create_index("ix_portfolio_items_submission_id", "portfolio_items", ["submission_id"], unique=False)


def _help() -> None:
    op.create_table(
        "help_threads",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("submission_id", sa.String(length=36), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("waiting_since", MOMENT, nullable=True),
        sa.Column("solved_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id"),
    )
    op.create_index("ix_help_threads_waiting_since", "help_threads", ["waiting_since"], unique=False)
    op.create_table(
        "help_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("first_line", sa.Integer(), nullable=True),
        sa.Column("last_line", sa.Integer(), nullable=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["thread_id"], ["help_threads.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_help_messages_thread_id", "help_messages", ["thread_id"], unique=False)
    op.create_index("ix_help_messages_author_id", "help_messages", ["author_id"], unique=False)
    op.create_table(
        "help_readings",
        sa.Column("thread_id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("read_up_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["thread_id"], ["help_threads.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("thread_id", "user_id"),
    )
    op.create_index("ix_help_readings_user_id", "help_readings", ["user_id"], unique=False)


def downgrade() -> None:
    """What was asked and answered, certificates and portfolios are lost."""
    for table in ("portfolio_items", "portfolios", "certificates", "help_readings", "help_messages", "help_threads"):
        op.drop_table(table)
