"""The page objects: each says which template shows it and holds exactly what that template sees."""

from app.web.views.compare import ComparePage
from app.web.views.events import EventGroup, EventPage, EventsPage, EventYear
from app.web.views.formulas import FormulaPage, FormulasPage
from app.web.views.frame import Link, MenuItem, Page, Site
from app.web.views.lists import Day, Empty, Fact, Lane, Line, Look, TimelinePage, Way
from app.web.views.methods import MethodsPage, RulesPage
from app.web.views.network import NetworkPage
from app.web.views.overview import Matrix, MatrixCell, MatrixRow, MatrixYear, OverviewPage
from app.web.views.problem import ProblemPage, RepairField, RepairForm
from app.web.views.reading import ArticlePage, NotedParagraph, StatementPage
from app.web.views.reference import RunLine, SourcesPage
from app.web.views.speakers import SpeakerPage, SpeakersPage, Spellings, Term
from app.web.views.stances import PositionPage, StanceGroup, StancesPage, TallyCell, TallyRow
from app.web.views.voices import VoicePage, VoicesPage

__all__ = [
    "ArticlePage",
    "ComparePage",
    "Day",
    "Empty",
    "EventGroup",
    "EventPage",
    "EventYear",
    "EventsPage",
    "Fact",
    "FormulaPage",
    "FormulasPage",
    "Lane",
    "Line",
    "Link",
    "Look",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "MatrixYear",
    "MenuItem",
    "MethodsPage",
    "NetworkPage",
    "NotedParagraph",
    "OverviewPage",
    "Page",
    "PositionPage",
    "ProblemPage",
    "RepairField",
    "RepairForm",
    "RulesPage",
    "RunLine",
    "Site",
    "SourcesPage",
    "SpeakerPage",
    "SpeakersPage",
    "Spellings",
    "StanceGroup",
    "StancesPage",
    "StatementPage",
    "TallyCell",
    "TallyRow",
    "Term",
    "TimelinePage",
    "VoicePage",
    "VoicesPage",
    "Way",
]
