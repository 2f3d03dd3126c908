"""The attack corpus as data: its cases, what each hands in, and what of an outcome would be a breach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from grader.submissions import files_from_zip
from tests.attacks.generate import MAKERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grader.reports import Report

HERE = Path(__file__).parent
EXERCISES = HERE / "exercises"
REJECTED = "rejected"
"""What stands in place of a verdict when the files were refused before any grading."""

CANARY = re.compile(r"canary-[0-9a-f]{16}")
PROBE = re.compile(r"(?m)^PROBE \S")
OUTPUT_NEVER = [r"(?m)^PROBE \S.* ALLOWED", r"PWNED"]
LEARNER_NEVER = [r"test_many_values", r"assert (clamp|workshop)", r"== sorted\(\(low", r"PWNED"]


@dataclass(frozen=True)
class Case:
    """A submission and what may come of it; the fields are described in manifest.yaml."""

    name: str
    path: Path
    allowed: frozenset[str]
    tries: str
    kind: str = "control"
    exercise: str = "clamp"
    reports: bool = False
    generated: bool = False
    after: str = ""
    never_passes: frozenset[str] = frozenset()
    must_not_match: tuple[str, ...] = ()

    def files(self) -> dict[str, bytes]:
        """What is handed in. Raises `SubmissionRejected` for an archive that is refused."""
        if self.generated:
            name, content = MAKERS[self.name]()
            return files_from_zip(content) if name.endswith(".zip") else {name: content}
        if self.path.is_dir():
            return {
                path.relative_to(self.path).as_posix(): path.read_bytes()
                for path in sorted(self.path.rglob("*"))
                if path.is_file() and (path.suffix != ".pyc" or self.name == "compiled_upload")
            }
        return {f"{self.exercise}.py": self.path.read_bytes()}


@dataclass(frozen=True)
class Outcome:
    """What came of handing a case in: a report, or the reason for which it was refused."""

    canary: str
    report: Report | None
    refusal: str = ""

    @property
    def verdict(self) -> str:
        """The report's verdict, or `rejected`."""
        return REJECTED if self.report is None else self.report.verdict.value

    @property
    def printed(self) -> str:
        """What the submission printed, as far as its learner is shown it."""
        return "" if self.report is None else f"{self.report.output.stdout}\n{self.report.output.stderr}"

    @property
    def everything(self) -> str:
        """Every text of the report, also what only instructors may see."""
        return self.refusal if self.report is None else _texts(self.report)

    @property
    def learner_view(self) -> str:
        """Every text that the learner may be shown, one a line and not escaped."""
        return self.refusal if self.report is None else _texts(self.report.for_learner())

    @property
    def passed_tests(self) -> frozenset[str]:
        """Names of the tests that passed."""
        tests = () if self.report is None else self.report.tests
        return frozenset(test.name for test in tests if test.outcome == "passed")


def breaches(case: Case, outcome: Outcome) -> list[str]:
    """All that came out although it must not, in words; empty when the attack got nothing."""
    found = [] if outcome.verdict in case.allowed else [f"verdict {outcome.verdict}, not {sorted(case.allowed)}"]
    if outcome.canary in outcome.everything or CANARY.search(outcome.everything):
        found.append("the hidden tests' secret came out")
    found += [f"printed {p}: {m}" for p in OUTPUT_NEVER for m in _lines(p, outcome.printed)]
    shown = outcome.learner_view
    found += [f"shown {p}: {m}" for p in (*LEARNER_NEVER, *case.must_not_match) for m in _lines(p, shown)]
    found += [f"{name} passed" for name in sorted(case.never_passes & outcome.passed_tests)]
    if case.reports and outcome.verdict != REJECTED and not PROBE.search(outcome.printed):
        found.append("no PROBE line came back: the attempt did not run")
    return found


def read_attacks() -> dict[str, Case]:
    """All attacks of the manifest by name, in its order."""
    return {case.name: case for case in _read_attacks()}


def read_controls() -> dict[str, Case]:
    """All honest submissions by name."""
    controls = {}
    for name, entry in _mapping(HERE / "controls.yaml").items():
        exercise = entry.get("exercise", "clamp")
        allowed = frozenset({entry["verdict"]})
        controls[name] = Case(name, _control_path(name, exercise), allowed, entry["what"], exercise=exercise)
    return controls


def _read_attacks() -> Iterator[Case]:
    for name, entry in _mapping(HERE / "manifest.yaml").items():
        yield Case(
            name=name,
            path=_existing(HERE / "submissions" / name),
            allowed=frozenset(entry.pop("allowed")),
            kind=entry.pop("class"),
            never_passes=frozenset(entry.pop("never_passes", ())),
            must_not_match=tuple(entry.pop("must_not_match", ())),
            **entry,
        )


def _mapping(path: Path) -> Mapping[str, dict[str, Any]]:
    mapping: Mapping[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return mapping


def _control_path(name: str, exercise: str) -> Path:
    places = {
        "reference": EXERCISES / exercise / "reference" / f"{exercise}.py",
        "workshop": EXERCISES / exercise / "reference" / f"{exercise}.py",
        "naive": EXERCISES / exercise / "wrong" / "naive" / f"{exercise}.py",
    }
    return places.get(name) or _existing(HERE / "controls" / name)


def _existing(path: Path) -> Path:
    return path if path.is_dir() else path.with_name(f"{path.name}.py")


def _texts(report: Report) -> str:
    return "\n".join(_strings(report.model_dump()))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _lines(pattern: str, text: str) -> list[str]:
    return [match.group()[:200] for match in re.finditer(pattern, text)][:5]
