"""Words in, the timeline of the statements that hold them out."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from app.web.explorer import address
from app.web.requests import Chosen

router = APIRouter()


@router.get("/search", name="search")
def search(chosen: Chosen) -> RedirectResponse:
    """The list in which the words are marked; the filter is that of the address."""
    return RedirectResponse(address("/timeline", chosen), status_code=307)
