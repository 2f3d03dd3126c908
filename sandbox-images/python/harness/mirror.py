"""What a test patches in a module that both sides have is patched on both: input, random, time, environ and so on."""

from __future__ import annotations

import os
import random
import sys
import types
from typing import TYPE_CHECKING, Any

import pytest
from late import after_import

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.judge_side import JudgePeer

_LIBRARY = frozenset(sys.stdlib_module_names) | {"builtins"}
_OURS = {"pytest", "_pytest", "bridge", "sys.modules"}


def _mirrored(target: object) -> bool:
    return isinstance(target, types.ModuleType) and target.__name__.split(".")[0] in _LIBRARY


class Mirror:
    """Watches `monkeypatch`, `mock.patch` and `random.seed` while tests run."""

    def __init__(self, peer: JudgePeer) -> None:
        self._peer = peer
        self._undo: list[Callable[[], None]] = []
        self._environ: dict[str, str] = {}

    def install(self) -> None:
        """Begins to watch."""
        self._undo.append(_mirror_seed(self._peer))
        self._wrap_monkeypatch()
        after_import("unittest.mock", self._wrap_mock)
        self._environ = dict(os.environ)

    def stop_seeding(self) -> None:
        """From now on `random.seed` is this process's own affair."""
        for undo in self._undo:
            undo()

    def _patch(self, module: types.ModuleType, name: str) -> None:
        value = getattr(module, name, None)
        self._peer.patches[module.__name__, name] = value
        if self._peer.alive:
            self._peer.request("patch", module.__name__, name, value)

    def _unpatch(self, module: types.ModuleType, name: str) -> None:
        if self._peer.patches.pop((module.__name__, name), self) is not self and self._peer.alive:
            self._peer.request("unpatch", module.__name__, name)

    def mirror_environ(self) -> None:
        """Hands over what changed in the environment since the last time."""
        now = dict(os.environ)
        now.pop("PYTEST_CURRENT_TEST", None)
        self._environ.pop("PYTEST_CURRENT_TEST", None)
        if now != self._environ and self._peer.alive:
            for name in now.keys() | self._environ.keys():
                if now.get(name) != self._environ.get(name):
                    self._peer.request("environ", name, now.get(name))
            self._environ = now

    def _wrap_monkeypatch(self) -> None:
        mirror, setattr_, undo, setenv, delenv = (
            self,
            *(getattr(pytest.MonkeyPatch, name) for name in ("setattr", "undo", "setenv", "delenv")),
        )

        def both_setattr(patcher: pytest.MonkeyPatch, *args: Any, **kwargs: Any) -> None:
            before = len(patcher._setattr)
            setattr_(patcher, *args, **kwargs)
            for target, name, _old in patcher._setattr[before:]:
                if _mirrored(target):
                    mirror._patch(target, name)  # type: ignore[arg-type]

        def both_undo(patcher: pytest.MonkeyPatch) -> None:
            patched = [(target, name) for target, name, _old in patcher._setattr if _mirrored(target)]
            undo(patcher)
            for target, name in patched:
                mirror._unpatch(target, name)  # type: ignore[arg-type]
            mirror.mirror_environ()

        def then_environ(wrapped: Callable[..., None]) -> Callable[..., None]:
            def both(patcher: pytest.MonkeyPatch, *args: Any, **kwargs: Any) -> None:
                wrapped(patcher, *args, **kwargs)
                mirror.mirror_environ()

            return both

        pytest.MonkeyPatch.setattr = both_setattr  # type: ignore[method-assign,assignment]
        pytest.MonkeyPatch.undo = both_undo  # type: ignore[method-assign,assignment]
        pytest.MonkeyPatch.setenv = then_environ(setenv)  # type: ignore[method-assign]
        pytest.MonkeyPatch.delenv = then_environ(delenv)  # type: ignore[method-assign]

    def _wrap_mock(self, mock: Any) -> None:
        mirror, patch = self, mock._patch
        enter, leave = patch.__enter__, patch.__exit__

        def both_enter(patcher: Any) -> Any:
            value = enter(patcher)
            if _mirrored(patcher.target):
                mirror._patch(patcher.target, patcher.attribute)
            return value

        def both_leave(patcher: Any, *exception: Any) -> Any:
            target = getattr(patcher, "target", None)
            result = leave(patcher, *exception)
            if _mirrored(target):
                mirror._unpatch(target, patcher.attribute)  # type: ignore[arg-type]
            return result

        patch.__enter__, patch.__exit__ = both_enter, both_leave


def _mirror_seed(peer: JudgePeer) -> Callable[[], None]:
    """`random.seed` in a test seeds the submission too. Returns what undoes it."""
    seed = random.seed

    def both(*args: Any, **kwargs: Any) -> None:
        seed(*args, **kwargs)
        if all(type(one) in (int, float, str, bytes, type(None)) for one in args):
            peer.request("seed", *args)

    random.seed = both

    def undo() -> None:
        random.seed = seed

    return undo
