"""The endpoints. Who may call them is in `web.api.access`; what goes in and out in `web.api.bodies`."""

from __future__ import annotations

import time

from flask import Blueprint, Response, json, request
from pydantic import BaseModel

from web import context
from web.api.bodies import (
    certificate_answer,
    exercise_details,
    exercise_summary,
    submission_answer,
    submission_request,
)
from web.api.openapi import description
from web.models import State
from web.services import certificates, submissions
from web.services.cohorts import cohort_for
from web.services.errors import Invalid
from web.services.exports import as_csv, as_json, as_xlsx
from web.services.feedback import report_for
from web.services.gradebook import grade_table
from web.waiting import Recorded

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

MAX_WAIT_SECONDS = 60
_LOOK_SECONDS = 2.0
"""While nothing is told, the database is asked so often: the queue may be away."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.post("/submissions")
def submit() -> Response:
    """Takes a submission: 202, with its id."""
    wanted = submission_request()
    try:
        files = {name: text.encode() for name, text in wanted.files.items()}
    except UnicodeEncodeError:
        raise Invalid("files: a text holds half a character (a lone surrogate).") from None
    submission = submissions.submit(
        context.session(),
        context.queue(),
        context.catalog(),
        context.user(),
        wanted.exercise,
        files,
        wanted.idempotency_key,
    )
    return _json(submission_answer(submission, submissions.state_of(context.queue(), submission)), 202)


@blueprint.get("/submissions/<submission_id>")
def submission(submission_id: str) -> Response:
    """How far it is; `?wait=20` waits so many seconds for the verdict."""
    seconds = _wait_seconds(request.args.get("wait", "0"))
    user = context.user()
    with context.hub().subscribe(submission_id) as inbox:
        found = submissions.submission_for(context.session(), user, submission_id)
        deadline = time.monotonic() + seconds
        while found.state != State.GRADED and (left := deadline - time.monotonic()) > 0:
            context.session().commit()  # one who waits holds no connection
            event = inbox.next(min(left, _LOOK_SECONDS))
            if event is None or isinstance(event, Recorded):
                context.session().refresh(found)
    report = None
    if found.state == State.GRADED and (stored := found.latest) is not None:
        report = report_for(context.session(), stored, user.language)
    return _json(submission_answer(found, submissions.state_of(context.queue(), found), report, user.language))


@blueprint.get("/exercises")
def exercises() -> Response:
    """Every exercise on the user's course map, pack by pack in its order."""
    catalog, user = context.catalog(), context.user()
    packs = catalog.packs_for(user)
    found = [exercise_summary(one, user.language) for pack in packs for one in pack.exercises.values()]
    return _answer({"exercises": [one.model_dump(mode="json") for one in found]})


@blueprint.get("/exercises/<pack>/<slug>")
def exercise(pack: str, slug: str) -> Response:
    """One exercise with statement, starter and visible tests."""
    catalog, user = context.catalog(), context.user()
    found = catalog.exercise_for(user, f"{pack}/{slug}")
    return _json(exercise_details(catalog, found, user.language))


@blueprint.get("/cohorts/<int:cohort_id>/grades")
def grades(cohort_id: int) -> Response:
    """The grade report: `?format=json`, `csv` or `xlsx`."""
    user = context.user()
    cohort = cohort_for(context.session(), user, cohort_id)
    table = grade_table(context.session(), context.catalog(), cohort, user.language)
    match request.args.get("format", "json"):
        case "json":
            return _answer(as_json(table))
        case "csv":
            return _file(as_csv(table), "text/csv; charset=utf-8", f"grades-{cohort_id}.csv")
        case "xlsx":
            return _file(as_xlsx(table), _XLSX, f"grades-{cohort_id}.xlsx")
    raise Invalid("format must be json, csv or xlsx.")


@blueprint.get("/certificates/<certificate_id>")
def certificate(certificate_id: str) -> Response:
    """Whether a certificate is genuine, for anybody; of a withdrawn one, only that."""
    found = certificates.certificate(context.session(), certificate_id)
    body = certificate_answer(found).model_dump_json(exclude_none=True)
    return Response(body, mimetype="application/json")


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """This API in the OpenAPI format."""
    return _answer(description())


def _wait_seconds(text: str) -> float:
    if not (text.isascii() and text.isdigit() and int(text) <= MAX_WAIT_SECONDS):
        raise Invalid("wait must be a whole number of seconds from 0 to %(most)s.", most=MAX_WAIT_SECONDS)
    return float(text)


def _json(body: BaseModel, status: int = 200) -> Response:
    return Response(
        body.model_dump_json(by_alias=True, exclude_defaults=False, exclude=_unset(body)),
        status,
        mimetype="application/json",
    )


def _unset(body: BaseModel) -> set[str]:
    """A report that is not there yet is left out."""
    return {"report", "explained"} if getattr(body, "report", 1) is None else set()


def _answer(body: dict[str, object]) -> Response:
    return Response(json.dumps(body), mimetype="application/json")


def _file(data: bytes, mimetype: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, headers=headers, content_type=mimetype)
