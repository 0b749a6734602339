"""Statements in, those that report one and the same act of saying together out.

Two statements are compared only if they share a fingerprint of their words or of what they say, so that a
million of them never meet in pairs. What belongs together follows from the set of statements alone, never
from their order.
"""

from app.ingest.matching.acts import days_meet, groups, meet
from app.ingest.matching.bands import bands, fingerprints
from app.ingest.matching.harvested import harvested
from app.ingest.matching.remarks import EXACT, Remark, verbatim_of, words_of
from app.ingest.matching.traits import traits
from app.ingest.matching.wording import alike

__all__ = [
    "EXACT",
    "Remark",
    "alike",
    "bands",
    "days_meet",
    "fingerprints",
    "groups",
    "harvested",
    "meet",
    "traits",
    "verbatim_of",
    "words_of",
]
