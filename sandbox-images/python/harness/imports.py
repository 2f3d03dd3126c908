"""`import solution` in a test: the submission's modules, found before anything else of that name."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import types
    from collections.abc import Sequence

    from bridge.judge_side import JudgePeer


def module_names(files: list[str]) -> dict[str, bool]:
    """Module name → whether it is a package, for the Python files that the exercise expects."""
    names: dict[str, bool] = {}
    for file in files:
        if not file.endswith(".py"):
            continue
        parts = file.removesuffix(".py").split("/")
        is_package = parts[-1] == "__init__"
        if is_package:
            parts = parts[:-1]
        for length in range(1, len(parts)):
            names[".".join(parts[:length])] = True
        if parts:
            names.setdefault(".".join(parts), is_package)
    return names


class SubmissionFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules that the exercise expects, and no other: an upload cannot shadow `pytest`."""

    def __init__(self, peer: JudgePeer, files: list[str]) -> None:
        self._peer = peer
        self._names = module_names(files)
        self.load_error: Exception | None = None
        """The first exception that loading the submission raised."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname not in self._names:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=self._names[fullname])

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        try:
            return self._peer.import_module(spec.name)
        except Exception as error:
            self.load_error = self.load_error or error
            raise

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to do: the module was loaded in the learner process."""

    def install(self) -> None:
        """Puts itself first, and forgets modules of the same names that this process had loaded."""
        for name in self._names:
            sys.modules.pop(name, None)
        sys.meta_path.insert(0, self)
