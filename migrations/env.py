"""Runs the migrations on the connection that `app.db.migrating` hands over; knows no table of the program."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
