"""What learners' submissions say about an exercise: which tests fail most, which wrong answers come again and again."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload, load_only

from grader.model import pick
from grader.reports import Outcome, Verdict
from web.models import Purpose, Role, State, StoredReport, Submission, User
from web.services.authoring.access import may_edit, pack_for
from web.services.catalog import Catalog
from web.services.cohorts import looks_after
from web.services.errors import NotFound

MAX_SUBMISSIONS = 5_000
"""The newest ones are looked at."""
MAX_GROUPS = 30


@dataclass(frozen=True)
class TestFigure:
    """One test over all submissions that came so far as to run it."""

    __test__ = False

    name: str
    title: str
    failed: int
    of: int

    @property
    def share(self) -> float:
        """Of those submissions, how many did not pass it: 0 to 1."""
        return self.failed / self.of if self.of else 0.0


@dataclass(frozen=True)
class WrongGroup:
    """Submissions that failed in the same way. `files` is one of them, said without whose it is."""

    key: str
    verdict: Verdict
    tests: tuple[str, ...]
    """Names of the tests that did not pass; empty where none could be run."""
    mistake: str
    """The known mistake that it is; empty for one that is not known yet."""
    count: int
    learners: int
    files: dict[str, bytes]
    digest: str
    """The version that they were graded on."""


@dataclass(frozen=True)
class Insights:
    """All of it. Times are in seconds, None where nobody passed."""

    exercise: str
    learners: int
    submissions: int
    solved: int
    """Learners who passed."""
    attempts_to_pass: float | None
    """Median over those who passed, their first passed submission included."""
    seconds_to_pass: float | None
    """Median from the first submission to the first that passed."""
    tests: tuple[TestFigure, ...]
    """Those that fail most come first."""
    groups: tuple[WrongGroup, ...]
    """The largest first."""
    is_cut: bool
    """Whether there are more submissions than were looked at."""


def insights(session: Session, catalog: Catalog, user: User, exercise_id: str) -> Insights:
    """Figures on an exercise: of everybody's submissions for those who may change it, else of *user*'s learners'.

    Raises `NotFound`.
    """
    pack = pack_for(session, user, exercise_id.partition("/")[0])
    exercise = catalog.exercise(exercise_id)
    rows = _rows(session, exercise_id)
    if not may_edit(user, pack):
        learners = {submission.user_id for submission, _ in rows}
        theirs = {learner for learner in learners if looks_after(session, user, learner)}
        rows = [(submission, stored) for submission, stored in rows if submission.user_id in theirs]
    rows.reverse()
    graded = [(one, stored) for one, stored in rows if stored is not None and stored.verdict != Verdict.GRADER_ERROR]
    titles = {test.name: pick(test.title, user.language, exercise.language) for test in exercise.tests}
    bodies = [(submission, stored, json.loads(stored.body)) for submission, stored in graded]
    attempts, seconds = _effort(graded)
    return Insights(
        exercise=exercise_id,
        learners=len({submission.user_id for submission, _ in rows}),
        submissions=len(rows),
        solved=len(attempts),
        attempts_to_pass=median(attempts) if attempts else None,
        seconds_to_pass=median(seconds) if seconds else None,
        tests=_figures((body for _, _, body in bodies), titles),
        groups=_groups(session, bodies),
        is_cut=len(rows) >= MAX_SUBMISSIONS,
    )


def group_of(session: Session, catalog: Catalog, user: User, exercise_id: str, key: str) -> WrongGroup:
    """One group of wrong answers. Raises `NotFound`."""
    for group in insights(session, catalog, user, exercise_id).groups:
        if group.key == key:
            return group
    raise NotFound("There is no such group of answers any more.")


def _rows(session: Session, exercise_id: str) -> list[tuple[Submission, StoredReport | None]]:
    """The newest submissions of learners with their newest report, newest first. Those who teach are no learners."""
    query = (
        select(Submission, StoredReport)
        .join(User, User.id == Submission.user_id)
        .outerjoin(
            StoredReport,
            (StoredReport.submission_id == Submission.id)
            & (StoredReport.attempt == Submission.attempt)
            & (Submission.state == State.GRADED),
        )
        .where(
            Submission.exercise == exercise_id,
            Submission.purpose == Purpose.LEARNER,
            User.role == Role.LEARNER,
        )
        .order_by(Submission.created_at.desc(), Submission.id)
        .limit(MAX_SUBMISSIONS)
        .options(lazyload("*"), load_only(Submission.user_id, Submission.created_at, Submission.state))
    )
    return [(submission, stored) for submission, stored in session.execute(query)]


def _effort(graded: Sequence[tuple[Submission, StoredReport]]) -> tuple[list[int], list[float]]:
    """Of each learner who passed: attempts and seconds until then. Oldest submissions come first."""
    tries: Counter[int] = Counter()
    first: dict[int, Submission] = {}
    attempts: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for submission, stored in graded:
        learner = submission.user_id
        if learner in attempts:
            continue
        tries[learner] += 1
        begun = first.setdefault(learner, submission)
        if stored.verdict == Verdict.PASSED:
            attempts[learner] = tries[learner]
            seconds[learner] = (submission.created_at - begun.created_at).total_seconds()
    return list(attempts.values()), list(seconds.values())


def _figures(bodies: Iterable[Mapping[str, Any]], titles: Mapping[str, str]) -> tuple[TestFigure, ...]:
    """Of the tests that the present version has; a test that was not run says nothing."""
    ran: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for body in bodies:
        for test in body["tests"]:
            if test["outcome"] != Outcome.SKIPPED:
                ran[test["name"]] += 1
                failed[test["name"]] += test["outcome"] != Outcome.PASSED
    figures = [TestFigure(name, title, failed[name], ran[name]) for name, title in titles.items()]
    return tuple(sorted(figures, key=lambda figure: (-figure.share, -figure.failed)))


_Body = tuple[Submission, StoredReport, dict[str, Any]]


def _groups(session: Session, bodies: Sequence[_Body]) -> tuple[WrongGroup, ...]:
    found: defaultdict[str, list[_Body]] = defaultdict(list)
    for one in bodies:
        _, stored, body = one
        if stored.verdict != Verdict.PASSED:
            found[_way(stored, body)].append(one)
    largest = sorted(found.items(), key=lambda entry: -len(entry[1]))[:MAX_GROUPS]
    return tuple(_group(session, key, members) for key, members in largest)


def _way(stored: StoredReport, body: Mapping[str, Any]) -> str:
    """In which way it failed: the judge's fingerprint where there is one, else the tests that did not pass."""
    if signature := body.get("signature"):
        return f"{stored.verdict}:{signature}"
    failed = ",".join(_failed(body))
    explanation = body.get("explanation") or {}
    return f"{stored.verdict}:{failed or explanation.get('code', '')}"


