"""Proxies: what an object or a class of the other side looks like on this one.

For each class of the other side there is one proxy class with the same name, mapped bases and just the
special methods that the class has, so that `isinstance`, `len`, `with` and `pytest.raises` do what
a test expects. Which of them are really asked, and who decides a comparison, is the peer's affair.
"""

from __future__ import annotations

import functools
import types
from typing import TYPE_CHECKING, Any

from bridge.errors import OwnObjectRefused
from bridge.names import FORWARDED_DUNDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.peer import Peer

_LOCAL = frozenset({"__class__", "__traceback__", "__cause__", "__context__", "__suppress_context__", "__notes__"})


class Identity:
    """Which object of the other side a proxy stands for."""

    __slots__ = ("generation", "number", "path", "peer")

    def __init__(self, peer: Peer, number: int) -> None:
        self.peer = peer
        self.number = number
        self.path: tuple[str, str] | None = None
        """Module and name, where it was found there: it can be found again after a restart."""
        self.generation = peer.generation

    def current(self) -> int:
        """The number under which the other side knows it now."""
        if self.generation != self.peer.generation:
            self.peer.find_again(self)
        return self.number

    def __del__(self) -> None:
        if self.generation == self.peer.generation:
            self.peer.drop(self.number)


def identity_of(value: object) -> Identity | None:
    """The identity behind a proxy or a proxy class; None for everything else."""
    cls = type(value)
    if isinstance(cls, ProxyMeta):
        found = object.__getattribute__(value, "_bridge")
    elif issubclass(cls, ProxyMeta):
        found = type.__getattribute__(value, "__dict__").get("_bridge_class")
    elif cls is Method:
        found = identity_of(object.__getattribute__(value, "remote")())
    elif issubclass(cls, ProxyModule):
        found = object.__getattribute__(value, "_bridge")
    else:
        return None
    return found if isinstance(found, Identity) else None


def _may_forward(name: str) -> bool:
    return name in FORWARDED_DUNDERS if name.startswith("__") and name.endswith("__") else True


class Method:
    """A method of an object of the other side, bound: called in one request instead of two."""

    __slots__ = ("__name__", "__self__", "__weakref__")

    def __init__(self, owner: Any, name: str) -> None:
        self.__self__ = owner
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return peer_of(self.__self__).call_method(self.__self__, self.__name__, args, kwargs)

    def remote(self) -> Any:
        """The bound method itself, by handle."""
        return peer_of(self.__self__).request("getattr", self.__self__, self.__name__)

    def __getattr__(self, name: str) -> Any:
        if not _may_forward(name) and name != "__wrapped__":
            raise AttributeError(name)
        return getattr(self.remote(), name)

    def __eq__(self, other: object) -> bool:
        return type(other) is Method and other.__self__ is self.__self__ and other.__name__ == self.__name__

    def __hash__(self) -> int:
        return hash((id(self.__self__), self.__name__))

    def __repr__(self) -> str:
        return f"<bound method {type(self.__self__).__name__}.{self.__name__}>"


def peer_of(proxy: object) -> Peer:
    """The peer through which *proxy* asks."""
    identity = identity_of(proxy)
    if identity is None:
        raise TypeError("this object was not made by the bridge")
    return identity.peer


