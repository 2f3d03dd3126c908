"""`/metrics` for Prometheus. No figure here is about a person."""

from __future__ import annotations

import time
from collections.abc import Iterator

import redis
from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from web import context
from web.models import Purpose, StoredReport, Submission

blueprint = Blueprint("metrics", __name__)
_NAME = "bootcamp.metrics"


class _Installation:
    """Figures that are looked up when somebody asks. Those that cannot be looked up are left out."""

    def __init__(self, parts: context.Parts) -> None:
        self._parts = parts

    def collect(self) -> Iterator[Metric]:
        try:
            waiting = GaugeMetricFamily("bootcamp_jobs_waiting", "Grading jobs in the queue")
            waiting.add_metric([], self._parts.queue.length())
            workers = GaugeMetricFamily("bootcamp_workers", "Workers that take jobs")
            workers.add_metric([], len(self._parts.queue.workers()))
            unread = GaugeMetricFamily("bootcamp_reports_unread", "Reports that wait for the recorder")
            unread.add_metric([], self._parts.queue.unread_reports())
            yield from (waiting, workers, unread)
        except redis.RedisError:
            pass
        try:
            with self._parts.database.session() as session:
                handed_in = Submission.purpose == Purpose.LEARNER
                states = session.execute(
                    select(Submission.state, func.count()).where(handed_in).group_by(Submission.state)
                ).all()
                verdicts = session.execute(
                    select(StoredReport.verdict, func.count())
                    .join(Submission, Submission.id == StoredReport.submission_id)
                    .where(handed_in)
                    .group_by(StoredReport.verdict)
                ).all()
        except SQLAlchemyError:
            return
        submissions = GaugeMetricFamily("bootcamp_submissions", "Submissions by state", labels=["state"])
        for state, count in states:
            submissions.add_metric([str(state)], count)
        reports = GaugeMetricFamily("bootcamp_reports", "Reports by verdict", labels=["verdict"])
        for verdict, count in verdicts:
            reports.add_metric([str(verdict)], count)
        yield from (submissions, reports)


class _Figures:
    """The registry of one application."""

    def __init__(self, parts: context.Parts) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_Installation(parts))
        self.requests = Counter(
            "bootcamp_requests", "Requests answered", ["endpoint", "status"], registry=self.registry
        )
        self.seconds = Histogram("bootcamp_request_seconds", "Time to answer", ["endpoint"], registry=self.registry)


def install(app: Flask, parts: context.Parts) -> None:
    """Counts every request of *app*."""
    app.extensions[_NAME] = _Figures(parts)
    app.before_request(_begin)
    app.after_request(_count)


@blueprint.get("/metrics")
def metrics() -> Response:
    """All figures in Prometheus's text format."""
    figures: _Figures = current_app.extensions[_NAME]
    return Response(generate_latest(figures.registry), mimetype="text/plain; version=0.0.4")


def _begin() -> None:
    g.began = time.monotonic()


def _count(response: Response) -> Response:
    figures: _Figures = current_app.extensions[_NAME]
    endpoint = request.endpoint or "none"
    figures.requests.labels(endpoint, response.status_code).inc()
    if "began" in g:
        figures.seconds.labels(endpoint).observe(time.monotonic() - g.began)
    return response
