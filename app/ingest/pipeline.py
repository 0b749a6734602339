"""A source in, its harvest out: the order of the steps and nothing else."""

from app.codebook.model import Codebook
from app.ingest import attribution, cleaning, coding, dating, linking, timing
from app.ingest.records import Harvest, Source


def process(source: Source, codebook: Codebook) -> Harvest:
    """Everything one article yields; pure, so any worker may run it."""
    text = cleaning.clean(source, codebook)
    dated = dating.date(text, source, codebook)
    attributions, doubts = attribution.attribute(text, dated, codebook)
    times = timing.time(text, dated, attributions, codebook)
    judgments = coding.code(text, attributions, codebook)
    links = linking.link(text, dated, attributions, times, codebook)
    return Harvest(source, text, dated, attributions, times, judgments, links, issues=doubts)
