"""What the analyses hand to pages and files; the field order is the column order of JSON and CSV."""

from app.queries.analysis_rows.comparisons import (
    Change,
    Compared,
    Comparison,
    Contradiction,
    Contradictions,
    Difference,
)
from app.queries.analysis_rows.formulas import FormulaHistory, FormulaUse, FormulaVariant, FormulaYear
from app.queries.analysis_rows.networks import Agreement, Pair, Stretch, Stretches, Tie
from app.queries.analysis_rows.positions import (
    Breakdown,
    Condition,
    PositionConditions,
    PositionShifts,
    Shift,
    VoteAct,
)
from app.queries.analysis_rows.silences import Heard, HeardSpeaker, Silence, Silences
from app.queries.analysis_rows.speakers import (
    BranchStances,
    HeldPosition,
    PrintedName,
    SpeakerCount,
    SpeakerProfile,
    TenureRow,
)

__all__ = [
    "Agreement",
    "BranchStances",
    "Breakdown",
    "Change",
    "Compared",
    "Comparison",
    "Condition",
    "Contradiction",
    "Contradictions",
    "Difference",
    "FormulaHistory",
    "FormulaUse",
    "FormulaVariant",
    "FormulaYear",
    "Heard",
    "HeardSpeaker",
    "HeldPosition",
    "Pair",
    "PositionConditions",
    "PositionShifts",
    "PrintedName",
    "Shift",
    "Silence",
    "Silences",
    "SpeakerCount",
    "SpeakerProfile",
    "Stretch",
    "Stretches",
    "TenureRow",
    "Tie",
    "VoteAct",
]
