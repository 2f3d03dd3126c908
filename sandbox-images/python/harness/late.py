"""Acts on modules that few tests need, right after a test has imported one: importing them for all would cost more."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import types
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec


def after_import(name: str, action: Callable[[types.ModuleType], None]) -> None:
    """Calls *action* with the module *name* as soon as it is loaded: now, where it is."""
    if name in sys.modules:
        action(sys.modules[name])
    else:
        sys.meta_path.insert(0, _Awaited(name, action))


class _Awaited:
    """A finder that lets the others find one module, once, and adds the action to its loading."""

    def __init__(self, name: str, action: Callable[[types.ModuleType], None]) -> None:
        self._name, self._action = name, action

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        if fullname != self._name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def load_and_act(module: types.ModuleType) -> None:
                load(module)
                self._action(module)

            spec.loader.exec_module = load_and_act  # type: ignore[method-assign]
        return spec
