"""Annotated articles with their harvests in, how well reports of one remark are known as such out.

Where the gold tells one remark in several articles (`<record>`, `<record>--<outlet>`), any two of those share
an utterance of its speaker if things go well, and two articles of different records share none.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from app.codebook.model import Codebook
from app.ingest import matching
from app.ingest.records import Harvest
from app.ingest.scoring.gold import GoldArticle
from app.ingest.scoring.parts import record
from app.ingest.scoring.predictions import Names

Pair = tuple[str, str]


def shared(
    gold: Sequence[GoldArticle], harvests: Mapping[str, Harvest], codebook: Codebook, names: Names
) -> tuple[set[Pair], set[Pair]]:
    """The pairs of articles that share an utterance as it was found, and those that should."""
    whole = [one for one in gold if one.statements and one.statements[0].span is None]
    return _found(whole, harvests, codebook, names), _there(whole)


def _there(gold: Sequence[GoldArticle]) -> set[Pair]:
    of_record: dict[str, list[str]] = {}
    for article in gold:
        of_record.setdefault(record(article), []).append(article.id)
    return {pair for told in of_record.values() for pair in combinations(sorted(told), 2)}


def _found(
    gold: Sequence[GoldArticle], harvests: Mapping[str, Harvest], codebook: Codebook, names: Names
) -> set[Pair]:
    remarks = []
    for article in gold:
        harvest = harvests.get(article.id)
        if harvest is None:
            continue
        speakers = article.statements[0].speakers
        by_them = [names.speaks_for(said.name, speakers) for said in harvest.attributions]
        made = matching.harvested(article.id, harvest, codebook)
        remarks += [remark for remark, own in zip(made, by_them, strict=True) if own]
    article_of = {remark.id: remark.article for remark in remarks}
    return {
        pair
        for together in matching.groups(remarks)
        for pair in combinations(sorted({article_of[each] for each in together}), 2)
    }
