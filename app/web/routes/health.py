"""Whether the server and its database answer."""

from fastapi import APIRouter

from app.db import sessions
from app.web.requests import ReadSession

router = APIRouter()


@router.get("/healthz", name="health")
def health(session: ReadSession) -> dict[str, bool]:
    """Answers once the database does."""
    return {"ok": sessions.answers(session)}
