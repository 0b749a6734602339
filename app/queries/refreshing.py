"""What is to be done when facts have changed."""

from sqlalchemy.orm import Session

from app.queries import facets, network, overview, rollups, shifts, stances, timeline


def refresh(session: Session) -> None:
    """Keeps the answers to what every visitor asks; without it they are worked out anew for each."""
    own = (overview, facets, timeline, stances, shifts, network)
    questions = [question for each in own for question in each.QUESTIONS]
    rollups.refresh(session, questions, (*stances.QUESTIONS, *shifts.QUESTIONS, *network.QUESTIONS))
