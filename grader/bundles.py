"""Bundles: all that a worker needs to grade an exercise, as bytes named by their digest.

A bundle travels through Redis under `grader.jobs.bundle_key(digest)`; the worker checks the digest, so
a bundle that was changed on the way is never run. It holds hidden tests: never show one to anybody.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.errors import BundleMismatch
from grader.model import Bridge, Compare, Criterion, Inputs, Kind, Limits, Question, Text
from grader.reports import Show

MAX_BUNDLE_BYTES = 2 << 20


class BundledTest(BaseModel):
    """One test function of the exercise, in the order of the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """`test_x` or `TestClass::test_x`; unique in the exercise."""
    file: str
    """Which of `hidden` or `visible` holds it."""
    visible: bool = False
    title: Text = Field(default_factory=dict)
    points: Annotated[float, Field(ge=0)] = 1
    show: Show = Show.TITLE
    hint: Text = Field(default_factory=dict)


class BundledMistake(BaseModel):
    """A known wrong answer, and what a learner is told whose submission fails in the same way."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    files: dict[str, str]
    say: Text = Field(default_factory=dict)


class BundledInputs(BaseModel):
    """What the judge needs to look for a small input on which submission and reference differ."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inputs: Inputs
    strategy: str = ""
    """Text of the file that holds a Hypothesis strategy; empty where `inputs` says it all."""
    reference: dict[str, str]
    compare: Compare = Compare()


class Bundle(BaseModel):
    """An exercise as graders need it. No statement, no starter; the reference only where inputs are looked for."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    exercise: str
    """`pack/slug`, or the slug alone for an exercise outside any pack."""
    language: str = "en"
    """Of the texts in a report; the web side puts the learner's own in their place."""
    kind: Kind = "pytest"
    image: str = "python"
    files: list[str]
    """Names that a submission must hold; their modules are the ones that tests reach through the bridge."""
    support: dict[str, str] = Field(default_factory=dict)
    hidden: dict[str, str]
    """Path below the tests' folder → text."""
    visible: dict[str, str] = Field(default_factory=dict)
    tests: list[BundledTest]
    """Of a quiz: one for each question. Of a text: one for each criterion."""
    questions: list[Question] = Field(default_factory=list)
    criteria: list[Criterion] = Field(default_factory=list)
    words: tuple[int, int] | None = None
    """Of a text: fewest and most."""
    mistakes: dict[str, BundledMistake] = Field(default_factory=dict)
    """Only those about which something is said, in the author's order."""
    inputs: BundledInputs | None = None
    limits: Limits = Limits()
    isolation: Literal["separate", "shared"] = "separate"
    bridge: Bridge = Bridge()

    def to_bytes(self) -> bytes:
        """JSON: the same exercise always gives the same bytes.

        Keys keep the author's order, which means something: that of arguments, of mistakes, of languages.
        """
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, untrusted_data: bytes, digest: str) -> Bundle:
        """The bundle in *untrusted_data*.

        Raises `BundleMismatch` when it is too large, has another digest, or is no bundle.
        """
        if len(untrusted_data) > MAX_BUNDLE_BYTES:
            raise BundleMismatch(f"the bundle {digest} is larger than {MAX_BUNDLE_BYTES} bytes")
        if digest_of(untrusted_data) != digest:
            raise BundleMismatch(f"the data under {digest} has another digest")
        try:
            return cls.model_validate_json(untrusted_data)
        except ValidationError as error:
            raise BundleMismatch(f"{digest} is no bundle of this version") from error


def digest_of(data: bytes) -> str:
    """`sha256:` and the hexadecimal digest of *data*."""
    return "sha256:" + hashlib.sha256(data).hexdigest()
