"""An office and a day in, who held it then out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from app.codebook.dates import PartialDate
from app.codebook.model import Codebook, Speaker, Tenure


@dataclass(frozen=True, slots=True)
class Holders:
    """Every term, by office."""

    codebook: Codebook
    terms: dict[str, list[tuple[Tenure, Speaker]]]

    def on(self, office: str, day: date | PartialDate | None) -> Speaker | None:
        """The holder; none if nobody is known, several may be meant, or the post is never one person's."""
        post = self.codebook.offices.get(office)
        if post is None or not post.single or day is None:
            return None
        first, last = (day.first, day.last) if isinstance(day, PartialDate) else (day, day)
        held = {
            speaker.id: speaker
            for tenure, speaker in self.terms.get(office, ())
            if tenure.since is not None
            and tenure.since.first <= last
            and (tenure.until is None or first <= tenure.until.last)
        }
        return next(iter(held.values())) if len(held) == 1 else None


def holders(codebook: Codebook) -> Holders:
    """The terms of all speakers, by office."""
    terms: dict[str, list[tuple[Tenure, Speaker]]] = defaultdict(list)
    for speaker in codebook.speakers.values():
        for tenure in speaker.tenures:
            terms[tenure.office].append((tenure, speaker))
    return Holders(codebook, dict(terms))
