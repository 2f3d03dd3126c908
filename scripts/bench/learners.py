"""Learners of the benchmark: they post submissions over HTTP and wait for the final report."""

from __future__ import annotations

import http.client
import itertools
import json
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

EXERCISE = "bench/timetable"


@dataclass
class Learners:
    """Clients of one server. Each thread keeps its own connection, as a browser does."""

    port: int
    tokens: list[str]
    source: str
    _thread: threading.local = field(default_factory=threading.local)
    _turns: Iterator[int] = field(default_factory=itertools.count)

    def grade_one(self, learner: int | None = None) -> None:
        """POST to final report, of the next learner by turns. Raises when anything but a passed report comes back."""
        learner = next(self._turns) % len(self.tokens) if learner is None else learner
        self.wait(self.submit(learner), learner)

    def submit(self, learner: int) -> str:
        """The id of a submission that the server accepted."""
        body = {
            "exercise": EXERCISE,
            "files": {"timetable.py": self.source},
            "idempotency_key": uuid.uuid4().hex,
        }
        return str(self._call("POST", "/api/v1/submissions", learner, body, expected=202)["id"])

    def wait(self, submission: str, learner: int, *, seconds: float = 120) -> None:
        """Returns when the submission is graded. Raises when its verdict is not `passed`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self._call("GET", f"/api/v1/submissions/{submission}?wait=20", learner)
            if answer["state"] == "graded":
                report = answer["report"]
                if not isinstance(report, dict) or report["verdict"] != "passed":
                    raise RuntimeError(f"submission {submission}: {report}")
                return
        raise TimeoutError(f"submission {submission} was not graded in {seconds} s")

    def _call(
        self, method: str, path: str, learner: int, body: object = None, *, expected: int = 200
    ) -> dict[str, object]:
        if not hasattr(self._thread, "connection"):
            self._thread.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.tokens[learner]}", "Content-Type": "application/json"}
        try:
            self._thread.connection.request(method, path, json.dumps(body) if body else None, headers)
            response = self._thread.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server closes connections that were idle; a browser opens a new one and asks again.
            self._thread.connection.close()
            self._thread.connection.request(method, path, json.dumps(body) if body else None, headers)
            response = self._thread.connection.getresponse()
        text = response.read()
        if response.status != expected:
            raise RuntimeError(f"{method} {path}: {response.status} {text[:300]!r}")
        answer = json.loads(text)
        if not isinstance(answer, dict):
            raise TypeError(f"{method} {path}: no JSON object")
        return answer
