"""Known mistakes: which of an exercise's declared wrong answers a submission fails like.

The wrong answers are graded once in a worker's life, and not before a submission has failed; a report that is
`passed` never waits for them.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from grader.bundles import Bundle
from grader.errors import SandboxUnavailable
from grader.reports import Report
from grader.sandbox.service import Sandbox
from grader.scoring import report_of

log = structlog.get_logger(__name__)

KEPT = 128
"""Exercises whose wrong answers' signatures are kept."""
PATIENCE_SECONDS = 5.0
"""How long one report waits for wrong answers to be graded; those that are left over are the next one's."""


@dataclass
class _Known:
    """Of one exercise: name of a mistake → the signature of its report."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    signatures: dict[str, str] = field(default_factory=dict)


class KnownMistakes:
    """The signatures of the declared wrong answers of exercises, by the exercises' digests. For any thread."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[str, _Known] = OrderedDict()

    def name_for(self, report: Report, bundle: Bundle, sandbox: Sandbox) -> str | None:
        """The first of the exercise's mistakes that fails just as *report* says; None when there is none.

        An engine that is away now only means that nothing is said this time.
        """
        if not report.signature or not bundle.mistakes:
            return None
        known = self._of(report.exercise_digest)
        with known.lock:
            try:
                return self._search(report.signature, bundle, sandbox, known.signatures)
            except SandboxUnavailable as error:
                log.warning("known mistakes could not be graded", exercise=bundle.exercise, error=str(error))
                return None

    def _of(self, digest: str) -> _Known:
        with self._lock:
            known = self._known.setdefault(digest, _Known())
            self._known.move_to_end(digest)
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
            return known

    def _search(self, wanted: str, bundle: Bundle, sandbox: Sandbox, signatures: dict[str, str]) -> str | None:
        until = self._clock() + PATIENCE_SECONDS
        plain = bundle.model_copy(update={"mistakes": {}, "inputs": None})
        for name, mistake in bundle.mistakes.items():
            if name not in signatures:
                if self._clock() >= until:
                    return None
                files = {file: text.encode() for file, text in mistake.files.items()}
                signatures[name] = report_of(plain, sandbox.run(plain, files)).signature
            if signatures[name] == wanted:
                return name
        return None
