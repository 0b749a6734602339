"""Who takes which stance on what in, lines between speakers and positions out."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from app.codebook.terms import Stance
from app.queries.analysis_rows import Tie
from app.web import formats
from app.web.charts.chart import SYMBOLS, Chart, ChartRow, Figure
from app.web.explorer import Export
from app.web.nets import net

# More lines than these cross each other until none can be followed.
DRAWN = 90
LISTED = 20


def ties(
    found: Sequence[Tie],
    speakers: Mapping[str, str],
    positions: Mapping[str, str],
    base: str,
    *,
    note: str,
    exports: Sequence[Export] = (),
) -> Chart:
    """The strongest ties as lines from speakers to positions, these from support down to opposition."""
    drawn = [tie for tie in found if tie.speaker_id in speakers][:DRAWN]
    return Chart(
        id="ties",
        title="Who takes which stance",
        summary=_densest(found, speakers, positions),
        note=note,
        size="rows",
        base=base,
        figure=_figure(drawn, speakers, positions) if drawn else None,
        columns=("Speaker", "Position", *(stance.value for stance in Stance), "n"),
        rows=[
            ChartRow(
                (
                    speakers[tie.speaker_id],
                    positions[tie.position],
                    *(formats.number(n) if n else "" for n in _counts(tie)),
                    formats.number(tie.n),
                ),
                f"{base}{'&' if '?' in base else '?'}speaker={tie.speaker_id}&position={tie.position}",
            )
            for tie in drawn[:LISTED]
        ],
        exports=exports,
        words=2,
        key=tuple(Stance),
    )


def _figure(drawn: Sequence[Tie], speakers: Mapping[str, str], positions: Mapping[str, str]) -> Figure:
    said: Counter[str] = Counter()
    on: dict[str, Counter[Stance]] = defaultdict(Counter)
    for tie in drawn:
        said[tie.speaker_id] += tie.n
        on[tie.position].update(dict(zip(Stance, _counts(tie), strict=True)))
    nets = {position: net(counts) for position, counts in on.items()}
    left = sorted(said, key=lambda each: (-said[each], each))
    right = sorted(on, key=lambda each: (-nets[each].value, -on[each].total() * nets[each].value, each))
    rows, heights = ({each: place for place, each in enumerate(side)} for side in (left, right))
    return {
        "kind": "ties",
        "speakers": {
            "id": left,
            "name": [speakers[each] for each in left],
            "n": [said[each] for each in left],
        },
        "positions": {
            "id": right,
            "name": [positions[each] for each in right],
            "n": [on[each].total() for each in right],
            "symbol": [SYMBOLS[nets[each].mark] for each in right],
            "stance": [nets[each].mark.value for each in right],
        },
        "lines": {
            "from": [rows[tie.speaker_id] for tie in drawn],
            "to": [heights[tie.position] for tie in drawn],
            "stance": [net(_counts(tie)).mark.value for tie in drawn],
            "n": [tie.n for tie in drawn],
        },
    }


def _counts(tie: Tie) -> tuple[int, int, int, int]:
    return tie.support, tie.conditional, tie.neutral, tie.oppose


def _densest(found: Sequence[Tie], speakers: Mapping[str, str], positions: Mapping[str, str]) -> str:
    if not found:
        return "Nobody takes a stance."
    top = found[0]
    who = formats.counted(len({tie.speaker_id for tie in found}), "speaker")
    what = formats.counted(len({tie.position for tie in found}), "position")
    name, sentence = speakers.get(top.speaker_id, ""), positions[top.position].rstrip(".")
    strongest = f"; most often {name} on “{sentence}” ({formats.number(top.n)})" if name else ""
    return f"{who} on {what}{strongest}."
