"""What the API takes and gives, field by field. Nothing that is not listed here goes in or out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from flask import request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from grader.explained import explained_errors
from grader.jobs import MAX_FILES
from grader.messages import Message
from grader.model import Criterion, Question, pick
from grader.packs.reader import LoadedExercise
from grader.reports import Report
from web.models import Certificate, State, Submission
from web.services.catalog import Catalog
from web.services.errors import Invalid


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SubmissionRequest(_Body):
    """A submission to be graded."""

    exercise: Annotated[str, Field(max_length=200, examples=["python-foundations/first-variable"])]
    files: Annotated[dict[str, str], Field(max_length=MAX_FILES)]
    """File name → text."""
    idempotency_key: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class SourceLineBody(_Body):
    """A line of a learner's file; `marked` is the part that Python points at."""

    number: int
    text: str
    marked: str


class ExplainedBody(_Body):
    """A Python error in plain words. Code stands between backticks, and all of it comes from a learner's program."""

    test: int
    """Which of the report's tests, counted from 1; 0 where nothing could be tested."""
    code: str
    language: str
    means: str
    where: str
    source: list[SourceLineBody]
    look: list[str]
    """What to look at."""
    original: str
    """What Python said."""


class SubmissionAnswer(_Body):
    """How far a submission is; `report` and `explained` are there when `state` is `graded`."""

    id: str
    state: State
    report: Report | None = None
    explained: list[ExplainedBody] | None = None
    """The Python errors of the report in plain words."""


class ExerciseSummary(_Body):
    """An exercise as it stands in a list."""

    id: str
    title: str
    difficulty: int
    minutes: int
    files: list[str]


class ChoiceBody(_Body):
    """One choice of a question."""

    number: int | None
    """What an answer names. None in an order question, where the numbers are the right order."""
    text: str


class QuestionBody(_Body):
    """One question of a quiz; not what is right."""

    name: str
    type: str
    ask: str
    """Markdown."""
    points: float
    choices: list[ChoiceBody]


class CriterionBody(_Body):
    """What a person looks at in a text."""

    name: str
    title: str
    describe: str
    points: float


class ExerciseDetails(ExerciseSummary):
    """What a learner may see of an exercise."""

    language: str
    statement: str
    """Markdown."""
    starter: dict[str, str]
    examples: dict[str, str]
    """The visible tests."""
    kind: str
    questions: list[QuestionBody]
    criteria: list[CriterionBody]
    words: list[int] | None
    """Of a text: fewest and most."""


class CertificateAnswer(_Body):
    """Whether a certificate is genuine. Of a withdrawn one nothing else is told."""

    id: str
    state: Literal["genuine", "withdrawn"]
    name: str | None = None
    """As the learner wished it."""
    pack: str | None = None
    title: str | None = None
    """The course's name, in `language`."""
    version: str | None = None
    language: str | None = None
    exercises: int | None = None
    """How many there were; all were passed."""
    minutes: int | None = None
    """The authors' guess for all of them."""
    skills: list[str] | None = None
    issuer: str | None = None
    issued_at: datetime | None = None


def certificate_answer(found: Certificate) -> CertificateAnswer:
    """What anybody may know of a certificate."""
    if found.withdrawn_at is not None:
        return CertificateAnswer(id=found.id, state="withdrawn")
    return CertificateAnswer(
        id=found.id,
        state="genuine",
        name=found.name,
        pack=found.pack_id,
        title=found.pack_title,
        version=found.pack_version,
        language=found.language,
        exercises=found.exercise_count,
        minutes=found.minutes,
        skills=found.skills,
        issuer=found.issuer,
        issued_at=found.issued_at,
    )


def submission_request() -> SubmissionRequest:
    """The request's body. Raises `Invalid`, which names the field."""
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        return SubmissionRequest.model_validate_json(request.get_data())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the body"
        raise Invalid(Message("%(place)s: %(why)s", {"place": place[:100], "why": first["msg"]})) from error


def submission_answer(
    submission: Submission, state: State, report: Report | None = None, language: str = ""
) -> SubmissionAnswer:
    """What its learner may know of a submission, its Python errors in plain words of *language*."""
    if report is None:
        return SubmissionAnswer(id=submission.id, state=state)
    errors = explained_errors(report, submission.contents(), language)
    explained = [ExplainedBody(test=number, **one.as_data()) for number, one in errors.items()]
    return SubmissionAnswer(id=submission.id, state=state, report=report, explained=explained)


def exercise_summary(exercise: LoadedExercise, language: str) -> ExerciseSummary:
    """The exercise in *language* where it is written in it."""
    return ExerciseSummary(
        id=exercise.id,
        title=pick(exercise.exercise.title, language, exercise.language),
        difficulty=exercise.exercise.difficulty,
        minutes=exercise.exercise.minutes,
        files=list(exercise.files),
    )


def exercise_details(catalog: Catalog, exercise: LoadedExercise, language: str) -> ExerciseDetails:
    """The same, with the statement, the starter and the visible tests."""
    statement, chosen = catalog.statement(exercise, language)
    return ExerciseDetails(
        **exercise_summary(exercise, language).model_dump(),
        language=chosen,
        statement=statement,
        starter=_texts(exercise.starter),
        examples=_texts(exercise.visible),
        kind=exercise.kind,
        questions=[_question(one, (language, exercise.language)) for one in exercise.exercise.questions],
        criteria=[_criterion(one, (language, exercise.language)) for one in exercise.exercise.criteria],
        words=exercise.exercise.words,
    )


def _question(question: Question, languages: tuple[str, str]) -> QuestionBody:
    is_order = question.type == "order"
    choices = [
        ChoiceBody(number=None if is_order else number, text=pick(choice.text, *languages))
        for number, choice in enumerate(question.choices, start=1)
    ]
    if is_order:
        choices.sort(key=lambda choice: choice.text)  # as they are written, they stand in the right order
    return QuestionBody(
        name=question.name,
        type=question.type,
        ask=pick(question.ask, *languages),
        points=question.points,
        choices=choices,
    )


def _criterion(criterion: Criterion, languages: tuple[str, str]) -> CriterionBody:
    return CriterionBody(
        name=criterion.name,
        title=pick(criterion.title, *languages),
        describe=pick(criterion.describe, *languages),
        points=criterion.points,
    )


def _texts(files: dict[str, bytes] | dict[str, str]) -> dict[str, str]:
    return {name: text if isinstance(text, str) else text.decode("utf-8", "replace") for name, text in files.items()}
