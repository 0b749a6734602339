"""An article with its statements in the margin."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.codebook.model import Codebook
from app.queries import articles as queries
from app.queries.rows import ArticlePage as Found
from app.queries.rows import ArticleRow, LinkRow
from app.web import citing, marks
from app.web.cited import references
from app.web.lines import lines
from app.web.rendering import render
from app.web.requests import ReadSession, TheCodebook
from app.web.site import ThisSite
from app.web.views import ArticlePage, Link, NotedParagraph

router = APIRouter()


@router.get("/articles/{article_id}", name="article")
def article(
    request: Request, article_id: str, session: ReadSession, codebook: TheCodebook, site: ThisSite
) -> HTMLResponse:
    """The text as it was cleaned, each statement marked, with who, how and what in the margin."""
    found = queries.one(session, article_id)
    page = ArticlePage(
        site=site,
        heading=found.row.title or "Article without a title",
        article=found.row,
        published_event=_event(found.row, codebook),
        numbers={row.id: number for number, row in enumerate(found.statements, 1)},
        paragraphs=_paragraphs(found),
        events=_once(found.events),
        issues=found.issues,
        older=_address(found.revision_of),
        newer=_address(found.revised_by),
        text_sha256=found.text_sha256,
        codebook_version=found.codebook_version,
        meta=citing.meta(citing.of_article(found.row, site.home, codebook)),
        references=references(f"/articles/{article_id}"),
    )
    return render(request, page)


def _paragraphs(found: Found) -> list[NotedParagraph]:
    """The paragraphs with their notes; a first one that only repeats the headline is left to the heading."""
    text = "".join(piece.text for piece in found.pieces)
    spans = [marks.Mark(row.start, row.stop, row.id) for row in found.statements]
    evidence = [(each.evidence_start, each.evidence_stop) for row in found.statements for each in row.codings]
    notes = {line.row.id: line for line in lines(found.statements)}
    paragraphs = [
        NotedParagraph(paragraph, [notes[opened] for opened in paragraph.opens])
        for paragraph in marks.paragraphs(text, spans, evidence)
    ]
    first = paragraphs[:1]
    repeats = first and first[0].paragraph.text.strip() == (found.row.title or "").strip()
    return paragraphs[1:] if repeats and not first[0].notes else paragraphs


def _once(links: Sequence[LinkRow]) -> list[LinkRow]:
    """Each event once for each way in which the text or a statement in it has to do with it."""
    return list({(link.event_id, link.kind): link for link in reversed(links)}.values())[::-1]


def _event(row: ArticleRow, codebook: Codebook) -> Link | None:
    """The event that the date of publication rests on."""
    event = codebook.events.get(row.published_event_id or "")
    return Link(event.title, f"/events/{event.id}") if event else None


def _address(article_id: str | None) -> str | None:
    return f"/articles/{article_id}" if article_id else None