class ProxyMeta(type):
    """The class of proxy classes: a class of the other side, seen as a class."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        base = next(one for one in cls.__mro__ if "_bridge_class" in vars(one))
        peer = vars(base)["_bridge_class"].peer
        if base is cls:
            return peer.call(base, args, kwargs)
        # A test's own subclass: over there an object of a subclass too, whose new methods call back to here.
        own = {
            name: value
            for one in reversed(cls.__mro__)
            if isinstance(one, ProxyMeta)
            for name, value in vars(one).items()
        }
        methods = {name: value for name, value in own.items() if type(value) is types.FunctionType and name[:2] != "__"}
        made = peer.request("derive", base, cls.__name__, methods, args, kwargs)
        if isinstance(type(made), ProxyMeta):
            made.__class__ = cls
        return made

    def adopt(cls, number: int) -> Any:
        """The proxy of the instance with *number*."""
        proxy: Any = cls.__new__(cls)  # type: ignore[call-overload] # some of them are exceptions
        object.__setattr__(proxy, "_bridge", Identity(vars(cls)["_bridge_class"].peer, number))
        return proxy

    def __getattr__(cls, name: str) -> Any:
        if not _may_forward(name):
            raise AttributeError(name)
        return peer_of(cls).request("getattr", cls, name)

    def __setattr__(cls, name: str, value: Any) -> None:
        peer_of(cls).request("setattr", cls, name, value)

    def __delattr__(cls, name: str) -> None:
        peer_of(cls).request("delattr", cls, name)

    def __iter__(cls) -> Iterator[Any]:
        return iter(peer_of(cls).request("special", cls, "__iter__"))

    def __len__(cls) -> int:
        return int(peer_of(cls).request("special", cls, "__len__"))

    def __bool__(cls) -> bool:
        raise OwnObjectRefused(cls.__name__, "True or False")

    def __getitem__(cls, key: Any) -> Any:
        return peer_of(cls).request("special", cls, "__getitem__", key)

    def __contains__(cls, item: Any) -> bool:
        return any(one is item or one == item for one in cls)

    def __dir__(cls) -> list[str]:
        return list(peer_of(cls).request("dir", cls))

    def __repr__(cls) -> str:
        return f"<class {cls.__module__}.{cls.__name__}>"

    @property
    def __doc__(cls) -> str | None:  # type: ignore[override]
        identity = vars(cls).get("_bridge_class")
        return identity.peer.request("getattr", cls, "__doc__") if isinstance(identity, Identity) else None


class _Initialise:
    """`__init__` by name, as in `super().__init__()`: proxies are not made by calling their class.

    No method, so that nothing leads from it to the globals of a module.
    """

    def __get__(self, proxy: Any, _owner: type) -> Any:
        return object.__init__ if proxy is None else functools.partial(_initialise, proxy)


def _initialise(proxy: Any, *args: Any, **kwargs: Any) -> None:
    peer_of(proxy).initialise(proxy, args, kwargs)


class Proxy:
    """Base of all proxy classes. It has no special method that could decide anything for the submission."""

    _bridge_specials: frozenset[str] = frozenset()
    _bridge_methods: frozenset[str] = frozenset()
    _bridge_plain_base = False

    __init__ = _Initialise()

    def __getattr__(self, name: str) -> Any:
        if name in type(self)._bridge_methods:
            return Method(self, name)
        if not _may_forward(name) or name.startswith("_bridge"):
            raise AttributeError(name)
        return peer_of(self).request("getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _LOCAL or (name == "args" and isinstance(self, BaseException)):
            object.__setattr__(self, name, value)
        else:
            peer_of(self).request("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        peer_of(self).request("delattr", self, name)

    def __eq__(self, other: object) -> Any:
        return peer_of(self).equal(self, other)

    def __ne__(self, other: object) -> Any:
        same = peer_of(self).equal(self, other)
        return same if same is NotImplemented else not same

    def __hash__(self) -> int:
        # The judge's own. Objects whose class compares itself must share a hash, or no set would find them.
        return hash(type(self)) if "__eq__" in type(self)._bridge_specials else id(self)

    def __bool__(self) -> bool:
        return peer_of(self).truth(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} object>"

    def __dir__(self) -> list[str]:
        return list(peer_of(self).request("dir", self))

    def __deepcopy__(self, _memo: object) -> Any:
        return peer_of(self).request("copy", self, True)

    def __copy__(self) -> Any:
        return peer_of(self).request("copy", self, False)

    def __reduce_ex__(self, _protocol: Any) -> Any:
        raise TypeError("an object of the submission cannot be pickled")


class ProxyModule(types.ModuleType):
    """A module of the submission. Its names are looked up each time, as other code may have set them."""

    def __init__(self, identity: Identity, name: str) -> None:
        super().__init__(name)
        object.__setattr__(self, "_bridge", identity)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in {"__all__", "__doc__"}:
            raise AttributeError(name)
        return object.__getattribute__(self, "_bridge").peer.module_attribute(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("__"):
            object.__setattr__(self, name, value)
        else:
            peer_of(self).request("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        peer_of(self).request("delattr", self, name)

    def __dir__(self) -> list[str]:
        return list(peer_of(self).request("dir", self))
