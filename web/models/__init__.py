"""What is kept: one noun a module. Importing this package imports them all, as the migrations need it."""

from web.models.cohort import Cohort, Enrolment
from web.models.exercise_version import ExerciseVersion
from web.models.report import StoredReport
from web.models.submission import State, Submission
from web.models.token import ApiToken
from web.models.user import LoginSession, Role, User

__all__ = [
    "ApiToken",
    "Cohort",
    "Enrolment",
    "ExerciseVersion",
    "LoginSession",
    "Role",
    "State",
    "StoredReport",
    "Submission",
    "User",
]
