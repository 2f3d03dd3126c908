"""Pytest made ready before a job comes: loaded, configured, its session begun.

What `pytest.main` does in one go is done in two halves here, so that a learner who waits pays for the
second alone. That leans on private names of the pytest that requirements.txt pins.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from _pytest.assertion.rewrite import PYC_TAIL, _rewrite_test, _write_pyc_fp
from _pytest.config import _prepareconfig
from bridge.errors import SubmissionStopped
from layout import FOLDERS, write_settings
from testrun import pytest_arguments

if TYPE_CHECKING:
    from pathlib import Path

    from testrun import TestRun

CACHE = "__pycache__"


class ReadyPytest:
    """A session on the test folders below *root*, which are still empty."""

    def __init__(self, root: Path) -> None:
        write_settings(root)
        for folder in FOLDERS:
            (root / folder).mkdir(exist_ok=True)
        os.chdir(root)
        self._root = root
        self._config = _prepareconfig(pytest_arguments(str(root), [str(root / folder) for folder in FOLDERS]))
        self._session = pytest.Session.from_config(self._config)
        self._config._do_configure()
        self._config.hook.pytest_sessionstart(session=self._session)

    def run(self, tests: TestRun) -> None:
        """Collects and runs what lies in the folders by now. Raises `SubmissionStopped` when time is up.

        Anything else that ends the session early leaves tests without a report, which so have not passed.
        """
        self._config.pluginmanager.register(tests)
        try:
            self._config.hook.pytest_collection(session=self._session)
            self._config.hook.pytest_runtestloop(session=self._session)
        except SubmissionStopped:
            raise
        except (Exception, KeyboardInterrupt, SystemExit, pytest.exit.Exception, self._session.Failed):
            return

    def compiled(self, name: str) -> dict[str, bytes]:
        """The test file *name* (below the root) as pytest keeps it compiled: path below the root → content.

        Rewriting the assertions of a file costs more than running most of its tests, and comes out the same each
        time. Pytest uses such a file only when it was made from the same source.
        """
        path = self._root / name
        source_hash, code = _rewrite_test(path, self._config)
        content = io.BytesIO()
        _write_pyc_fp(content, source_hash, code)
        folder, _, file = name.rpartition("/")
        return {f"{folder}/{CACHE}/{file.removesuffix('.py')}{PYC_TAIL}": content.getvalue()}
