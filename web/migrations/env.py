from __future__ import annotations

from alembic import context

import web.models  # noqa: F401 - fills the metadata
from web.db import Base, make_engine

engine = make_engine(context.config.attributes["database_url"])
with engine.connect() as connection:
    if engine.dialect.name == "sqlite":
        # A table that is made anew is dropped first, and with foreign keys on that would delete all that hangs on it.
        # Past SQLAlchemy, because the pragma does nothing within a transaction.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
