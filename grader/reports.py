"""The grade report: what one grading of one submission came to.

A report holds only what its learner may be told, apart from the `name` of a test (see
`for_learner`): the judge withholds expected values, calls and messages of tests that hide them,
so that they never reach the worker, the queue, the database or a log.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MAX_REPORT_BYTES = 1 << 20
"""A report's JSON is never longer than this; `grader.scoring` cuts texts so that it holds."""
MAX_TEXT = 4_000
"""Characters in one text field of a report."""


class Verdict(StrEnum):
    """What came of the whole submission."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_LIMIT = "output_limit"
    PROCESS_LIMIT = "process_limit"
    DISK_LIMIT = "disk_limit"
    GRADER_ERROR = "grader_error"


class Outcome(StrEnum):
    """What came of one test."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMED_OUT = "timed_out"
    SKIPPED = "skipped"


class Show(StrEnum):
    """How much of a test its learner sees when it does not pass; the author's choice."""

    NOTHING = "nothing"
    """Only that one more test exists, and whether it passed."""
    TITLE = "title"
    """Its title and its hint."""
    DETAILS = "details"
    """Also the call, what was expected, what came, the author's message, and what was printed."""


ShortText = Annotated[str, StringConstraints(max_length=300)]
LongText = Annotated[str, StringConstraints(max_length=MAX_TEXT)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Explanation(_Model):
    """Why a test did not pass, as a code and its arguments, so that a page can say it in any language.

    The codes and their English sentences are in `grader/explanations.py`.
    """

    code: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    args: dict[ShortText, LongText] = Field(default_factory=dict, max_length=8)


class TestResult(_Model):
    """One test of the exercise. Cases of a parametrised test are one test: their values stay hidden."""

    __test__ = False  # the name is the field's; pytest must not collect it

    name: ShortText
    title: ShortText
    outcome: Annotated[Outcome, Field(strict=False)]
    points: Annotated[float, Field(ge=0, le=10_000)]
    max_points: Annotated[float, Field(ge=0, le=10_000)]
    show: Annotated[Show, Field(strict=False)] = Show.TITLE
    message: LongText = ""
    explanation: Explanation | None = None
    expected: LongText | None = None
    actual: LongText | None = None
    hint: LongText | None = None
    duration_ms: Annotated[float, Field(ge=0)] = 0.0


class Output(_Model):
    """What the submission printed where its learner may see it."""

    stdout: Annotated[str, StringConstraints(max_length=300_000)] = ""
    stderr: Annotated[str, StringConstraints(max_length=300_000)] = ""
    truncated: bool = False


class Usage(_Model):
    """What was measured, for the whole container. `peak_memory_bytes` is 0 where the kernel does not say."""

    wall_ms: Annotated[int, Field(ge=0)] = 0
    cpu_ms: Annotated[int, Field(ge=0)] = 0
    peak_memory_bytes: Annotated[int, Field(ge=0)] = 0


class SandboxFacts(_Model):
    """Where it ran. `isolation` is `separate` (two processes) or the declared exception `shared`."""

    image: ShortText = ""
    isolation: Literal["separate", "shared"] = "separate"


class Twin(_Model):
    """A small input on which the submission and the author's answer differ, and which no hidden test uses."""

    call: LongText | None = None
    """Of a function: the call."""
    input: LongText | None = None
    """Of a program: what it reads, as it stands."""
    expected: LongText
    actual: LongText


class Report(_Model):
    """The outcome of one attempt. `score` is between 0 and 1; `error` is set when nothing could be tested."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    exercise: ShortText
    exercise_digest: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
    verdict: Annotated[Verdict, Field(strict=False)]
    score: Annotated[float, Field(ge=0, le=1)]
    tests: Annotated[list[TestResult], Field(max_length=2_000)] = Field(default_factory=list)
    output: Output = Output()
    usage: Usage = Usage()
    sandbox: SandboxFacts = SandboxFacts()
    error: LongText | None = None
    explanation: Explanation | None = None
    """What `error` says, as a code, like the one of a test."""
    comment: LongText = ""
    """What the person wrote who graded it. Empty where nobody did."""
    mistake: ShortText | None = None
    """Name of the known mistake whose tests fail in just this way; what is said of it stands in the bundle."""
    twin: Twin | None = None
    signature: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{16})?$")] = ""
    """The same for two submissions that fail the same tests in the same way; empty for one that passed. Not for
    learners: who guesses a hidden input could compare."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True, serialize_by_alias=True)

    def for_learner(self) -> Report:
        """A copy without what may tell too much of tests that are hidden: their names, and how they failed."""
        return self.model_copy(
            update={
                "signature": "",
                "tests": [
                    test if test.show is Show.DETAILS else test.model_copy(update={"name": f"test_{number}"})
                    for number, test in enumerate(self.tests, start=1)
                ],
            }
        )
