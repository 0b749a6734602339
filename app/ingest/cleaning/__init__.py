"""A source in, its clean text out: mended, without banners, navigation and repeats, every offset kept."""

import hashlib
from collections.abc import Sequence

from app.codebook.model import Codebook
from app.errors import SourceError
from app.ingest.cleaning import boilerplate, headings, languages, markup, plain
from app.ingest.cleaning.blocks import Block
from app.ingest.records import Offsets, Source, Span, Text

__all__ = ["clean"]

BREAK = "\n\n"


def clean(source: Source, codebook: Codebook) -> Text:
    """The article's own words, one paragraph a block; an error if nothing but boilerplate is there."""
    blocks = markup.blocks(source) if source.is_html else plain.blocks(source)
    kept, removed = boilerplate.sift([headings.without_running_time(block) for block in blocks], codebook)
    if not any(any(letter.isalpha() for letter in block.text) for block in kept):
        raise SourceError(source.place, "no article text is left once banners and navigation are taken away")
    parts = headings.find(kept, source.given.title)
    text, offsets, spans = _join(kept)
    language, doubt = languages.language_of(text, source.given.language)
    return Text(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        offsets=offsets,
        language=language,
        title=spans[parts.title] if parts.title is not None else None,
        title_given=source.given.title,
        headings=tuple(spans[number] for number in parts.headings),
        removed=tuple((Span(*block.extent), reason) for block, reason in removed),
        issues=(doubt,) if doubt else (),
    )


def _join(blocks: Sequence[Block]) -> tuple[str, Offsets, list[Span]]:
    """The blocks as one text, a blank line between two, with the map back to the source."""
    clean_at: list[int] = []
    source_at: list[int] = []
    spans: list[Span] = []
    length = 0
    for block in blocks:
        for local, origin in block.runs:
            clean_at.append(length + local)
            source_at.append(origin)
        spans.append(Span(length, length + len(block.text)))
        length += len(block.text) + len(BREAK)
    return BREAK.join(block.text for block in blocks), Offsets(tuple(clean_at), tuple(source_at)), spans
