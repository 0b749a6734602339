"""A filter in, who holds which position out: ties of speakers to positions, and of speakers to each other."""

from app.queries.network.agreement import MOST_SPEAKERS, Normalization, one_mode
from app.queries.network.ties import QUESTIONS, over_time, two_mode

__all__ = ["MOST_SPEAKERS", "QUESTIONS", "Normalization", "one_mode", "over_time", "two_mode"]
