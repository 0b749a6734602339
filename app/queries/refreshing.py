"""What is to be done when facts have changed."""

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import (
    compare,
    events,
    facets,
    formula_readings,
    network,
    overview,
    rollups,
    shifts,
    sources,
    speaker_index,
    stances,
    statements,
    timeline,
)

# What the front page and its neighbours ask of the country that speaks most, too.
_OF_COUNTRY = (statements, timeline, stances, shifts, network, compare, speaker_index)
_OF_ALL = (*_OF_COUNTRY, overview, facets, events, sources)


def refresh(session: Session, codebook: Codebook | None = None) -> None:
    """Keeps the answers to what every visitor asks; without it they are worked out anew for each.

    Set phrases can only be read ahead where it is known which ones.
    """
    if codebook:
        # The first reading takes long, and nobody has to wait for it.
        formula_readings.keep(session, codebook)
    questions = [question for each in _OF_ALL for question in each.QUESTIONS]
    of_country = [question for each in _OF_COUNTRY for question in each.QUESTIONS]
    rollups.refresh(session, questions, [*of_country, *facets.OF_COUNTRY])
    if codebook:
        formula_readings.complete(session, codebook)
