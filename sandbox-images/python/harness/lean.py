"""Pytest for a judge: found where it is installed, and without the parts that no judge uses.

Every container loads pytest once, and that is the largest share of what a submission costs. Measured: this
leaves out a third of it. What is left out for good gives a class that does nothing for whatever it is asked;
what is put off is loaded when it is first called.
"""

from __future__ import annotations

import importlib
import site
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager

UNUSED = (
    "pygments",  # colours on a terminal
    "pygments.formatters",
    "pygments.formatters.terminal",
    "pygments.lexer",
    "pygments.lexers",
    "pygments.lexers.diff",
    "pygments.lexers.python",
    "pygments.style",
    "pygments.styles",
    "pygments.token",
    "pygments.util",
    "_pytest.cacheprovider",  # what failed last time
    "_pytest.doctest",  # examples in docstrings
    "_pytest.legacypath",  # py.path, and the fixture tmpdir, which tmp_path replaced in 2018
    "_pytest.logging",
    "_pytest.pytester",  # tests of pytest's own plugins
    "_pytest.terminal",
    "py",
    "py.path",
)
"""Never there for a judge. What is a plugin of these is switched off in `testrun.pytest_arguments`."""

PUT_OFF = (
    "bz2",  # `shutil` looks whether there is one
    "hashlib",  # loads OpenSSL; pytest hashes very long ids of parameters
    "importlib.metadata",  # for plugins that are installed
    "importlib.resources",
    "importlib.resources.abc",
    "importlib.resources.readers",  # for data files beside a test module
    "lzma",
    "platform",
)
"""Of the standard library: there as usual once pytest is loaded."""


class _Unused(types.ModuleType):
    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return sys.modules.get(f"{self.__name__}.{name}") or type(name, (), {})


class _PutOff(types.ModuleType):
    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)

        def load_and_call(*args: object, **kwargs: object) -> object:
            return getattr(importlib.import_module(self.__name__), name)(*args, **kwargs)

        return load_and_call


@contextmanager
def loading() -> Iterator[None]:
    """Pytest is loaded within. The process was started without installed packages, as learner processes are."""
    sys.path.extend(site.getsitepackages())
    put_off = [name for name in PUT_OFF if name not in sys.modules]
    for names, kind in ((UNUSED, _Unused), (put_off, _PutOff)):
        for name in names:
            module = sys.modules[name] = kind(name)
            module.__path__ = []  # so that a module within it can be named
    try:
        yield
    finally:
        for name in put_off:
            del sys.modules[name]
