"""The author's answer in the judge, once all tests are over: what it gives for an input, and which inputs tests use.

It is never handed to the learner process, nor is any object that it made.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import importlib
import io
import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridge.errors import ProgramExited
from imports import SubmissionFinder, module_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twins.used import UsedInputs


class Reference:
    """From when it is made, `import solution` finds the author's answer, and no longer the submission.

    *files* are the answer's and those that lie beside it; a learner hands in those that are *expected*.
    """

    def __init__(self, files: dict[str, str], expected: list[str], root: Path) -> None:
        self._folder = root / "reference"
        for name, text in files.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self._modules = module_names([*expected, *files])
        sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, SubmissionFinder)]
        sys.path.insert(0, str(self._folder))
        os.chdir(self._folder)
        self._forget(str(root))

    def renew(self) -> None:
        """Lets it be loaded anew: nothing watches it, and nothing is left of its calls."""
        self._forget(str(self._folder))

    def _forget(self, *below: str) -> None:
        """Lets its modules, and those *below* these folders, be imported anew."""
        for name, module in list(sys.modules.items()):
            file = vars(module).get("__file__") if isinstance(module, types.ModuleType) else None
            if name in self._modules or (below and isinstance(file, str) and file.startswith(below)):
                del sys.modules[name]
        importlib.invalidate_caches()

    def place_of(self, call: str) -> tuple[str, list[str]]:
        """The module that *call* names, and the names that lead from it to the function."""
        inside = [name for name in self._modules if call.startswith(name + ".")]
        module = max(inside, key=len, default=next(iter(self._modules)))
        return module, (call.removeprefix(module + ".") if inside else call).split(".")

    def function(self, call: str) -> types.FunctionType | None:
        """The function itself; None where *call* names something else."""
        owner, name = self._owner(call)
        found = getattr(owner, name)
        return found if isinstance(found, types.FunctionType) else None

    def watch(self, call: str, used: UsedInputs) -> None:
        """Has *used* keep the arguments of each call, other than those that the function makes of itself."""
        owner, name = self._owner(call)
        setattr(owner, name, _watched(getattr(owner, name), used))

    def _owner(self, call: str) -> tuple[Any, str]:
        module, names = self.place_of(call)
        owner: Any = importlib.import_module(module)
        for name in names[:-1]:
            owner = getattr(owner, name)
        return owner, names[-1]

    # As a program; see `bootcamp_program.Programs`.

    def check(self, file: str) -> None:
        compile((self._folder / file).read_bytes(), str(self._folder / file), "exec", dont_inherit=True)

    def run(self, file: str, text: str) -> str:
        """What it prints when it reads *text*. Raises what it raises."""
        path = str(self._folder / file)
        self._forget(str(self._folder))
        main = types.ModuleType("__main__")
        main.__file__ = path
        with _as_main(main), _reading(text), contextlib.redirect_stdout(io.StringIO()) as printed:
            try:
                exec(compile(Path(path).read_bytes(), path, "exec", dont_inherit=True), vars(main))
            except SystemExit as error:
                if error.code not in (None, 0):
                    raise ProgramExited(1) from None
        return printed.getvalue()


class WatchedPrograms:
    """The reference as programs, of which *used* keeps the inputs."""

    def __init__(self, reference: Reference, used: UsedInputs) -> None:
        self._reference, self._used = reference, used
        self.check = reference.check

    def run(self, file: str, text: str) -> str:
        """See `bootcamp_program.Programs`."""
        self._used.add_text(text)
        return self._reference.run(file, text)


def _watched(function: Callable[..., Any], used: UsedInputs) -> Callable[..., Any]:
    depth = 0

    @functools.wraps(function)
    def watched(*args: Any, **kwargs: Any) -> Any:
        nonlocal depth
        if depth == 0:
            used.add_call(args, kwargs)
        depth += 1
        try:
            return function(*args, **kwargs)
        finally:
            depth -= 1

    return watched


@contextlib.contextmanager
def _as_main(main: types.ModuleType) -> Iterator[None]:
    before = sys.modules["__main__"]
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    try:
        yield
    finally:
        sys.modules["__main__"] = before


@contextlib.contextmanager
def _reading(text: str) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "replace")), "utf-8")
    try:
        yield
    finally:
        sys.stdin = before
