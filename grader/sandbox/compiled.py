"""Hidden tests compiled once for an exercise, and not again for each submission to it.

Rewriting the assertions of a test file takes longer than running most of the tests in it. A judge does that in a
container of its own, which never holds a submission: what comes out is as trustworthy as the tests themselves.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import structlog

from grader.bundles import Bundle
from grader.errors import HarnessProtocolError, SandboxUnavailable

MAX_KEPT = 64

log = structlog.get_logger(__name__)


class CompiledTests:
    """Compiled tests by what they were made from. *compile_now* runs the judge; it may raise what it likes to."""

    def __init__(self, compile_now: Callable[[Bundle], dict[str, str]]) -> None:
        self._compile_now = compile_now
        self._kept: OrderedDict[str, Mapping[str, str]] = OrderedDict()
        self._met: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()
        self._later = ThreadPoolExecutor(1, thread_name_prefix="compile")

    def get(self, bundle: Bundle) -> Mapping[str, str]:
        """What is compiled of the tests of *bundle*; nothing yet when they are met for the first or second time.

        The second time they are compiled behind the caller's back: nobody waits for it. What is met once only, such
        as a probe, is not worth a container.
        """
        key = _key(bundle)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            if not _seen(self._met, key):
                return {}
            self._kept[key] = {}
            if len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        self._later.submit(self._fill, key, bundle)
        return {}

    def close(self) -> None:
        """Returns when nothing is being compiled any more."""
        self._later.shutdown(cancel_futures=True)

    def _fill(self, key: str, bundle: Bundle) -> None:
        try:
            compiled = self._compile_now(bundle)
        except (HarnessProtocolError, SandboxUnavailable, TimeoutError) as error:
            log.warning("tests could not be compiled ahead", exercise=bundle.exercise, error=repr(error))
            return
        with self._lock:
            if key in self._kept:
                self._kept[key] = compiled


def _seen(met: OrderedDict[str, None], key: str) -> bool:
    """Whether *key* was met before; from now on it was."""
    if key in met:
        return True
    met[key] = None
    if len(met) > MAX_KEPT:
        met.popitem(last=False)
    return False


def _key(bundle: Bundle) -> str:
    tests = json.dumps([bundle.image, bundle.hidden, bundle.visible], sort_keys=True)
    return hashlib.sha256(tests.encode()).hexdigest()
