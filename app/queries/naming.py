"""The words of a search in, the speakers whose name stands among them out, in whatever script and case."""

from app.codebook import names
from app.codebook.model import Codebook
from app.codebook.vocabulary import Sort

MOST = 3


def named(q: str | None, codebook: Codebook) -> list[str]:
    """The speakers of the codebook whom the search names; words that it excludes name nobody."""
    if not q:
        return []
    wanted = " ".join(word for word in q.replace('"', " ").split() if not word.startswith("-"))
    found = names.index(codebook).find(wanted.title())
    speakers = (speaker for one in found if one.sort in (Sort.NAME, Sort.SURNAME) for speaker in one.speakers)
    return list(dict.fromkeys(speakers))[:MOST]
