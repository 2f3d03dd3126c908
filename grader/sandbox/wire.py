"""Frames between host and judge, as sandbox-images/PROTOCOL.md says: encoded here, or checked strictly and capped."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from grader.bundles import Bundle
from grader.errors import HarnessProtocolError
from grader.reports import Explanation, Outcome, Twin

PROTOCOL = 1
MAX_JOB_BYTES = 4 << 20
MAX_FRAME_BYTES = 1 << 20
MAX_ALL_BYTES = 8 << 20
_LENGTH_BYTES = 4

Stop = Literal["timed_out", "out_of_memory", "output_limit", "process_limit", "disk_limit", "ended"]
Name = Annotated[str, StringConstraints(max_length=300)]
Duration = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, lt=1 << 62)]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ReadyFrame(_Frame):
    """The judge is warm, and a job may come."""

    protocol: Literal[1]
    harness: Name
    python: Name
    pytest: Name


class TestFrame(_Frame):
    """One test ended."""

    __test__ = False  # the name is the protocol's; pytest must not collect it

    name: Name
    outcome: Outcome
    explanation: Explanation | None = None
    message: str | None = None
    expected: str | None = None
    actual: str | None = None
    duration_ms: Duration = 0
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] = ""
    """How it failed, hashed: the same for two submissions that fail in the same way."""


class Recorded(_Frame):
    """What the tests asked of the bridge beyond the rule, when the job said to record it."""

    operators: dict[Name, list[Name]] = Field(default_factory=dict)
    equality: dict[Name, Literal["forward", "witness", "none"]] = Field(default_factory=dict)
    truth: list[Name] = Field(default_factory=list)


class DoneFrame(_Frame):
    """All tests ended, or as many as could."""

    load_error: Explanation | None
    stop: Stop | None
    stdout: str = ""
    stderr: str = ""
    truncated: bool = False
    wall_ms: Duration
    cpu_ms: Duration
    peak_memory_bytes: Count
    twin: Twin | None = None
    twin_fault: str | None = None
    """Why no twin could be looked for, where that is the exercise's fault."""
    recorded: Recorded | None = None


class CompiledFrame(_Frame):
    """The tests of a bundle, compiled by a judge that held no submission."""

    compiled: dict[Name, str]
    """Path below the judge's folder → base64."""


class FaultFrame(_Frame):
    """The exercise, or this system, is at fault."""

    what: str


Frame = ReadyFrame | TestFrame | DoneFrame | CompiledFrame | FaultFrame
_MODELS: dict[int, type[Frame]] = {
    ord("R"): ReadyFrame,
    ord("T"): TestFrame,
    ord("D"): DoneFrame,
    ord("C"): CompiledFrame,
    ord("F"): FaultFrame,
}


_NOT_FOR_THE_JUDGE = {"questions", "criteria", "words", "mistakes"}


def job_frame(
    bundle: Bundle, files: Mapping[str, bytes], *, record: bool = False, compiled: Mapping[str, str] | None = None
) -> bytes:
    """The frame that hands a job to the judge; raises `HarnessProtocolError` when it would be too large."""
    job = {
        "bundle": bundle.model_dump(mode="json", exclude=_NOT_FOR_THE_JUDGE),
        "files": {name: base64.b64encode(content).decode() for name, content in files.items()},
        "compiled": dict(compiled or {}),
        "options": {"record": record},
    }
    return _frame(b"J", job)


def prepare_frame(bundle: Bundle) -> bytes:
    """The frame that asks a judge to compile the tests of *bundle*. Raises as `job_frame` does."""
    return _frame(b"P", {"bundle": bundle.model_dump(mode="json", exclude=_NOT_FOR_THE_JUDGE)})


def _frame(kind: bytes, content: object) -> bytes:
    body = kind + json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if len(body) > MAX_JOB_BYTES:
        raise HarnessProtocolError(f"tests and submission together are larger than {MAX_JOB_BYTES} bytes")
    return len(body).to_bytes(_LENGTH_BYTES) + body


class FrameReader:
    """Cuts what a judge writes into frames and checks each.

    *frames* raises `HarnessProtocolError` at the first thing that the protocol does not allow; nothing that
    comes after it may be used.
    """

    def __init__(self) -> None:
        self._untrusted = bytearray()
        self._bytes_so_far = 0

    def frames(self, untrusted_data: bytes) -> Iterator[Frame]:
        """The frames that are complete with *untrusted_data*."""
        self._bytes_so_far += len(untrusted_data)
        if self._bytes_so_far > MAX_ALL_BYTES:
            raise HarnessProtocolError(f"the judge wrote more than {MAX_ALL_BYTES} bytes")
        self._untrusted += untrusted_data
        while len(self._untrusted) >= _LENGTH_BYTES:
            length = int.from_bytes(self._untrusted[:_LENGTH_BYTES])
            if not 1 <= length <= MAX_FRAME_BYTES:
                raise HarnessProtocolError(f"a frame of {length} bytes is not allowed")
            if len(self._untrusted) < _LENGTH_BYTES + length:
                return
            untrusted_body = bytes(self._untrusted[_LENGTH_BYTES : _LENGTH_BYTES + length])
            del self._untrusted[: _LENGTH_BYTES + length]
            yield _checked(untrusted_body)


def _checked(untrusted_body: bytes) -> Frame:
    model = _MODELS.get(untrusted_body[0])
    if model is None:
        raise HarnessProtocolError(f"there is no kind of frame {untrusted_body[:1]!r}")
    try:
        return model.model_validate_json(untrusted_body[1:])
    except ValidationError as error:
        # Without the input: it may hold what a hidden test expects, and this text goes to a log.
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        where = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['type']}" for fault in faults[:5])
        raise HarnessProtocolError(f"{model.__name__} is malformed: {where}") from None
