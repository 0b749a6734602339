"""A statement in, text to copy out."""

from app.queries.rows import StatementRow
from app.web import formats
from app.web.citing.references import PRODUCT, quoted


def short(row: StatementRow, home: str) -> str:
    """Who, when, and where it is kept: enough for a footnote that a bibliography backs."""
    said = formats.day(row.said_on, row.said_precision)
    return f"{row.speaker_name}, {said}, via {row.outlet_name or 'unknown outlet'}. {_home(row, home)}"


def long(row: StatementRow, home: str, title: str, codebook_version: str, snapshot: str) -> str:
    """Speaker with office, words, day; text with outlet, day and address; where it is kept and how coded."""
    who = f"{row.speaker_name} ({row.office})" if row.office else row.speaker_name
    source = ", ".join(
        part
        for part in (
            f"“{row.article_title}”" if row.article_title else "",
            row.outlet_name or "unknown outlet",
            formats.day(row.published_on, row.published_precision),
            row.url,
        )
        if part
    )
    said = formats.day(row.said_on, row.said_precision)
    inferred = " (date inferred)" if row.said_on and formats.is_inferred(row.said_basis) else ""
    via = f"Via {PRODUCT}: {title}, {snapshot}, codebook {codebook_version[:8]}, {row.review_state}"
    return f"{who}, {quoted(row)}, {said}{inferred}. Reported in: {source}. {via}. {_home(row, home)}"


def _home(row: StatementRow, home: str) -> str:
    return f"{home}/statements/{row.id}"
