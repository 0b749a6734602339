"""What is to be done when facts have changed."""

from sqlalchemy.orm import Session

from app.queries import facets, overview, rollups, stances, timeline


def refresh(session: Session) -> None:
    """Keeps the answers to what every visitor asks; without it they are worked out anew for each."""
    questions = (*overview.QUESTIONS, *facets.QUESTIONS, *timeline.QUESTIONS, *stances.QUESTIONS)
    rollups.refresh(session, questions)
