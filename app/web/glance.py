"""What was held in all and who speaks in, the few lines with which the first page begins out."""

from collections.abc import Iterable, Sequence

from app.codebook.model import Codebook
from app.codebook.terms import Stance
from app.queries.filter import Filter
from app.queries.labels import label
from app.queries.rows import FacetValue, StanceTotal
from app.web import formats
from app.web.charts import FEW
from app.web.explorer import address
from app.web.tallies import position_address
from app.web.views.overview import Glance, GlanceLine, GlanceStance

SHOWN = 5
# From this share on a position counts as held, with a slip or two of speakers or rules allowed for.
HELD = 0.9


def glance(
    totals: Iterable[StanceTotal], speakers: Sequence[FacetValue], chosen: Filter, codebook: Codebook
) -> list[Glance]:
    """What is supported, what is opposed, what is neither, and who says so."""
    enough = [total for total in totals if total.total >= FEW]
    supported = [total for total in enough if total.support >= HELD * total.total]
    opposed = [total for total in enough if total.oppose >= HELD * total.total]
    mixed = [total for total in enough if total not in supported and total not in opposed]
    share = f"{HELD:.0%} of statements or more"
    return [
        Glance("Supported", share, [_line(each, chosen, codebook) for each in supported[:SHOWN]]),
        Glance("Opposed", share, [_line(each, chosen, codebook) for each in opposed[:SHOWN]]),
        Glance(
            "Divided, or on conditions",
            "no side reaches 90%",
            [_line(each, chosen, codebook, in_full=True) for each in mixed[:SHOWN]],
        ),
        Glance(
            "Who speaks",
            "statements",
            [
                GlanceLine(each.label, f"/speakers/{each.value}", formats.number(each.n), ())
                for each in speakers[: SHOWN + 1]
                if each.value in codebook.speakers
            ],
        ),
    ]


def _line(total: StanceTotal, chosen: Filter, codebook: Codebook, *, in_full: bool = False) -> GlanceLine:
    on_it = chosen.only("position", total.position)
    return GlanceLine(
        label("position", total.position, codebook),
        position_address(total.position, chosen),
        "" if in_full else formats.number(total.total),
        [
            GlanceStance(stance, n, address("/timeline", on_it.only("stance", stance)))
            for stance, n in zip(Stance, total[1:5], strict=True)
            if n
        ]
        if in_full
        else (),
    )
