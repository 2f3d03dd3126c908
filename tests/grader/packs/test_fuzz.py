"""Whatever an author writes, the loader answers with a pack or with faults: it never fails, and always ends."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from grader.bundles import Bundle, digest_of
from grader.packs.faults import Fault, FaultyPack
from grader.packs.new import TEMPLATES
from grader.packs.reader import LoadedExercise, read_exercise, read_pack
from tests.grader.packs.kinds import EXERCISES
from tests.grader.packs.mutants import Change, changes, with_some_keys

ROOT = Path(__file__).parents[3]
PACKS = sorted(
    path.parent for folder in ("exercises", "tests/data/packs") for path in (ROOT / folder).glob("*/pack.yaml")
)
PACKS += sorted(TEMPLATES.iterdir())
COUNT = int(os.environ.get("BOOTCAMP_FUZZ_PACKS", "5000"))
LONG = 1_200
MASKS = [1 << one | 1 << two | 1 << three for one in range(8) for two in range(one + 1) for three in range(two + 1)]
HANG_SECONDS = 60
"""Far more than any pack takes; without it, a loader that never ends would never fail."""


@dataclass(frozen=True)
class Seed:
    """A sound file of a pack, in a folder of its own."""

    folder: Path
    file: str
    text: str

    def __repr__(self) -> str:
        return f"{self.folder.name}/{self.file}"


class _Seeds(list[Seed]):
    def __repr__(self) -> str:
        return f"{len(self)} seeds"  # Hypothesis shows it with every fault that it finds


def _seeds(root: Path) -> list[Seed]:
    found = []
    for number, pack in enumerate(PACKS):
        exercises = sorted(path.parent for path in pack.glob("*/exercise.yaml"))
        small = root / f"{number}" / pack.name
        shutil.copytree(pack, small, ignore=shutil.ignore_patterns(*(one.name for one in exercises[2:])))
        found.append(Seed(small, "pack.yaml", (pack / "pack.yaml").read_text("utf-8")))
        for exercise in exercises:
            copy = Path(shutil.copytree(exercise, root / f"{number}-exercises" / exercise.name))
            found.append(Seed(copy, "exercise.yaml", (exercise / "exercise.yaml").read_text("utf-8")))
        for test in sorted(pack.glob("*/tests/*.py"))[:3]:
            copy = Path(shutil.copytree(test.parents[1], root / f"{number}-tests" / test.stem))
            (copy / "exercise.yaml").unlink()  # it is mutated by itself
            found.append(Seed(copy, f"tests/{test.name}", test.read_text("utf-8")))
    for kind, text in EXERCISES.items():
        (root / "kinds" / kind).mkdir(parents=True)
        (root / "kinds" / kind / "exercise.yaml").write_text(text, "utf-8")
        found.append(Seed(root / "kinds" / kind, "exercise.yaml", text))
    return found


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> list[Seed]:
    return _Seeds(_seeds(tmp_path_factory.mktemp("seeds")))


@contextmanager
def _watchdog() -> Iterator[None]:
    def bark(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError("the loader hangs")

    before = signal.signal(signal.SIGALRM, bark)
    signal.alarm(HANG_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _faults_of(folder: Path) -> list[Fault]:
    """What is wrong; where nothing is, the exercises can be graded."""
    try:
        pack = (folder / "pack.yaml").exists()
        loaded = list(read_pack(folder).exercises.values()) if pack else [read_exercise(folder)]
    except FaultyPack as error:
        return error.faults
    for exercise in loaded:
        _check_can_be_graded(exercise)
    return []


def _check_can_be_graded(exercise: LoadedExercise) -> None:
    data = exercise.bundle().to_bytes()
    assert Bundle.from_bytes(data, digest_of(data)).to_bytes() == data
    assert exercise.tests


def test_every_seed_is_sound(seeds: list[Seed]) -> None:
    assert len(seeds) > 30
    for folder in {seed.folder for seed in seeds if seed.file != "pack.yaml"}:
        _check_can_be_graded(read_exercise(folder))


@settings(
    max_examples=COUNT,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(number=st.integers(0, 10_000), mask=st.sampled_from(MASKS), several=changes)
def test_mutated_packs_give_faults_and_no_traceback(
    seeds: list[Seed], number: int, mask: int, several: list[Change]
) -> None:
    seed = seeds[number % len(seeds)]
    text = with_some_keys(seed.text, mask) if len(seed.text) > LONG else seed.text
    for change in several:
        text = change(text)
    path = seed.folder / seed.file
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        with _watchdog():
            faults = _faults_of(seed.folder)
    finally:
        path.write_text(seed.text, "utf-8")
    for fault in faults:
        str(fault).encode()
        assert fault.message.strip()
        assert fault.line >= 1, fault
        assert fault.column >= 1, fault
