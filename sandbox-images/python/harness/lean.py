"""Pytest for a judge: found where it is installed, and without the parts that no judge uses.

Every container loads pytest once, and that is the largest share of what a submission costs. Measured: without
these it takes a fifth less. Whoever asks one of them for a name gets a class that does nothing.
"""

from __future__ import annotations

import site
import sys
import types

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
    "_pytest.doctest",  # examples in docstrings
    "_pytest.pytester",  # tests of pytest's own plugins
    "_pytest.legacypath",  # py.path, and the fixture tmpdir, which tmp_path replaced in 2018
)


class _Unused(types.ModuleType):
    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def install() -> None:
    """Call before pytest is loaded. The process was started without installed packages, as learner processes are."""
    sys.path.extend(site.getsitepackages())
    for name in UNUSED:
        module = _Unused(name)
        module.__path__ = []  # so that a module within it can be named
        sys.modules[name] = module
