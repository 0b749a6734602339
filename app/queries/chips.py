"""A filter in, its conditions as words that can be taken away one by one out."""

from app.codebook.model import Codebook
from app.queries.filter import LISTS, NOT, Filter
from app.queries.labels import label
from app.queries.rows import Chip
from app.queries.wording import COUNTING, UNDATED, day


def chips(chosen: Filter, codebook: Codebook) -> list[Chip]:
    """Every chosen or excluded value in the order of the address; the default way of counting is none."""
    found = [
        Chip(
            field, value, label(field, value, codebook), name != field, chosen.without(name, value).to_query()
        )
        for field in LISTS
        for name in (field, field + NOT)
        for value in chosen.values(name)
    ]
    singles = {
        "since": f"since {day(chosen.since)}" if chosen.since else "",
        "until": f"until {day(chosen.until)}" if chosen.until else "",
        "undated": UNDATED[chosen.undated] if chosen.undated else "",
        "q": f"“{chosen.q}”" if chosen.q else "",
        "counting": COUNTING[chosen.counting] if chosen.values("counting") else "",
    }
    for name, words in singles.items():
        if words:
            value = chosen.values(name)[0]
            found.append(Chip(name, value, words, False, chosen.without(name).to_query()))
    return found
