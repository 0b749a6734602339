"""The tables, as the migrations build them."""

from app.db.tables.articles import Article, IssueRow
from app.db.tables.base import MARKS, Base
from app.db.tables.codings import Coding, VoteCoding
from app.db.tables.derived import FormulaReading, FormulaUse, Rollup, StatementFact
from app.db.tables.events import Event, EventLink
from app.db.tables.runs import Run, RunFailure
from app.db.tables.statements import Statement, StatementTopic, Utterance, UtteranceBand

__all__ = [
    "MARKS",
    "Article",
    "Base",
    "Coding",
    "Event",
    "EventLink",
    "FormulaReading",
    "FormulaUse",
    "IssueRow",
    "Rollup",
    "Run",
    "RunFailure",
    "Statement",
    "StatementFact",
    "StatementTopic",
    "Utterance",
    "UtteranceBand",
    "VoteCoding",
]
