"""Harvests in, rows in PostgreSQL out: the one place where ingest meets the database."""

from app.ingest.storing.articles import Outcome, Stored, store, unchanged
from app.ingest.storing.events import store_events

__all__ = ["Outcome", "Stored", "store", "store_events", "unchanged"]
