"""The course map and the page of an exercise."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, json, redirect, render_template, request, url_for
from werkzeug import Response as AnyResponse

from grader.model import pick
from grader.packs.reader import LoadedExercise
from web import context
from web.failures import problem, wants_json
from web.models import State, Submission
from web.pages.examples import example_views
from web.pages.handed_in import SentFiles, lines_of, sent_files
from web.pages.quiz_form import fields_of, question_views, sent_answers
from web.pages.verdicts import ResultView, result_view
from web.services import submissions
from web.services.attempts import attempts_left
from web.services.courses import PackMap, Progress, Step
from web.services.errors import Invalid, NotAllowed, NotFound
from web.services.feedback import feedback_for

blueprint = Blueprint("learn", __name__)

_EARLIER = 20
_SEE_OTHER = 303


@dataclass(frozen=True)
class StepView:
    """One exercise on the map."""

    number: int
    title: str
    address: str
    state: str
    is_next: bool
    best: float
    minutes: int
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class CourseView:
    """One pack on the map."""

    id: str
    title: str
    description: str
    steps: tuple[StepView, ...]
    passed: int

    @property
    def next(self) -> StepView | None:
        """Where to go on."""
        return next((step for step in self.steps if step.is_next), None)

    @property
    def minutes_left(self) -> int:
        """The authors' guess of the time for all that is not passed."""
        return sum(step.minutes for step in self.steps if step.state != Progress.PASSED)


@dataclass(frozen=True)
class FileView:
    """One file in the editor."""

    name: str
    text: str
    starter: str
    fault: str


@blueprint.get("/")
def home() -> str:
    """The course map."""
    courses = context.catalog().course_map(context.session(), context.user())
    return render_template("learn/home.html", courses=[_course_view(course) for course in courses])


@blueprint.get("/exercises/<pack>/<slug>")
def exercise(pack: str, slug: str) -> str | tuple[str, int]:
    """Statement, editor, and the result of what was handed in last.

    `?start=over` shows the starting code, `?from=ID` the code of one's own submission. `?keep` is asked by a browser
    that keeps the course for offline use: it opens what is still locked, since nobody can open it there later.
    """
    found = context.catalog().exercise_for(context.user(), f"{pack}/{slug}")
    step = context.catalog().step(context.session(), context.user(), found.id)
    if step.progress is Progress.LOCKED and "keep" not in request.args:
        return render_template("learn/locked.html", title=step.title, waits_for=step.waits_for), 403
    latest = submissions.newest(context.session(), context.user(), found.id)
    base = _base(found, latest)
    return _page(found, step, latest, sent=_sent_before(found, base), base=base.id if base else "")


@blueprint.post("/exercises/<pack>/<slug>")
def hand_in(pack: str, slug: str) -> AnyResponse | tuple[str, int]:
    """Takes a submission. A script gets its address as JSON, a form is sent on to the result.

    The same `idempotency_key` is the same submission: an answer that was lost on the way is asked for again. What
    was made offline is held back by no lock, as over the API.
    """
    found = context.catalog().exercise_for(context.user(), f"{pack}/{slug}")
    step = context.catalog().step(context.session(), context.user(), found.id)
    if step.progress is Progress.LOCKED and "made_offline" not in request.form:
        raise NotAllowed("This exercise opens when you have passed the ones before it.")
    if found.kind == "quiz":
        sent = sent_answers(found, context.user().id, request.form)
    else:
        sent = sent_files(found.files, request.form, request.files)
    if sent.faults:
        return _refused(found, sent, " ".join(sent.faults.values()))
    try:
        submission = submissions.submit(
            context.session(),
            context.queue(),
            context.catalog(),
            context.user(),
            found.id,
            sent.contents,
            request.form.get("idempotency_key"),
        )
    except Invalid as error:
        return _refused(found, sent, str(error))
    if wants_json():
        address = url_for("submissions.result", submission_id=submission.id)
        body = json.dumps({"id": submission.id, "result": address, "detail": ""})
        return Response(body, 202, mimetype="application/json")
    return redirect(url_for("submissions.show", submission_id=submission.id), _SEE_OTHER)


def next_step_after(exercise_id: str) -> StepView | None:
    """Where the user goes on in the course of this exercise; None at its end, or when it is in no course."""
    try:
        return _course_view(context.catalog().course(context.session(), context.user(), exercise_id)).next
    except NotFound:
        return None


def result_of(submission: Submission | None) -> ResultView | None:
    """What its learner is told, in the language of who asks; None while it is being tested."""
    if submission is None or submission.state != State.GRADED or submission.latest is None:
        return None
    told = feedback_for(context.session(), submission.latest, context.user().language)
    return result_view(told.report, told.kind, told.mistake)


