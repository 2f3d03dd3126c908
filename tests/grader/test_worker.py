"""A worker grades, and does nothing else, whatever somebody puts into its queue."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import docker
import pytest
import redis
from rq import Callback, Queue
from rq.serializers import JSONSerializer, PickleSerializer
from rq.worker import SimpleWorker

from grader.heartbeat import Heartbeat
from grader.jobs import (
    GRADE_FUNCTION,
    LEASE_KEY_PREFIX,
    PROGRESS_CHANNEL,
    WORKER_KEY_PREFIX,
    ProgressMessage,
)
from grader.reports import Outcome, Verdict
from grader.sandbox.leftovers import WORKER_LABEL
from tests.conftest import QueueServer
from tests.grader.conftest import GOOD, Lab
from tests.grader.tripwire import TRIPWIRE

TRIP = "tests.grader.tripwire.trip"


@pytest.fixture
def tripwire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(TRIPWIRE, str(tmp_path / "tripped"))
    return tmp_path / "tripped"


def test_a_job_becomes_a_report(lab: Lab, work: Callable[[], None]) -> None:
    lab.enqueue("right")
    lab.enqueue("wrong", {"sums.py": b"def add(a, b):\n    return abs(a) + abs(b)\n"})
    work()
    right, wrong = lab.reports()
    assert (right.submission_id, right.attempt, right.worker) == ("right", 1, "tests")
    assert right.report.verdict is Verdict.PASSED
    assert right.report.exercise_digest == lab.digest
    assert wrong.report.verdict is Verdict.FAILED
    assert [test.outcome for test in wrong.report.tests] == [Outcome.PASSED, Outcome.FAILED, Outcome.PASSED]


def test_every_test_is_told_before_the_report(lab: Lab, work: Callable[[], None]) -> None:
    channel = lab.admin.pubsub()
    channel.subscribe(PROGRESS_CHANNEL)
    lab.enqueue()
    work()
    messages = [message["data"] for _ in range(8) if (message := channel.get_message(timeout=0.5))]
    told = [ProgressMessage.model_validate_json(data) for data in messages if isinstance(data, bytes)]
    assert {(one.submission_id, one.of) for one in told} == {("one", 3)}
    assert [number for one in told for number in one.ended] == [1, 2, 3]


RUNNABLE: dict[str, Callable[[Path], tuple[object, ...]]] = {
    TRIP: lambda _: (),
    "os.system": lambda file: (f"touch {file}",),
    "subprocess.call": lambda file: (["touch", str(file)],),
    "builtins.exec": lambda file: (f"open({str(file)!r}, 'w').close()",),
}
"""Functions that leave the file behind when they are run."""


@pytest.mark.parametrize("name", RUNNABLE)
def test_a_stock_worker_runs_each_of_them(lab: Lab, tripwire: Path, name: str) -> None:
    """Why the worker has a job class of its own, and that the next test can fail."""
    lab.queue.enqueue_call(name, args=RUNNABLE[name](tripwire))
    SimpleWorker([lab.queue], connection=lab.web, serializer=JSONSerializer).work(burst=True, logging_level="CRITICAL")
    assert tripwire.exists()


@pytest.mark.parametrize("name", RUNNABLE)
def test_no_other_function_is_run(lab: Lab, work: Callable[[], None], tripwire: Path, name: str) -> None:
    job = lab.queue.enqueue_call(name, args=RUNNABLE[name](tripwire))
    lab.enqueue("after")
    work()
    assert not tripwire.exists()
    assert job.get_status(refresh=True) == "failed"
    assert [message.submission_id for message in lab.reports()] == ["after"]


@pytest.mark.parametrize("outcome", ["success", "failure"])
def test_no_callback_is_run(lab: Lab, work: Callable[[], None], tripwire: Path, outcome: str) -> None:
    payload = "nonsense" if outcome == "failure" else lab.payload("called-back")
    job = lab.queue.enqueue_call(GRADE_FUNCTION, args=(payload,))
    lab.admin.hset(f"rq:job:{job.id}", f"{outcome}_callback_name", TRIP)
    work()
    assert not tripwire.exists()


def test_a_callback_that_was_asked_for_the_regular_way_is_not_run_either(
    lab: Lab, work: Callable[[], None], tripwire: Path
) -> None:
    lab.queue.enqueue_call(GRADE_FUNCTION, args=(lab.payload(),), on_success=Callback(TRIP), on_failure=Callback(TRIP))
    work()
    assert not tripwire.exists()
    assert len(lab.reports()) == 1


def test_no_method_of_an_object_is_called(lab: Lab, work: Callable[[], None]) -> None:
    job = lab.enqueue("on-an-object")
    data = JSONSerializer.dumps((GRADE_FUNCTION, {"an": "instance"}, [lab.payload()], {}))
    lab.admin.hset(f"rq:job:{job.id}", "data", data)
    lab.enqueue("after")
    work()
    assert job.get_status(refresh=True) == "failed"
    assert [message.submission_id for message in lab.reports()] == ["after"]


def test_no_address_is_called_when_a_job_ends(lab: Lab, work: Callable[[], None]) -> None:
    called: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1)
        job = lab.enqueue()
        hook = {"url": f"http://127.0.0.1:{server.getsockname()[1]}/", "on": ["finished", "failed"]}
        lab.admin.hset(f"rq:job:{job.id}", "webhooks", json.dumps([hook]))
        work()
        with contextlib.suppress(TimeoutError):
            called.append(server.accept()[0].recv(10))
    assert called == []
    assert len(lab.reports()) == 1


def test_a_pickle_is_not_opened(lab: Lab, work: Callable[[], None], tripwire: Path) -> None:
    class Tripping:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tripwire}",)

    queue = Queue("grade", connection=lab.web, serializer=PickleSerializer)
    queue.enqueue_call(GRADE_FUNCTION, args=(Tripping(),))
    lab.enqueue("after")
    work()
    assert not tripwire.exists()
    assert [message.submission_id for message in lab.reports()] == ["after"]


@pytest.mark.parametrize("payload", ["", "null", "[]", "{}", '{"schema": 2}', "x" * 100_000, 7, None])
def test_what_is_no_job_fails_and_the_next_one_is_graded(lab: Lab, work: Callable[[], None], payload: object) -> None:
    job = lab.queue.enqueue_call(GRADE_FUNCTION, args=(payload,))
    lab.enqueue("after")
    work()
    assert job.get_status(refresh=True) == "failed"
    assert [message.submission_id for message in lab.reports()] == ["after"]


def test_a_bundle_that_was_changed_on_the_way_is_not_run(lab: Lab, work: Callable[[], None]) -> None:
    other = "sha256:" + "0" * 64
    lab.web.set(f"bundle:{other}", lab.admin.get(f"bundle:{lab.digest}") or b"")
    job = lab.enqueue("swapped", digest=other)
    missing = lab.enqueue("missing", digest="sha256:" + "1" * 64)
    work()
    assert [job.get_status(refresh=True), missing.get_status(refresh=True)] == ["failed", "failed"]
    assert lab.reports() == []


def test_signs_of_life_come_and_go(lab: Lab, valkey: QueueServer) -> None:
    heartbeat = Heartbeat(redis.Redis.from_url(valkey.grader_url), "tests")
    heartbeat.start()
    try:
        assert 0 < int(lab.admin.ttl(f"{WORKER_KEY_PREFIX}tests")) <= 15
        with heartbeat.lease("one-1-1"):
            assert 0 < int(lab.admin.ttl(f"{LEASE_KEY_PREFIX}one-1-1")) <= 10
        assert not lab.admin.exists(f"{LEASE_KEY_PREFIX}one-1-1")
    finally:
        heartbeat.stop()
    assert not lab.admin.exists(f"{WORKER_KEY_PREFIX}tests")


@contextmanager
def _running(valkey: QueueServer, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """`bootcamp worker` as a process of its own, once it takes jobs."""
    environ = {
        key: value for key, value in os.environ.items() if key in {"PATH", "HOME"} or key.startswith("DOCKER_")
    } | {"BOOTCAMP_REDIS_URL": valkey.grader_url, "BOOTCAMP_WORKER_NAME": name, "BOOTCAMP_POOL_SIZE": "2"}
    program = Path(sys.executable).with_name("bootcamp")
    with subprocess.Popen([program, "worker"], env=environ, stderr=subprocess.PIPE) as process:
        try:
            _wait_for(lambda: valkey.admin().exists(f"{WORKER_KEY_PREFIX}{name}"), process)
            yield process
        finally:
            process.kill()


def _wait_for(condition: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        if process.poll() is not None:
            pytest.fail(f"the worker ended: {process.stderr.read().decode() if process.stderr else ''}")
        assert time.monotonic() < deadline, "it did not happen within 60 s"
        time.sleep(0.05)


def _containers(engine: docker.DockerClient, name: str) -> list[str]:
    found = engine.containers.list(all=True, ignore_removed=True, filters={"label": f"{WORKER_LABEL}={name}"})
    return [str(container.id) for container in found]


def test_a_worker_that_is_told_to_stop_finishes_its_job_and_leaves_nothing(
    lab: Lab, valkey: QueueServer, docker_engine: docker.DockerClient
) -> None:
    slow = {"sums.py": b"import time\ntime.sleep(1)\n" + GOOD["sums.py"]}
    with _running(valkey, "stopped") as process:
        lab.enqueue("slow", slow)
        _wait_for(lambda: lab.admin.keys(f"{LEASE_KEY_PREFIX}*"), process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert [message.submission_id for message in lab.reports()] == ["slow"]
    assert _containers(docker_engine, "stopped") == []
    assert not lab.admin.exists(f"{WORKER_KEY_PREFIX}stopped")


def test_what_a_killed_worker_left_is_removed_by_the_next_one(
    lab: Lab, valkey: QueueServer, docker_engine: docker.DockerClient
) -> None:
    with _running(valkey, "killed") as process:
        _wait_for(lambda: _containers(docker_engine, "killed"), process)
        process.kill()
        process.wait(10)
    left = set(_containers(docker_engine, "killed"))
    assert left
    with _running(valkey, "next") as process:
        _wait_for(lambda: not left & set(_containers(docker_engine, "killed")), process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert _containers(docker_engine, "killed") == []
