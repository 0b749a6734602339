"""A source in, the network's attributions as one line of JSON out: what the scorer of marked news reads."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from app.codebook.model import Codebook
from app.errors import SourceError
from app.ingest import cleaning, reading
from app.ingest.attribution import tagging
from app.ingest.attribution.tagging import Tagged
from app.ingest.records import Offsets, Source, Span


def lines(files: Sequence[Path], codebook: Codebook) -> Iterator[str | SourceError]:
    """One line for each article of the files, or why it cannot be read."""
    for file in files:
        for source in reading.read_all(file):
            yield source if isinstance(source, SourceError) else line(source, codebook)


def line(source: Source, codebook: Codebook) -> str:
    """Sources, cues and contents, offsets counting the characters of the decoded source."""
    words, offsets = _words(source, codebook)
    rows = [_row(tagged, offsets) for tagged in tagging.tag(words)]
    return json.dumps({"id": PurePath(source.id).name, "attributions": rows}, ensure_ascii=False)


def _words(source: Source, codebook: Codebook) -> tuple[str, Offsets]:
    """The text as it is; only of markup there is nothing to read but its clean text."""
    if source.is_html or source.is_markdown:
        text = cleaning.clean(source, codebook)
        return text.text, text.offsets
    return source.text[source.body_start :], Offsets((0,), (source.body_start,))


def _row(tagged: Tagged, offsets: Offsets) -> dict[str, object]:
    return {
        "source": _place(tagged.source, offsets) if tagged.source else None,
        "cue": _place(tagged.cue, offsets) if tagged.cue else None,
        "content": [_place(content, offsets) for content in tagged.contents],
        "direct": tagged.is_direct,
    }


def _place(span: Span, offsets: Offsets) -> list[int]:
    found = offsets.span_to_source(span)
    return [found.start, found.stop]
