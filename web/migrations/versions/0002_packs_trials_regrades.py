"""Packs with versions and drafts; trials and regrades; the version that a report was graded on"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _packs()
    op.create_table(
        "regrades",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("exercise", sa.String(length=200), nullable=False),
        sa.Column("from_digests", sa.JSON(), nullable=False),
        sa.Column("to_digest", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("applied_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["to_digest"], ["exercise_versions.digest"]),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_regrades_exercise", "regrades", ["exercise"], unique=False)

    # SQLite cannot alter these tables: they are made anew and filled, and nothing may be deleted on the way.
    op.add_column("submissions", sa.Column("purpose", sa.String(length=10), nullable=True))
    op.add_column("submissions", sa.Column("label", sa.String(length=100), nullable=True))
    op.execute("UPDATE submissions SET purpose = 'learner', label = ''")
    with op.batch_alter_table("submissions") as submissions:
        submissions.alter_column("purpose", existing_type=sa.String(length=10), nullable=False)
        submissions.alter_column("label", existing_type=sa.String(length=100), nullable=False)
        submissions.add_column(sa.Column("origin_id", sa.String(length=36), nullable=True))
        submissions.add_column(sa.Column("batch_id", sa.String(length=36), nullable=True))
        submissions.create_foreign_key(
            "fk_submissions_origin", "submissions", ["origin_id"], ["id"], ondelete="CASCADE"
        )
        submissions.create_index("ix_submissions_origin_id", ["origin_id"], unique=False)
        submissions.create_index("ix_submissions_of_a_batch", ["batch_id"], unique=False)
    op.add_column("reports", sa.Column("digest", sa.String(length=80), nullable=True))
    op.execute(
        "UPDATE reports SET digest = (SELECT digest FROM submissions WHERE submissions.id = reports.submission_id)"
    )
    with op.batch_alter_table("reports") as reports:
        reports.alter_column("digest", existing_type=sa.String(length=80), nullable=False)
        reports.add_column(sa.Column("graded_by", sa.Integer(), nullable=True))
        reports.create_foreign_key("fk_reports_digest", "exercise_versions", ["digest"], ["digest"])
        reports.create_foreign_key("fk_reports_graded_by", "users", ["graded_by"], ["id"])


def _packs() -> None:
    op.create_table(
        "packs",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("current_version_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "pack_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=80), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["packs.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pack_id", "number"),
        sa.UniqueConstraint("pack_id", "digest"),
    )
    with op.batch_alter_table("packs") as packs:
        packs.create_foreign_key("fk_packs_current_version", "pack_versions", ["current_version_id"], ["id"])
    op.create_table(
        "pack_authors",
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["packs.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pack_id", "user_id"),
    )
    op.create_index("ix_pack_authors_user_id", "pack_authors", ["user_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_in", sa.JSON(), nullable=False),
        sa.Column("base_version_id", sa.Integer(), nullable=True),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["packs.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["base_version_id"], ["pack_versions.id"]),
        sa.ForeignKeyConstraint(["updated_by"], ["users.id"]),
        sa.PrimaryKeyConstraint("pack_id"),
    )
    op.create_table(
        "pack_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["packs.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_id"], ["pack_versions.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pack_events_pack_id", "pack_events", ["pack_id"], unique=False)


def downgrade() -> None:
    """Trials, regrades, drafts and all versions but what was handed in and its reports are lost."""
    op.execute("DELETE FROM reports WHERE submission_id IN (SELECT id FROM submissions WHERE purpose <> 'learner')")
    op.execute("DELETE FROM submissions WHERE purpose <> 'learner'")
    with op.batch_alter_table("reports") as reports:
        reports.drop_constraint("fk_reports_graded_by", type_="foreignkey")
        reports.drop_constraint("fk_reports_digest", type_="foreignkey")
        reports.drop_column("graded_by")
        reports.drop_column("digest")
    with op.batch_alter_table("submissions") as submissions:
        submissions.drop_index("ix_submissions_of_a_batch")
        submissions.drop_index("ix_submissions_origin_id")
        submissions.drop_constraint("fk_submissions_origin", type_="foreignkey")
        submissions.drop_column("label")
        submissions.drop_column("batch_id")
        submissions.drop_column("origin_id")
        submissions.drop_column("purpose")
    op.drop_index("ix_regrades_exercise", "regrades")
    op.drop_table("regrades")
    op.drop_index("ix_pack_events_pack_id", "pack_events")
    op.drop_table("pack_events")
    op.drop_table("drafts")
    op.drop_index("ix_pack_authors_user_id", "pack_authors")
    op.drop_table("pack_authors")
    with op.batch_alter_table("packs") as packs:
        packs.drop_constraint("fk_packs_current_version", type_="foreignkey")
    op.drop_table("pack_versions")
    op.drop_table("packs")
