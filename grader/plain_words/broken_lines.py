"""What a line shows of which Python says no more than "invalid syntax"."""

from __future__ import annotations

import keyword
import re

from grader.plain_words.causes import Cause
from grader.plain_words.suggestions import nearest

_STRING = re.compile(r"'[^'\n]{0,500}'|\"[^\"\n]{0,500}\"")
_FIRST = re.compile(r"\s{0,300}([^\W\d]\w{0,60})")
_STATEMENTS = (
    *("if", "elif", "else", "for", "while", "def", "class", "return", "import", "from", "try", "except", "finally"),
    *("with", "raise", "break", "continue", "pass", "global", "assert", "match", "case", "lambda", "del", "yield"),
)
_WORDS = [word for word in keyword.kwlist if word not in {"True", "False", "None"}]
_KEYWORD = "(" + "|".join(_WORDS) + ")"
_AS_NAME = re.compile(
    rf"\s{{0,300}}(?:{_KEYWORD}\s{{0,20}}=(?!=)|(?:def|class)\s{{1,20}}{_KEYWORD}\b|.{{0,300}}[^=!<>]=\s{{0,20}}{_KEYWORD}\s{{0,20}}$)"
)
_ELSE_IF = re.compile(r"\s{0,300}(?P<written>else\s{1,20}if|elseif|elsif|elif\s{1,20}if)\b")
_NAME_WITH_SPACE = re.compile(r"\s{0,300}(?P<name>[^\W\d]\w{0,60}\s{1,10}\w{1,60})\s{0,20}=(?!=)")
_UNFINISHED = re.compile(
    r"(?:[-=+*/<>%,.]|\b(?:and|or|not|in|is))\s{0,50}$|[-=+*/<>%]\s{0,50}[:)\]]|[*/=<>]\s{1,50}[*/=<>]"
)
_STRANGE = re.compile(r"[?$!`]")
_OTHERS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\+\+"), "++", "+= 1"),
    (re.compile(r"--"), "--", "-= 1"),
    (re.compile(r"&&"), "&&", "and"),
    (re.compile(r"\|\|"), "||", "or"),
    (re.compile(r"(?:^|[\s(=])!(?!=)"), "!", "not"),
    (re.compile(r"=>"), "=>", ">="),
    (re.compile(r"=<"), "=<", "<="),
    (re.compile(r"<>"), "<>", "!="),
    (re.compile(r"^\s{0,300}function\b"), "function", "def"),
    (re.compile(r"^\s{0,300}func\b"), "func", "def"),
    (
        re.compile(r"^\s{0,300}(?:let|const|var|int|string|String|float|double|bool|char|auto)\s{1,20}\w"),
        "int x = 1",
        "x = 1",
    ),
    (re.compile(r"^\s{0,300}//|\s//\s{0,20}[^\W\d]"), "//", "#"),
    (re.compile(r"^\s{0,300}/\*"), "/*", "#"),
    (re.compile(r";;"), ";;", "x = 1"),
    (re.compile(r"\{\s{0,50}$|^\s{0,300}\}\s{0,50}$"), "{ }", ":"),
    (re.compile(r"\bthen\s{0,50}:?\s{0,50}$"), "then", ":"),
    (re.compile(r"^\s{0,300}switch\b"), "switch", "match"),
    (re.compile(r"^\s{0,300}foreach\b"), "foreach", "for"),
)


def cause_of(line: str) -> Cause | None:
    """What is wrong with *line*, where it can be seen; None otherwise."""
    plain = _STRING.sub("''", line[:600]).split("#", 1)[0]
    found = _FIRST.match(plain)
    first = found[1] if found else ""
    return (
        _else_if(plain)
        or _of_other_language(plain)
        or _capital(first)
        or _of_block(first, plain)
        or _as_name(plain)
        or _misspelt(first, plain)
        or _unfinished(plain)
    )


def _else_if(line: str) -> Cause | None:
    found = _ELSE_IF.match(line)
    return Cause("else_if", {"written": found["written"]}) if found else None


def else_if(line: str) -> Cause | None:
    """`else if` in *line*, of which Python says that a colon is missing."""
    return _else_if(line[:600])


def _of_other_language(line: str) -> Cause | None:
    for pattern, written, python in _OTHERS:
        if pattern.search(line):
            return Cause("other_language", {"written": written, "python": python})
    return None


def _capital(first: str) -> Cause | None:
    if first.lower() in _WORDS and first not in keyword.kwlist:
        return Cause("keyword_capital", {"written": first, "python": first.lower()})
    return None


def _of_block(first: str, line: str) -> Cause | None:
    if first in {"else", "elif", "except", "finally"} and "=" not in line.split(":", maxsplit=1)[0].replace("==", ""):
        return Cause("block_without_start", {"keyword": first})
    if first == "for" and not re.search(r"\bin\b", line) and not re.match(r"\s{0,300}for\s{0,20}=", line):
        return Cause("for_without_in")
    return None


def _as_name(line: str) -> Cause | None:
    found = _AS_NAME.match(line)
    return Cause("keyword_as_name", {"keyword": next(word for word in found.groups() if word)}) if found else None


def _misspelt(first: str, line: str) -> Cause | None:
    rest = line.strip()[len(first) :]
    if first and first not in keyword.kwlist and re.match(r"\s{1,20}[\w'\"(\[]|\s{0,20}:", rest):
        meant = nearest(first, _STATEMENTS)
        if meant:
            return Cause("keyword_similar", {"name": first, "suggestion": meant})
    spaced = _NAME_WITH_SPACE.match(line)
    return Cause("name_with_space", {"name": spaced["name"]}) if spaced and first not in keyword.kwlist else None


def _unfinished(line: str) -> Cause | None:
    if _UNFINISHED.search(line):
        return Cause("unfinished_line")
    strange = _STRANGE.search(line)
    return Cause("unknown_character", {"character": strange[0]}) if strange else None
