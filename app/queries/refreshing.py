"""What is to be done when facts have changed."""

from sqlalchemy.orm import Session

from app.codebook.model import Codebook
from app.queries import facets, formula_readings, network, overview, rollups, shifts, stances, timeline


def refresh(session: Session, codebook: Codebook | None = None) -> None:
    """Keeps the answers to what every visitor asks; without it they are worked out anew for each.

    Set phrases can only be read ahead where it is known which ones.
    """
    if codebook:
        # The first reading takes long, and nobody has to wait for it.
        formula_readings.keep(session, codebook)
    own = (overview, facets, timeline, stances, shifts, network)
    questions = [question for each in own for question in each.QUESTIONS]
    rollups.refresh(session, questions, (*stances.QUESTIONS, *shifts.QUESTIONS, *network.QUESTIONS))
    if codebook:
        formula_readings.complete(session, codebook)
