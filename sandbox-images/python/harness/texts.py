"""Text that comes from a submission, made fit to be shown: nothing invisible, nothing endless."""

from __future__ import annotations

import reprlib
import unicodedata
from typing import Any

from bridge.proxies import Proxy

MAX_TEXT = 2_000
_KEPT = {"\n", "\t"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """*text* with control characters, bidi overrides, escapes and lone surrogates made visible, and cut."""
    cut = text[:limit]
    if not cut.isprintable():
        cut = cut.replace("\r\n", "\n")
        cut = "".join(one if one in _KEPT or not _invisible(one) else f"\\u{ord(one):04x}" for one in cut)
    return cut if len(text) <= limit else cut + " …"


def _invisible(one: str) -> bool:
    # The joiners U+200C and U+200D are needed to write Persian and several emoji.
    return unicodedata.category(one) in _HIDDEN and one not in "\u200c\u200d"


class _Short(reprlib.Repr):
    """`repr` of plain data, cut in depth, count and length. Objects of the submission are only named."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 5
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdeque = self.maxdict = 30
        self.maxstring = self.maxother = 400
        self.maxlong = 100

    def repr1(self, x: Any, level: int) -> str:
        if isinstance(x, Proxy):
            return f"<{type(x).__name__} object>"
        return super().repr1(x, level)

    def repr_str(self, x: str, level: int) -> str:
        del level
        text = repr(x[: self.maxstring])
        return text if len(x) <= self.maxstring else text[:-1] + "…" + text[-1]


def shown(value: Any) -> str:
    """A value as a learner sees it in feedback."""
    try:
        return clean(_Short().repr(value), 1_000)
    except Exception:
        return f"<{type(value).__name__}>"


def shown_object(value: Any) -> str:
    """Like `shown`, but asks an object of the submission for its own `repr`, if it has one."""
    if isinstance(value, Proxy):
        try:
            return clean(repr(value), 300)
        except Exception:
            return f"<{type(value).__name__} object>"
    return shown(value)


def shown_input(text: str) -> str:
    """What a program was given to read, in one line: `3 ⏎ 4`."""
    return clean(" ⏎ ".join(text.rstrip("\n").split("\n")), 400)
