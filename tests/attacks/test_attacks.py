"""Every attack in the real sandbox, each followed by an honest submission; then a look at the host.

The cases that were chosen run side by side from the start, and each test waits for its own: many of them do
nothing but wait for a deadline.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.sandbox.leftovers import WORKER_LABEL
from grader.sandbox.service import DockerSandbox
from tests.attacks.arena import armed, hand_in
from tests.attacks.corpus import Case, Outcome, breaches, read_attacks, read_controls
from tests.attacks.host import HostState, containers_labelled, orphans

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTACKS = read_attacks()
CONTROLS = read_controls()
CONTROL_RUNS = int(os.environ.get("BOOTCAMP_CONTROL_RUNS", "2"))
SIDE_BY_SIDE = 4
WORKER = f"attacks {os.getpid()}"


@dataclass(frozen=True)
class Bout:
    """A case, and the verdict on the reference right after it."""

    outcome: Outcome
    afterwards: str


class Arena:
    """One sandbox for all cases, as on one worker."""

    def __init__(self, chosen: list[Case]) -> None:
        self.before = HostState.now()
        self._sandbox = DockerSandbox(pool_size=SIDE_BY_SIDE + 2, worker=WORKER)
        self._sandbox.keep_ready(SIDE_BY_SIDE, limits=armed("clamp", "").limits)
        self._threads = ThreadPoolExecutor(SIDE_BY_SIDE)
        self._bouts: dict[str, list[Future[Bout]]] = {case.name: [] for case in chosen}
        for case in chosen:
            times = CONTROL_RUNS if case.kind == "control" else 1
            self._bouts[case.name] = [self._threads.submit(self._fight, case) for _ in range(times)]

    def bouts(self, name: str) -> list[Bout]:
        """What came of the case, each time that it was handed in."""
        return [bout.result() for bout in self._bouts[name]]

    def finish(self) -> None:
        """Returns when all cases are over and the sandbox is closed; may be called again."""
        self._threads.shutdown()
        self._sandbox.close()

    def _fight(self, case: Case) -> Bout:
        if case.after:
            hand_in(ATTACKS[case.after], self._sandbox)
        outcome = hand_in(case, self._sandbox)
        afterwards = outcome if case.kind == "control" else hand_in(CONTROLS["reference"], self._sandbox)
        return Bout(outcome, afterwards.verdict)


@pytest.fixture(scope="module")
def arena(request: pytest.FixtureRequest) -> Iterator[Arena]:
    here = [item for item in request.session.items if item.path == Path(__file__)]
    chosen: list[Any] = [
        item.callspec.params["case"] for item in here if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    ]
    arena = Arena(chosen)
    yield arena
    arena.finish()


@pytest.mark.parametrize("case", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_gets_nothing_and_harms_nobody(case: Case, arena: Arena) -> None:
    [bout] = arena.bouts(case.name)
    assert breaches(case, bout.outcome) == []
    assert bout.afterwards == "passed"


@pytest.mark.parametrize("case", CONTROLS.values(), ids=[f"control-{name}" for name in CONTROLS])
def test_an_honest_submission_gets_its_verdict(case: Case, arena: Arena) -> None:
    assert [breaches(case, bout.outcome) for bout in arena.bouts(case.name)] == [[]] * CONTROL_RUNS


def test_nothing_is_left_on_the_host(arena: Arena) -> None:
    arena.finish()
    assert containers_labelled(f"{WORKER_LABEL}={WORKER}") == []
    assert orphans() == []
    assert HostState.now() == arena.before
