"""What comes out of a container becomes a checked frame or an error, never anything else."""

from __future__ import annotations

import base64
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import HarnessProtocolError
from grader.sandbox.wire import MAX_ALL_BYTES, MAX_FRAME_BYTES, DoneFrame, FrameReader, ReadyFrame, TestFrame, job_frame
from tests.grader.sandbox.stand_in import DONE, READY, bundle_of, frame, test_frame

CONVERSATION = frame("R", READY) + test_frame("test_a") + frame("D", DONE)
SECRET = "the-expected-value"


@given(st.lists(st.integers(min_value=0, max_value=len(CONVERSATION))))
def test_frames_come_out_whole_however_they_arrive(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(CONVERSATION)]
    reader = FrameReader()
    found = [one for start, end in pairwise(edges) for one in reader.frames(CONVERSATION[start:end])]
    assert [type(one) for one in found] == [ReadyFrame, TestFrame, DoneFrame]


@pytest.mark.parametrize(
    "untrusted",
    [
        pytest.param(b"\0\0\0\0", id="empty frame"),
        pytest.param(b"\xff\xff\xff\xffT", id="longer than allowed"),
        pytest.param((MAX_FRAME_BYTES + 1).to_bytes(4) + b"T", id="a byte longer than allowed"),
        pytest.param(frame("X", {}), id="unknown kind"),
        pytest.param(frame("J", {}), id="a kind of the other direction"),
        pytest.param(b"\0\0\0\5T{{{{", id="no JSON"),
        pytest.param(b"\0\0\0\3T\xff\xfe", id="no UTF-8"),
        pytest.param(frame("T", []), id="no object"),
        pytest.param(frame("T", {"name": "test_a"}), id="a field is missing"),
        pytest.param(test_frame("test_a", points=100), id="a field too many"),
        pytest.param(test_frame("test_a", "excellent"), id="unknown outcome"),
        pytest.param(frame("T", {"name": 5, "outcome": "passed"}), id="a number for a name"),
        pytest.param(frame("T", {"name": "test_a", "outcome": "passed", "duration_ms": "1"}), id="text for a number"),
        pytest.param(frame("T", {"name": "test_a", "outcome": "passed", "duration_ms": -1}), id="negative"),
        pytest.param(frame("T", {"name": "test_a", "outcome": "passed", "duration_ms": float("nan")}), id="no number"),
        pytest.param(frame("T", {"name": "test_a", "outcome": "passed", "duration_ms": float("inf")}), id="infinite"),
        pytest.param(test_frame("test_a", explanation={"code": "<script>", "args": {}}), id="no code"),
        pytest.param(frame("R", {**READY, "protocol": 2}), id="another protocol"),
        pytest.param(frame("D", {**DONE, "stop": "passed"}), id="unknown stop"),
        pytest.param(frame("D", {**DONE, "peak_memory_bytes": 1 << 70}), id="a number beyond all bounds"),
        pytest.param(frame("F", {"what": None}), id="nothing for a text"),
        pytest.param(b"\0\1\0\1T" + b"[" * 65536, id="nested without end"),
        pytest.param(frame("T", {"name": "\ud800", "outcome": "passed"}), id="half a surrogate pair"),
    ],
)
def test_what_the_protocol_does_not_allow_is_refused(untrusted: bytes) -> None:
    with pytest.raises(HarnessProtocolError):
        list(FrameReader().frames(untrusted))


@given(st.binary(max_size=200))
def test_no_bytes_whatever_give_another_error(noise: bytes) -> None:
    reader = FrameReader()
    for untrusted in (noise, len(noise).to_bytes(4) + noise, (len(noise) + 1).to_bytes(4) + b"T" + noise):
        try:
            found = list(reader.frames(untrusted))
        except HarnessProtocolError:
            reader = FrameReader()
        else:
            assert all(isinstance(one, TestFrame | DoneFrame | ReadyFrame) for one in found)


def test_a_judge_that_never_stops_talking_is_cut_off() -> None:
    reader = FrameReader()
    chunk = test_frame("test_a", message="x" * 500_000)
    with pytest.raises(HarnessProtocolError, match="more than"):
        for _ in range(MAX_ALL_BYTES // len(chunk) + 1):
            list(reader.frames(chunk))


def test_a_refusal_does_not_repeat_what_it_refuses() -> None:
    with pytest.raises(HarnessProtocolError) as refusal:
        list(FrameReader().frames(test_frame(SECRET, SECRET, expected=[SECRET], more=SECRET)))
    assert SECRET not in str(refusal.value)


def test_a_job_holds_bundle_files_and_options() -> None:
    bundle = bundle_of()
    data = job_frame(bundle, {"x.py": b"\0\xff"}, record=True)
    assert int.from_bytes(data[:4]) == len(data) - 4
    assert data[4:5] == b"J"
    job = json.loads(data[5:])
    not_run = {"criteria", "mistakes", "questions", "words"}
    assert job["bundle"] == bundle.model_dump(mode="json", exclude=not_run)
    assert base64.b64decode(job["files"]["x.py"]) == b"\0\xff"
    assert job["options"] == {"record": True}


def test_a_job_that_the_judge_would_not_read_is_refused() -> None:
    with pytest.raises(HarnessProtocolError):
        job_frame(bundle_of(), {"x.py": bytes(4 << 20)})
