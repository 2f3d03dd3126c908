"""Every decision that must not be the submission's: what is equal, what is in, what is true.

Who decides what: docs/bridge.md. In short: a comparison with plain data is decided here without asking;
two objects of the submission may be compared by their own class; an operand that could be an expected
value is handed over only where the exercise declares it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bridge.checks import is_in_a_check
from bridge.encoder import PLAIN_TYPES
from bridge.errors import OwnObjectRefused
from bridge.exceptions import origin_of
from bridge.peer import Peer
from bridge.proxies import Proxy, ProxyMeta

if TYPE_CHECKING:
    from bridge.channel import Channel
    from bridge.policy import Policy


class Decisions(Peer):
    """A peer that decides by *policy*."""

    def __init__(self, channel: Channel, policy: Policy) -> None:
        super().__init__(channel)
        self.policy = policy

    def equal(self, proxy: Any, other: object) -> Any:
        if proxy is other:
            return True
        if isinstance(other, Proxy):
            if not _related(proxy, other):
                return False
            return self._ask_equal(proxy, other)
        if self.policy.allows("operators", _class_names(proxy), "__eq__") and _has(proxy, "__eq__"):
            return self._checked_answer(self.request("special", proxy, "__eq__", other))
        if type(proxy)._bridge_plain_base and type(other) in PLAIN_TYPES:
            plain = self.request("base", proxy)
            return type(plain) in PLAIN_TYPES and plain == other
        return False if type(other) in PLAIN_TYPES else NotImplemented

    def _ask_equal(self, proxy: Any, other: Any) -> Any:
        modes = [self.policy.equality[name] for name in _class_names(proxy) if name in self.policy.equality]
        if "none" in modes or not _has(proxy, "__eq__"):
            return False
        answer = self._checked_answer(self.request("special", proxy, "__eq__", other))
        if answer is True and "witness" in modes:
            return self._witnessed(proxy, other)
        return answer

    def _witnessed(self, proxy: Any, other: Any) -> bool:
        """Whether a class that calls two objects equal says so both ways, and not of a stranger as well."""
        if not _has(other, "__eq__") or self.request("special", other, "__eq__", proxy) is not True:
            return False
        for one in (proxy, other):
            try:
                if self.request("special", one, "__eq__", object()) is True:
                    return False
            except Exception as error:
                if origin_of(error) is None:
                    raise
                # It looks for attributes that a stranger has not: so it does not call it equal.
        return True

    @staticmethod
    def _checked_answer(answer: Any) -> Any:
        return answer if answer is NotImplemented else answer is True

    def operate(self, proxy: Any, name: str, other: object, *rest: object) -> Any:
        related = isinstance(other, Proxy) and _related(proxy, other)
        if not related and not self.policy.allows("operators", _class_names(proxy), name):
            return NotImplemented
        return self.request("special", proxy, name, other, *rest)

    def contains(self, proxy: Any, item: object) -> bool:
        if isinstance(item, Proxy) or self.policy.allows("operators", _class_names(proxy), "__contains__"):
            return self.request("special", proxy, "__contains__", item) is True
        if not _has(proxy, "__iter__"):
            raise OwnObjectRefused(type(proxy).__name__, "something that can be searched")
        return any(one is item or one == item for one in proxy)

    def truth(self, proxy: Any) -> bool:
        for name in ("__bool__", "__len__"):
            if _has(proxy, name):
                answer = self.request("special", proxy, name)
                if type(answer) not in (bool, int):
                    raise OwnObjectRefused(type(proxy).__name__, "True or False")
                return bool(answer)
        # Without these two methods any object is true, which is fine in an `if` and worth nothing in a check.
        if not is_in_a_check() or self.policy.allows("truth", _class_names(proxy), "__bool__"):
            return True
        raise OwnObjectRefused(type(proxy).__name__, "True or False")


def _class_names(proxy: Any) -> list[str]:
    return [cls.__name__ for cls in type(proxy).__mro__ if isinstance(cls, ProxyMeta)]


def _has(proxy: Any, name: str) -> bool:
    return name in type(proxy)._bridge_specials


def _related(one: Any, other: Any) -> bool:
    return issubclass(type(one), type(other)) or issubclass(type(other), type(one))