def _course_view(course: PackMap) -> CourseView:
    onward = course.next_step
    steps = tuple(_step_view(number, step, onward) for number, step in enumerate(course.steps, start=1))
    return CourseView(course.id, course.title, course.description, steps, course.passed)


def _step_view(number: int, step: Step, onward: Step | None) -> StepView:
    return StepView(
        number=number,
        title=step.title,
        address=_address(step.id),
        state=step.progress.value,
        is_next=onward is not None and step.id == onward.id,
        best=step.best_score or 0.0,
        minutes=step.minutes,
        waits_for=step.waits_for,
    )


def _address(exercise_id: str) -> str:
    pack, _, slug = exercise_id.partition("/")
    return url_for("learn.exercise", pack=pack, slug=slug)


def _base(found: LoadedExercise, latest: Submission | None) -> Submission | None:
    """The submission whose code stands in the editor; None for the starting code."""
    if request.args.get("start") == "over":
        return None
    if wanted := request.args.get("from"):
        submission = submissions.submission_for(context.session(), context.user(), wanted)
        if submission.exercise != found.id or submission.user_id != context.user().id:
            raise NotFound("There is no such submission.")
        return submission
    return latest


def _sent_before(found: LoadedExercise, base: Submission | None) -> SentFiles:
    """What stands in the form: what was handed in before, if anything."""
    contents = base.contents() if base else {}
    if found.kind == "quiz":
        return SentFiles(fields=fields_of(found, context.user().id, contents.get(found.files[0], b"")))
    return SentFiles(typed={name: content.decode("utf-8", "replace") for name, content in contents.items()})


def _refused(found: LoadedExercise, sent: SentFiles, fault: str) -> AnyResponse | tuple[str, int]:
    if wants_json():
        return problem(422, "That cannot be used", fault)
    step = context.catalog().step(context.session(), context.user(), found.id)
    latest = submissions.newest(context.session(), context.user(), found.id)
    base = latest.id if latest else ""
    return _page(found, step, latest, sent=sent, base=base, fault=fault), 422


def _page(
    found: LoadedExercise,
    step: Step,
    latest: Submission | None,
    *,
    sent: SentFiles,
    base: str,
    fault: str = "",
) -> str:
    texts, faults = sent.typed, sent.faults
    language = context.user().language
    starter = {name: content.decode("utf-8", "replace") for name, content in found.starter.items()}
    result = result_of(latest)
    earlier = submissions.history(context.session(), context.user(), found.id, limit=_EARLIER)
    return render_template(
        "learn/exercise.html",
        exercise=_exercise_view(found, step, language),
        files=[
            FileView(name, texts.get(name, starter.get(name, "")), starter.get(name, ""), faults.get(name, ""))
            for name in found.files
        ],
        base=base,
        chosen=bool(request.args.get("start") or request.args.get("from")),
        fault="" if faults else fault,
        questions=question_views(found, context.user().id, language, sent),
        attempts_left=attempts_left(context.session(), context.catalog(), context.user(), found.id),
        kind=found.kind,
        upload_open=bool(faults),
        submission=latest,
        result=result,
        next_step=next_step_after(found.id) if result and result.tone == "good" else None,
        earlier=lines_of(earlier, context.catalog(), language),
    )


def _exercise_view(found: LoadedExercise, step: Step, language: str) -> dict[str, object]:
    """What the template may know of an exercise: field by field, so that nothing hidden slips in."""
    catalog = context.catalog()
    pack = catalog.pack(found.id.partition("/")[0])
    first = pack.pack.languages[0]
    slugs = list(pack.exercises)
    text, text_language = catalog.statement(found, language)
    return {
        "id": found.id,
        "pack": pack.pack.id,
        "slug": found.slug,
        "title": step.title,
        "course": pick(pack.pack.title, language, first),
        "number": slugs.index(found.slug) + 1,
        "total": len(slugs),
        "state": step.progress.value,
        "minutes": step.minutes,
        "difficulty": step.difficulty,
        "language": text_language,
        "statement": text,
        "examples": {} if found.kind in {"cases", "stdio"} else found.visible,
        "cases": example_views(found, language),
        "criteria": _criteria(found, language),
        "words": found.exercise.words,
        "hints": [pick(hint, language, first) for hint in found.exercise.hints],
        "address": _address(found.id),
    }


def _criteria(found: LoadedExercise, language: str) -> list[dict[str, object]]:
    """What a person will look at in a text."""
    return [
        {
            "title": pick(one.title, language, found.language),
            "describe": pick(one.describe, language, found.language),
            "points": one.points,
        }
        for one in found.exercise.criteria
    ]
