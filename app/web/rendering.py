"""A page object in, an HTML answer out: a template sees its page's fields and nothing else."""

from collections.abc import Mapping
from dataclasses import fields

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app import resources
from app.web import assets, formats
from app.web.views import Page

FILTERS = {
    "basis": formats.basis,
    "cast": formats.cast,
    "counted": formats.counted,
    "day": formats.day,
    "is_inferred": formats.is_inferred,
    "iso": formats.iso,
    "moment": formats.moment,
    "number": formats.number,
    "percent": formats.percent,
    "share": formats.share,
    "sort_of_event": formats.sort,
}


def environment() -> Environment:
    """Where templates come from, with everything escaped and nothing undefined."""
    templates = Environment(
        loader=FileSystemLoader(resources.folder("templates")),
        autoescape=select_autoescape(("html", "xml")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(FILTERS)
    templates.globals["asset"] = assets.address
    templates.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    return templates


def fields_of(page: Page) -> Mapping[str, object]:
    """What the template of a page sees."""
    return {field.name: getattr(page, field.name) for field in fields(page)}


def render(request: Request, page: Page, *, fragment: bool = False, status: int = 200) -> HTMLResponse:
    """The page, or the part of it that htmx swaps; both come from one address, so caches are told."""
    templates: Environment = request.app.state.templates
    name = page.fragment if fragment and page.fragment else page.template
    headers = {"Vary": "HX-Request-Type", "Cache-Control": "no-cache"}
    # A facet that only grows longer is no new place to come back to.
    if name == page.fragment and "more" not in request.query_params:
        headers["HX-Push-Url"] = page.site.address
    words = templates.get_template(name).render(fields_of(page))
    return HTMLResponse(words, status_code=status, headers=headers)
