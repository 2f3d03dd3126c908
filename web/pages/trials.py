"""Running answers against a draft in the real sandbox: the author's own, one that is typed in, and mutants."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response as AnyResponse

from grader.packs.mutants import Mutant
from grader.reports import Outcome, Report, Verdict
from web import context
from web.models import State, Submission
from web.pages.handed_in import with_plain_ends
from web.services import trials
from web.services.authoring import drafts
from web.services.errors import Invalid

blueprint = Blueprint("trials", __name__, url_prefix="/authoring/<pack>/trials")

_SEE_OTHER = 303


@dataclass(frozen=True)
class TrialView:
    """One answer that was run. `report` is None while it is."""

    label: str
    submission: Submission
    report: Report | None
    is_as_it_should_be: bool | None
    """None where nobody says how it should end, or while it runs."""

    @property
    def failed(self) -> list[str]:
        """Names of the tests that did not pass."""
        if self.report is None:
            return []
        return [test.name for test in self.report.tests if test.outcome is not Outcome.PASSED]


@blueprint.post("/<slug>")
def run(pack: str, slug: str) -> AnyResponse:
    """Runs one answer: one of the author's by name, or what is typed in."""
    answer = request.form.get("answer", "")
    if answer:
        submission = trials.start_trial(context.session(), context.queue(), context.user(), pack, slug, answer)
    else:
        names, texts = request.form.getlist("name"), request.form.getlist("text")
        files = {name: with_plain_ends(text).encode() for name, text in zip(names, texts, strict=False)}
        if not any(content.strip() for content in files.values()):
            raise Invalid("Write an answer first, or choose one of yours.")
        submission = trials.start_trial(context.session(), context.queue(), context.user(), pack, slug, files)
    return redirect(url_for("trials.show", pack=pack, trial=submission.id), _SEE_OTHER)


@blueprint.post("")
def run_all(pack: str) -> AnyResponse:
    """Runs every answer that the author wrote, of one exercise or of all."""
    slugs = [slug for slug in (request.form.get("slug", ""),) if slug]
    batch = trials.start_all(context.session(), context.queue(), context.user(), pack, slugs)
    return redirect(url_for("trials.batch", pack=pack, batch=batch), _SEE_OTHER)


@blueprint.post("/<slug>/mutants")
def run_mutants(pack: str, slug: str) -> AnyResponse:
    """Measures the hidden tests: small mistakes in the reference, each of which they should notice."""
    batch = trials.start_mutants(context.session(), context.queue(), context.user(), pack, slug)
    return redirect(url_for("trials.batch", pack=pack, batch=batch), _SEE_OTHER)


@blueprint.get("/one/<trial>")
def show(pack: str, trial: str) -> str:
    """One answer and its whole report."""
    report = trials.trial_report(context.session(), context.user(), trial)
    submission = context.session().get_one(Submission, trial)
    return render_template("authoring/trial.html", pack=pack, trial=_view(submission, report))


@blueprint.get("/<batch>")
def batch(pack: str, batch: str) -> str:
    """All answers of a batch."""
    session, user = context.session(), context.user()
    found = [
        _view(one, trials.trial_report(session, user, one.id)) for one in trials.trials_of_batch(session, user, batch)
    ]
    waiting = sum(one.report is None for one in found)
    if found[0].label.startswith(trials.MUTANT):
        return _mutants_page(pack, found, waiting)
    return render_template("authoring/trials.html", pack=pack, trials=found, waiting=waiting)


def _mutants_page(pack: str, found: list[TrialView], waiting: int) -> str:
    """The score of the hidden tests, and what they accept."""
    passed = [one for one in found if one.report is not None and one.report.verdict is Verdict.PASSED]
    known = _mutants_of(pack, found[0].submission.exercise.partition("/")[2]) if passed else {}
    noticed = len(found) - waiting - len(passed)
    done = len(found) - waiting
    return render_template(
        "authoring/trials.html",
        pack=pack,
        trials=[] if not waiting else found,
        waiting=waiting,
        survivors=[known[one.label] for one in passed if one.label in known],
        noticed=noticed,
        total=done,
        score=100 * noticed // done if done else None,
    )


def _mutants_of(pack: str, slug: str) -> dict[str, Mutant]:
    """The mutants of the draft as it is now, by the label of their trial."""
    exercise = drafts.read_draft(context.session(), context.user(), pack).exercises.get(slug)
    return {trials.MUTANT + one.id: one for one in trials.mutants_to_try(exercise)} if exercise else {}


def _view(submission: Submission, report: Report | None) -> TrialView:
    label = submission.label
    if submission.state != State.GRADED:
        report = None
    fits: bool | None = None
    if report is not None and label == trials.REFERENCE:
        fits = report.verdict is Verdict.PASSED
    elif report is not None and label.startswith((trials.STARTER, trials.MISTAKE)):
        fits = report.verdict not in {Verdict.PASSED, Verdict.GRADER_ERROR}
    return TrialView(label, submission, report, fits)
