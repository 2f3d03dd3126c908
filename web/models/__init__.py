"""What is kept: one noun a module. Importing this package imports them all, as the migrations need it."""

from web.models.certificate import Certificate
from web.models.cohort import Cohort, Enrolment
from web.models.exercise_version import ExerciseVersion
from web.models.help import HelpMessage, HelpReading, HelpThread
from web.models.learner_draft import KeptDraft, LearnerDraft, OpenedHints
from web.models.pack import Draft, PackAuthor, PackEvent, PackEventKind, PackVersion, StoredPack
from web.models.portfolio import Portfolio, PortfolioItem
from web.models.regrade import Regrade, RegradeState
from web.models.report import StoredReport
from web.models.submission import Purpose, State, Submission
from web.models.token import ApiToken
from web.models.user import LoginSession, Role, User

__all__ = [
    "ApiToken",
    "Certificate",
    "Cohort",
    "Draft",
    "Enrolment",
    "ExerciseVersion",
    "HelpMessage",
    "HelpReading",
    "HelpThread",
    "KeptDraft",
    "LearnerDraft",
    "LoginSession",
    "OpenedHints",
    "PackAuthor",
    "PackEvent",
    "PackEventKind",
    "PackVersion",
    "Portfolio",
    "PortfolioItem",
    "Purpose",
    "Regrade",
    "RegradeState",
    "Role",
    "State",
    "StoredPack",
    "StoredReport",
    "Submission",
    "User",
]
