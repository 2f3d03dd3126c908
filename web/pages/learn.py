"""The course map and the page of an exercise."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, json, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as AnyResponse

from grader.explained import explained_errors
from grader.packs.reader import LoadedExercise
from web import context
from web.failures import problem, wants_json
from web.languages import interface_language, translated
from web.models import State, Submission
from web.pages.exercise_forms import open_exercise, sent_revision, sent_work, work_before
from web.pages.exercise_page import Beginning, exercise_page
from web.pages.handed_in import SentFiles
from web.pages.verdicts import ResultView, result_view
from web.services import learner_drafts, submissions
from web.services.courses import PackMap, Progress, Step
from web.services.errors import Invalid, NotFound
from web.services.feedback import feedback_for

blueprint = Blueprint("learn", __name__)

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


@blueprint.get("/")
def home() -> str:
    """The course map."""
    courses = context.catalog().course_map(context.session(), context.user())
    return render_template("learn/home.html", courses=[_course_view(course) for course in courses])


@blueprint.get("/exercises/<pack>/<slug>")
def exercise(pack: str, slug: str) -> str | tuple[str, int]:
    """Statement, editor, and the result of what was handed in last.

    `?start=over` shows the starting code, `?from=ID` the code of one's own submission, `?kept=ID` a draft that
    another one took the place of, `?draft=1` the draft, also where something newer was handed in. `?keep` is asked by a
    browser that keeps the course for offline use: it opens what is still locked, since nobody can open it there later.
    """
    found = context.catalog().exercise_for(context.user(), f"{pack}/{slug}")
    step = context.catalog().step(context.session(), context.user(), found.id)
    if step.progress is Progress.LOCKED and "keep" not in request.args:
        return render_template("learn/locked.html", title=step.title, waits_for=step.waits_for), 403
    latest = submissions.newest(context.session(), context.user(), found.id)
    return _page(found, step, latest, _begins_with(found, latest))


@blueprint.post("/exercises/<pack>/<slug>")
def hand_in(pack: str, slug: str) -> AnyResponse | tuple[str, int]:
    """Takes a submission. A script gets its address as JSON, a form is sent on to the result.

    The same `idempotency_key` is the same submission: an answer that was lost on the way is asked for again. What
    was made offline is held back by no lock, as over the API.
    """
    found, step = open_exercise(pack, slug, also_locked="made_offline" in request.form)
    sent = sent_work(found)
    if sent.faults:
        return _refused(found, step, sent, " ".join(sent.faults.values()))
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
        return _refused(found, step, sent, translated(error))
    revision = learner_drafts.handed_in(context.session(), context.user(), submission, sent_revision())
    if wants_json():
        address = url_for("submissions.result", submission_id=submission.id)
        body = json.dumps({"id": submission.id, "result": address, "revision": revision, "detail": ""})
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
    explained = explained_errors(told.report, submission.contents(), interface_language())
    return result_view(told.report, told.kind, told.mistake, explained)


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


def _begins_with(found: LoadedExercise, latest: Submission | None) -> Beginning:
    """What stands in the editor: what the address asks for, else the draft, else what was handed in last."""
    session, user = context.session(), context.user()
    draft = learner_drafts.draft_of(session, user, found.id)
    revision = draft.revision if draft else 0
    if request.args.get("start") == "over":
        return Beginning(work_before(found, {}), revision=revision, chosen=True)
    if wanted := request.args.get("from"):
        submission = submissions.submission_for(session, user, wanted)
        if submission.exercise != found.id or submission.user_id != user.id:
            raise NotFound("There is no such submission.")
        return Beginning(work_before(found, submission.contents()), submission.id, revision, chosen=True)
    if wanted := request.args.get("kept"):
        kept = learner_drafts.kept_draft(session, user, found.id, wanted)
        return Beginning(work_before(found, kept.contents()), revision=revision, chosen=True)
    if draft and draft.files and (latest is None or draft.saved_at > latest.created_at or request.args.get("draft")):
        return Beginning(work_before(found, draft.contents()), draft.base_id, revision)
    contents = latest.contents() if latest else {}
    return Beginning(work_before(found, contents), latest.id if latest else "", revision)


def _refused(found: LoadedExercise, step: Step, sent: SentFiles, fault: str) -> AnyResponse | tuple[str, int]:
    if wants_json():
        return problem(422, _("That cannot be used"), fault)
    latest = submissions.newest(context.session(), context.user(), found.id)
    draft = learner_drafts.draft_of(context.session(), context.user(), found.id)
    beginning = Beginning(sent, latest.id if latest else "", draft.revision if draft else 0)
    return _page(found, step, latest, beginning, fault=fault), 422


def _page(found: LoadedExercise, step: Step, latest: Submission | None, beginning: Beginning, fault: str = "") -> str:
    result = result_of(latest)
    onward = next_step_after(found.id) if result and result.tone == "good" else None
    return exercise_page(
        found,
        step,
        beginning,
        fault=fault,
        submission=latest,
        result=result,
        next_step=onward,
        address=_address(found.id),
    )
