"""The judge's side: modules of the submission as modules, and what the submission may ask of the tests' objects."""

from __future__ import annotations

import types
from dataclasses import dataclass, field
from pathlib import PosixPath, PurePosixPath
from typing import TYPE_CHECKING, Any

from bridge import channel as wire
from bridge.answers import ANSWERS
from bridge.decisions import Decisions
from bridge.errors import ProtocolError, SubmissionStopped, TooLarge
from bridge.names import BUILTIN_EXCEPTIONS, SAFE_CLASSES
from bridge.policy import Policy
from bridge.proxies import Identity, ProxyMeta, ProxyModule, identity_of

if TYPE_CHECKING:
    from collections.abc import Callable

_NEVER = (types.ModuleType, types.FrameType, types.CodeType, types.TracebackType, types.CellType)
"""Objects of the tests that never cross."""


@dataclass
class Call:
    """The last call of a test: what "clamp(5, 0, 10) gave 7" is made of."""

    name: str = ""
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    result: Any = None
    input: str | None = None
    """What a program was given to read, where the submission was run as one (then it has no name)."""
    sources: dict[str, bytes] = field(default_factory=dict)
    """The files of the submission that was run as a program."""


class JudgePeer(Decisions):
    """Requests to the submission. *revive* gives a channel to a fresh learner process, *stop* ends it."""

    def __init__(
        self,
        revive: Callable[[], wire.Channel],
        stop: Callable[[], None],
        cause_of_death: Callable[[], SubmissionStopped],
        policy: Policy,
    ) -> None:
        super().__init__(wire.Channel.__new__(wire.Channel), policy)
        self._revive, self._stop, self._cause_of_death = revive, stop, cause_of_death
        self.alive = False
        self.generation = 0
        self.files: dict[str, bytes] = {}
        self.processor = -1
        """Which processor the other side shall run on; below 0 where that does not matter."""
        self.last_call = Call()
        self.saw_call: Callable[[tuple[Any, ...], dict[str, Any]], None] | None = None
        """Told the arguments of each call, before it is made."""
        self._classes_by_name: dict[tuple[str, str], ProxyMeta] = {}
        self._withheld: BaseException | None = None
        self.patches: dict[tuple[str, str], Any] = {}
        self.answered: Callable[[], None] = _nothing
        """Called after each request that was not made within another one."""

    def request(self, operation: str, *arguments: Any) -> Any:
        with self.lock:
            if not self.alive:
                self.start()
            return self._guarded(operation, arguments)

    def start(self) -> None:
        """Connects to a fresh learner process and gives it the submission."""
        self._exported.clear()
        self._number_of.clear()
        self._described.clear()
        self._classes.clear()
        self._proxies.clear()
        self._dropped.clear()
        self._depth = 0
        self.generation += 1
        self.channel = self._revive()
        self.alive = True
        self._guarded("load", (self.files, self.processor))
        for (module, name), value in self.patches.items():
            self._guarded("patch", (module, name, value))

    def _guarded(self, operation: str, arguments: tuple[Any, ...]) -> Any:
        try:
            answer = super().request(operation, *arguments)
        except wire.Closed:
            self.end()
            raise self._cause_of_death() from None
        except ProtocolError:
            self.end()
            raise SubmissionStopped("protocol") from None
        except SubmissionStopped:
            self.end()
            raise
        finally:
            if self._depth == 0:
                self.answered()
            if self._depth == 0 and self._withheld is not None:
                withheld, self._withheld = self._withheld, None
                raise withheld
        return answer

    def end(self) -> None:
        """Ends the learner process; the next request starts a fresh one."""
        if self.alive:
            self.alive = False
            self._stop()

    # Calls, with what is remembered of them for the learner's feedback.

    def call(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self.saw_call is not None:
            self.saw_call(args, kwargs)
        result = self.request("call", target, args, kwargs)
        identity = identity_of(target)
        name = identity.path[1] if identity and identity.path else type(target).__name__
        if isinstance(target, type):
            name = target.__name__
        self.last_call = Call(name, args, kwargs, result)
        return result

    def call_method(self, target: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self.saw_call is not None:
            self.saw_call(args, kwargs)
        result = self.request("call_method", target, name, args, kwargs)
        self.last_call = Call(f"….{name}", args, kwargs, result)
        return result

    # Modules.

    def import_module(self, name: str) -> ProxyModule:
        """The submission's module *name*. Raises what its loading raises."""
        identity = Identity(self, self.request("import", name))
        identity.path = (name, "")
        identity.generation = self.generation
        return ProxyModule(identity, name)

    def module_attribute(self, module: Any, name: str) -> Any:
        value = self.request("getattr", module, name)
        identity = identity_of(value)
        if identity is not None and identity.path is None:
            identity.path = (module.__name__, name)
        return value

    def find_again(self, identity: Identity) -> None:
        if identity.path is None:
            raise RuntimeError("this object belonged to a run of the submission that has ended")
        module, name = identity.path
        self.request("import", module)
        number = self.request("resolve", module, name) if name else self.request("import", module)
        if type(number) is not int:
            raise ProtocolError("a handle of an odd form")
        identity.number, identity.generation = number, self.generation

    def known_class(self, module: str, name: str) -> ProxyMeta | None:
        found = self._classes_by_name.get((module, name))
        if found is None or vars(found)["_bridge_class"].generation == self.generation:
            return None
        return found

    def _adopt_class(self, decoder: Any) -> ProxyMeta:
        cls = super()._adopt_class(decoder)
        self._classes_by_name[cls.__module__, cls.__name__] = cls
        return cls

    def _export(self, encoder: Any, value: Any) -> None:
        if type(value) in (PosixPath, PurePosixPath):
            # As text: by handle, the submission would read and write with the judge's rights.
            encoder.out += b"p"
            encoder.text(str(value))
            return
        super()._export(encoder, value)

    # What the submission may ask of the tests' objects.

    def may_export(self, value: object) -> None:
        module = getattr(type(value), "__module__", "")
        own = getattr(value, "__module__", "") if isinstance(value, type) else ""
        if isinstance(value, _NEVER) or any(str(one).split(".")[0] in {"_pytest", "pytest"} for one in (module, own)):
            raise TooLarge("an object of this kind cannot be given to the submission")
        if isinstance(value, types.BuiltinFunctionType) and isinstance(value.__self__, types.ModuleType):
            raise TooLarge(f"the function {value.__name__} cannot be given to the submission")

    def answer(self, operation: str, arguments: tuple[Any, ...]) -> Any:
        handler = ANSWERS.get(operation)
        if handler is None or not arguments or id(arguments[0]) not in self._number_of:
            raise ProtocolError("a request that the submission may not make")
        try:
            return handler(*arguments)
        except TypeError as error:
            if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                raise ProtocolError("a request with odd arguments") from error
            raise

    def raised(self, error: BaseException) -> None:
        if _is_withheld(error):
            # A check of the test failed inside a callback: it counts even if the submission swallows it.
            self._withheld = self._withheld or error

    def may_adopt_name(self, value: object) -> bool:
        # A function would be the judge's own: `eval`, called by a test that calls what it is given.
        return id(value) in SAFE_CLASSES or (isinstance(value, type) and issubclass(value, BaseException))

    def text_of(self, error: BaseException) -> str:
        return "" if _is_withheld(error) else str(error)[:500]

    def args_of(self, error: BaseException) -> tuple[object, ...]:
        return () if _is_withheld(error) else super().args_of(error)

    def mark_of(self, error: BaseException) -> int:
        return 0 if _is_withheld(error) or type(error) in BUILTIN_EXCEPTIONS else self.number_of(error)

    def crossing(self, argument: object) -> object:
        return argument if type(argument) in (str, int, float, bool, type(None)) else ""

    def may_name(self, _cls: type) -> bool:
        return False


def _nothing() -> None:
    pass


def _is_withheld(error: BaseException) -> bool:
    """Whether its text is the test's own affair: a check that failed, a skip, an end."""
    return isinstance(error, AssertionError) or not isinstance(error, Exception)
