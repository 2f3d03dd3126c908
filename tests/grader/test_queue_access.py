"""What a grader that was taken over may do in Redis, and what it may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import redis

from grader.queue_access import acl_lines
from tests.conftest import QueueServer


@pytest.fixture
def grader(valkey: QueueServer) -> redis.Redis:
    admin = valkey.admin()
    admin.set("bundle:x", "an exercise")
    admin.set("web:limits", "a secret of web")
    admin.xadd("reports", {"message": "of another grader"})
    return redis.Redis.from_url(valkey.grader_url)


FORBIDDEN: dict[str, Callable[[redis.Redis], object]] = {
    "reads reports": lambda grader: grader.xrange("reports"),
    "takes reports away": lambda grader: grader.delete("reports"),
    "cuts the stream": lambda grader: grader.xtrim("reports", maxlen=0),
    "writes a bundle": lambda grader: grader.set("bundle:x", "poison"),
    "reads a key of web": lambda grader: grader.get("web:limits"),
    "lists all keys": lambda grader: grader.keys("*"),
    "empties everything": lambda grader: grader.flushall(),
    "reads the configuration": lambda grader: grader.config_get("*"),
    "makes a user": lambda grader: grader.execute_command("ACL SETUSER eve on nopass ~* +@all"),
    "tells verdicts": lambda grader: grader.publish("web:recorded", "x"),
    "loads a module": lambda grader: grader.execute_command("MODULE LOAD /tmp/x.so"),
    "makes it a replica": lambda grader: grader.execute_command("REPLICAOF 127.0.0.1 1"),
    "stops the server": lambda grader: grader.execute_command("SHUTDOWN NOSAVE"),
    "reaches by script": lambda grader: grader.eval("return redis.call('get', 'web:limits')", 0),
}


@pytest.mark.parametrize("attempt", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_grader_is_refused(grader: redis.Redis, attempt: Callable[[redis.Redis], object]) -> None:
    with pytest.raises(
        (redis.exceptions.NoPermissionError, redis.exceptions.ResponseError), match=r"(?i)perm|no access|not allowed"
    ):
        attempt(grader)


def test_a_grader_may_do_its_work(grader: redis.Redis) -> None:
    assert grader.get("bundle:x") == b"an exercise"
    assert grader.xadd("reports", {"message": "mine"})
    assert grader.set("rq:grader-host:me", "1", ex=15)
    assert grader.publish("rq:pubsub:progress", "{}") == 0


def test_nobody_gets_in_without_a_password(valkey: QueueServer) -> None:
    port = valkey.web_url.rsplit(":", 1)[1].split("/")[0]
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis(port=int(port)).ping()


def test_passwords_are_not_written_down() -> None:
    assert "open-sesame" not in acl_lines("open-sesame", "open-sesame-too")
