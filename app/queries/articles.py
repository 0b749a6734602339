"""Articles in order, and one article with everything found in it."""

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from app.db.tables import Article, EventLink, Statement, StatementFact
from app.db.tables import IssueRow as Issue
from app.errors import NotFoundError
from app.queries import base, issues
from app.queries.decorating import LINKS, decorated
from app.queries.filter import Filter
from app.queries.paging import Place
from app.queries.rows import ArticleList, ArticlePage, ArticleRow, LinkRow, Piece, StatementRow

PAGE = 50

_N_STATEMENTS = (
    select(func.count())
    .where(StatementFact.article_id == Article.id)
    .correlate(Article)
    .scalar_subquery()
    .label("n_statements")
)
_ARTICLES = select(
    Article.id,
    Article.kind,
    Article.title,
    Article.outlet_id,
    Article.outlet_name,
    Article.url,
    Article.language,
    Article.published_on,
    Article.published_precision,
    Article.published_basis,
    Article.published_evidence,
    Article.published_event_id,
    Article.first_seen_at,
    Article.superseded_at,
    _N_STATEMENTS,
)
_NEWEST = (Article.published_on.desc().nulls_last(), Article.id.desc())


def page(session: Session, chosen: Filter, after: Place | None = None, limit: int = PAGE) -> ArticleList:
    """The articles that carry a statement which the filter means, the latest first; all if it means any."""
    conditions: list[ColumnElement[bool]] = [Article.superseded_at.is_(None)]
    if not chosen.is_empty:
        carried = base.reports(chosen).with_only_columns(StatementFact.article_id)
        conditions.append(Article.id.in_(carried))
    total = session.scalars(select(func.count()).select_from(Article).where(*conditions)).one()
    if after:
        conditions.append(_beyond(after))
    rows = session.execute(_ARTICLES.where(*conditions).order_by(*_NEWEST).limit(limit + 1)).all()
    shown = [ArticleRow._make(row) for row in rows[:limit]]
    following = Place(shown[-1].published_on, shown[-1].id).token if len(rows) > limit else None
    return ArticleList(shown, following, total)


def found(session: Session, ids: Select[str]) -> list[ArticleRow]:
    """These articles as far as no newer text replaced them, the latest first."""
    asked = _ARTICLES.where(Article.id.in_(ids), Article.superseded_at.is_(None)).order_by(*_NEWEST)
    return [ArticleRow._make(row) for row in session.execute(asked)]


def one(session: Session, id_: str) -> ArticlePage:
    """An article with its statements in the order of the text; also one that a newer text replaced."""
    article = session.get(Article, id_)
    if article is None:
        raise NotFoundError(f"There is no article {id_}.")
    row = ArticleRow._make(session.execute(_ARTICLES.where(Article.id == id_)).one())
    order = (Statement.start, Statement.stop, Statement.id)
    inside = select(Statement.id).where(*_kept(article)).order_by(*order)
    marked = decorated(session, session.scalars(inside).all())
    links = session.execute(LINKS.where(EventLink.article_id == id_))
    revised_by = session.scalars(select(Article.id).where(Article.revision_of == id_).limit(1)).first()
    return ArticlePage(
        row=row,
        pieces=pieces(article.text, marked),
        statements=marked,
        events=[LinkRow._make(rest) for _, *rest in links],
        issues=issues.found(session, Issue.article_id == id_),
        revision_of=article.revision_of,
        revised_by=revised_by,
        text_sha256=article.text_sha256,
        codebook_version=article.codebook_version,
    )


def pieces(text: str, marked: Sequence[StatementRow]) -> list[Piece]:
    """The text cut wherever a statement begins or ends: so statements within others can be marked."""
    edges = sorted({0, len(text)} | {edge for row in marked for edge in (row.start, row.stop)})
    opening: dict[int, list[str]] = {}
    closing: dict[int, set[str]] = {}
    for row in marked:
        opening.setdefault(row.start, []).append(row.id)
        closing.setdefault(row.stop, set()).add(row.id)
    cut = []
    inside: list[str] = []
    for start, stop in pairwise(edges):
        ended = closing.get(start, set())
        inside = [each for each in inside if each not in ended] + opening.get(start, [])
        if start < len(text):
            cut.append(Piece(start, min(stop, len(text)), text[start:stop], tuple(inside)))
    return cut


def _kept(article: Article) -> list[ColumnElement[bool]]:
    """A replaced article still shows what was found in it; withdrawn statements are never marked."""
    return [
        Statement.article_id == article.id,
        Statement.withdrawn_at.is_(None),
        Statement.review_state != "rejected",
    ]


def _beyond(after: Place) -> ColumnElement[bool]:
    if after.said_on is None:
        return Article.published_on.is_(None) & (Article.id < after.id)
    here = tuple_(Article.published_on, Article.id)
    return or_(Article.published_on.is_(None), here < tuple_(literal(after.said_on), literal(after.id)))
