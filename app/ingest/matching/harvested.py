"""A harvest in, what its statements are compared by out."""

from app.codebook.model import Codebook
from app.codebook.terms import Precision
from app.ingest.matching.remarks import EXACT, Remark, verbatim_of, words_of
from app.ingest.matching.traits import traits
from app.ingest.records import Harvest


def harvested(article: str, harvest: Harvest, codebook: Codebook) -> tuple[Remark, ...]:
    """One for each statement, in their order; their ids are those of the article with a number."""
    found = []
    for number, (said, when, judgment) in enumerate(
        zip(harvest.attributions, harvest.times, harvest.judgments, strict=True)
    ):
        quote = said.span.of(harvest.text.text)
        on = when.on.first if when.on and when.on.precision is Precision.DAY else None
        found.append(
            Remark(
                f"{article}/{number}",
                said.speaker or f"~{said.name}",
                on,
                when.basis in EXACT,
                words_of(quote),
                article,
                verbatim_of(quote, said.voice),
                harvest.text.language,
                traits(quote, harvest.text.language, judgment, codebook),
            )
        )
    return tuple(found)