def _failed(body: Mapping[str, Any]) -> list[str]:
    return sorted(test["name"] for test in body["tests"] if test["outcome"] != Outcome.PASSED)


def _group(session: Session, key: str, members: Sequence[_Body]) -> WrongGroup:
    """Its most frequent text stands for it, and among equals the newest."""
    texts: Counter[str] = Counter()
    newest: dict[str, tuple[Submission, StoredReport]] = {}
    ids = {submission.id: (submission, stored) for submission, stored, _ in members[-_COMPARED:]}
    query = select(Submission.id, Submission.files).where(Submission.id.in_(ids))
    for identifier, files in session.execute(query.order_by(Submission.created_at)):
        text = json.dumps(files, sort_keys=True)
        texts[text] += 1
        newest[text] = ids[identifier]
    chosen = max(texts, key=lambda text: (texts[text], newest[text][0].created_at))
    submission, stored = newest[chosen]
    body = members[-1][2]
    return WrongGroup(
        key=key,
        verdict=Verdict(stored.verdict),
        tests=tuple(_failed(body)),
        mistake=str(body.get("mistake") or ""),
        count=len(members),
        learners=len({one.user_id for one, _, _ in members}),
        files=submission.contents(),
        digest=stored.digest,
    )


_COMPARED = 200
"""So many of a group, the newest, are compared to find the text that stands for it."""
