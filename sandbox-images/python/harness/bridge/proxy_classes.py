"""Makes the proxy class for a class of the other side: its name, its bases, just the special methods that it has."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

from bridge.names import OPERAND_SPECIALS, PASSIVE_SPECIALS
from bridge.proxies import Identity, Proxy, ProxyMeta, peer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bridge.peer import Peer

_PLAIN_BASES = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset)


def _passive(name: str) -> Callable[..., Any]:
    def method(self: Any, *args: Any) -> Any:
        return peer_of(self).request("special", self, name, *args)

    return method


def _operand(name: str) -> Callable[..., Any]:
    def method(self: Any, other: Any, *rest: Any) -> Any:
        return peer_of(self).operate(self, name, other, *rest)

    return method


def _call(self: Any, *args: Any, **kwargs: Any) -> Any:
    return peer_of(self).call(self, args, kwargs)


def _exit(self: Any, _kind: Any, error: Any, _trace: Any) -> Any:
    return peer_of(self).request("special", self, "__exit__", error and type(error), error, None)


def _contains(self: Any, item: Any) -> bool:
    return peer_of(self).contains(self, item)


def _namespace(module: str, specials: frozenset[str]) -> dict[str, Any]:
    namespace: dict[str, Any] = {name: _passive(name) for name in specials & PASSIVE_SPECIALS}
    namespace |= {name: _operand(name) for name in specials & OPERAND_SPECIALS}
    namespace.pop("__bool__", None)  # `Proxy.__bool__` asks by itself
    for name in ("__eq__", "__ne__"):
        namespace.pop(name, None)
    if "__call__" in specials:
        namespace["__call__"] = _call
    if "__exit__" in specials:
        namespace["__exit__"] = _exit
    if "__contains__" in specials:
        namespace["__contains__"] = _contains
    if "unhashable" in specials:
        namespace["__hash__"] = None
    return namespace | {"__module__": module, "_bridge_specials": specials}


def proxy_class(
    peer: Peer,
    number: int,
    name: str,
    module: str,
    members: tuple[frozenset[str], frozenset[str]],
    bases: tuple[type, ...],
) -> ProxyMeta:
    """The class that stands for the other side's class *number*, with its (special methods, methods)."""
    specials, methods = members
    namespace = _namespace(module, specials)
    namespace["_bridge_methods"] = methods
    namespace["_bridge_plain_base"] = any(
        base in _PLAIN_BASES or getattr(base, "_bridge_plain_base", False) is True
        for base in bases
        if base in _PLAIN_BASES or isinstance(base, ProxyMeta)
    )
    namespace["_bridge_class"] = Identity(peer, number)
    if (module, name) == ("builtins", "generator"):
        namespace["__class__"] = property(lambda _self: types.GeneratorType)
    kept: list[Any] = [base for base in bases if isinstance(base, ProxyMeta) or issubclass(base, BaseException)]
    kept = [base if isinstance(base, ProxyMeta) or issubclass(base, Exception) else Exception for base in kept]
    if not any(isinstance(base, ProxyMeta) for base in kept):
        kept.insert(0, Proxy)
    try:
        return ProxyMeta(name, tuple(dict.fromkeys(kept)), namespace)
    except TypeError:  # bases that fit together there do not fit here
        return ProxyMeta(name, (Proxy,), namespace)
