"""From an exception's type and message, and the learner's own source, to a code with arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.plain_words import broken_lines, syntax_rules, type_rules, value_rules
from grader.plain_words.causes import SUGGESTION, Cause, Rule, bare_message, first_cause, one_line
from grader.plain_words.suggestions import (
    BUILTINS,
    MODULES,
    OF_OTHER_LANGUAGES,
    names_in,
    nearest,
    other_case,
)

_BASES = {
    **dict.fromkeys(("IndentationError", "TabError"), "SyntaxError"),
    "UnboundLocalError": "NameError",
    "ModuleNotFoundError": "ImportError",
    **dict.fromkeys(("FileNotFoundError", "PermissionError", "IsADirectoryError", "NotADirectoryError"), "OSError"),
    **dict.fromkeys(("FileExistsError", "URLError", "gaierror", "timeout", "TimeoutError", "HTTPError"), "OSError"),
    **dict.fromkeys(
        ("ConnectionError", "ConnectionRefusedError", "BlockingIOError", "UnsupportedOperation"), "OSError"
    ),
    **dict.fromkeys(("FloatingPointError", "ArithmeticError"), "OverflowError"),
    **dict.fromkeys(("UnicodeEncodeError", "UnicodeDecodeError", "UnicodeTranslateError"), "UnicodeError"),
    "StopAsyncIteration": "StopIteration",
}
OF_TYPES = {
    "SyntaxError": "syntax_error",
    "NameError": "name_error",
    "TypeError": "type_error",
    "AttributeError": "attribute_error",
    "IndexError": "index_error",
    "KeyError": "key_error",
    "ValueError": "value_error",
    "ImportError": "import_error",
    "OSError": "file_error",
    "RuntimeError": "runtime_error",
    "ZeroDivisionError": "zero_division",
    "RecursionError": "recursion",
    "OverflowError": "number_too_big",
    "StopIteration": "stop_iteration",
    "AssertionError": "assertion",
    "NotImplementedError": "not_implemented",
    "KeyboardInterrupt": "interrupted",
    "MemoryError": "memory",
    "EOFError": "input_ended",
    "UnicodeError": "text_encoding",
    "JSONDecodeError": "json_text",
}
"""What is said where the type alone is known, or the message is none that we know."""
_OF_NETWORK = {
    "URLError",
    "gaierror",
    "timeout",
    "TimeoutError",
    "HTTPError",
    "ConnectionError",
    "ConnectionRefusedError",
}
_CALLED = re.compile(r"\b([a-z]{2,20})\(")
_NUMBERS = {"int", "float", "bool", "complex"}
_OF_NONE = {
    *("not_callable", "not_subscriptable", "no_item_assignment", "not_iterable", "unpack_single", "in_single"),
    *("convert_type", "no_length", "whole_number_needed", "compare_types", "join_needs_texts", "number_needed"),
    *("sign_of_type", "text_needed"),
}


@dataclass(frozen=True)
class Raised:
    """An exception as a learner's process told it. All of it is untrusted text."""

    type: str
    text: str = ""
    """Empty for a hidden test: then the type alone is explained."""
    file: str = ""
    line: int = 0
    trace: str = ""
    place_known: bool = True
    """Whether it was raised in the learner's own code."""


@dataclass(frozen=True)
class _Case:
    """What the functions below look at."""

    raised: Raised
    line: str
    """The learner's line."""
    source: str
    suggestion: str


def classify(raised: Raised, source: str = "") -> Cause:
    """The cause of *raised*; *source* is the learner's file in which it happened. Never fails."""
    text = bare_message(raised.text)
    lines = source.split("\n", raised.line + 1) if raised.line > 0 else []
    line = lines[raised.line - 1] if 0 < raised.line <= len(lines) else ""
    meant = SUGGESTION.search(text) or SUGGESTION.search(raised.trace[-400:])
    case = _Case(raised, line[:600], source, meant[1] if meant else "")
    cause = _found(case, SUGGESTION.sub("", text))
    return Cause(cause.code, {name: one_line(value) for name, value in cause.args.items()})


def _found(case: _Case, text: str) -> Cause:
    kind = case.raised.type[:100].rsplit(".", 1)[-1]
    base = _BASES.get(kind, kind)
    if base == "SyntaxError":
        return _of_syntax(case, text)
    if base != "NotImplementedError" and re.match(rf"\s{{0,300}}raise\s{{1,20}}{re.escape(kind)}\b", case.line):
        return Cause("raised_by_line", {"type": kind})
    found = first_cause(_table(base), text) if text else None
    if found is not None:
        return _REFINED.get(found.code, _as_it_is)(case, found)
    if kind in _OF_NETWORK:
        return Cause("no_network")
    if base == "TypeError" and not case.raised.place_known:
        return Cause("called_by_test")
    return Cause(OF_TYPES[base]) if base in OF_TYPES else Cause("unknown", {"type": kind or "?"})


def _table(base: str) -> tuple[Rule, ...]:
    return type_rules.TYPE_ERROR if base == "TypeError" else value_rules.RULES.get(base, ())


def _of_syntax(case: _Case, text: str) -> Cause:
    found = first_cause((*syntax_rules.INDENTATION, *syntax_rules.SYNTAX), text)
    if found is None:
        if case.suggestion and text.startswith("invalid syntax"):
            first = case.line.split(maxsplit=1)
            return Cause("keyword_similar", {"name": first[0] if first else "?", "suggestion": case.suggestion})
        return (broken_lines.cause_of(case.line) if text else None) or Cause("syntax_error")
    if found.code == "unknown_character":
        return syntax_rules.character_cause(found)
    if found.code == "missing_colon":
        return broken_lines.else_if(case.line) or found
    return found


def _as_it_is(case: _Case, cause: Cause) -> Cause:
    if cause.code in _OF_NONE and "NoneType" in cause.args.values():
        return Cause("none_used")
    del case
    return cause


def _name(case: _Case, cause: Cause) -> Cause:
    name = cause.args["name"]
    if name in MODULES:
        return Cause("name_not_imported", {"name": name})
    known = (*(one for one in names_in(case.source) if one != name), *BUILTINS)
    if meant := other_case(name, known):
        return Cause("name_other_case", {"name": name, "suggestion": meant})
    if meant := case.suggestion or nearest(name, known):
        return Cause("name_similar", {"name": name, "suggestion": meant})
    return cause


def _count(case: _Case, cause: Cause) -> Cause:
    del case
    args = {"expected": "0", **cause.args}
    if args["expected"] == "one":
        args["expected"] = "1"
    expected, given = int(args["expected"]), int(args["given"])
    if "." in args["function"].rsplit("<locals>.", 1)[-1] and args["function"][:1].isupper() and given == expected + 1:
        return Cause("method_without_self" if expected == 0 else "method_too_many", {"function": args["function"]})
    return Cause("call_too_many" if given > expected else "call_too_few", args)


def _operands(case: _Case, cause: Cause) -> Cause:
    left, right = cause.args["left"], cause.args["right"]
    args = {"operator": "+", **cause.args}
    if cause.code == "concatenated" and left in {"list", "tuple"} and right != "NoneType":
        return Cause("list_plus_other", {"left": left, "right": right})
    if "NoneType" in (left, right):
        return Cause("none_in_sum", {"operator": args["operator"]})
    if {left, right} & _NUMBERS and "str" in (left, right) and args["operator"] != "**":
        return Cause("text_and_number", args)
    del case
    return Cause("operand_types", args)


def _callable(case: _Case, cause: Cause) -> Cause:
    for name in _CALLED.findall(case.line)[:20]:
        if name in BUILTINS and re.search(
            rf"^[ \t]{{0,200}}{name}[ \t]{{0,20}}=(?!=)", case.source[:40_000], re.MULTILINE
        ):
            return Cause("name_of_builtin_taken", {"name": name})
    kind = cause.args["type"]
    if kind in {"list", "dict", "tuple"}:
        return Cause("round_brackets", {"type": kind})
    if kind == "module":
        return Cause("module_called")
    return _as_it_is(case, cause)


def _subscript(case: _Case, cause: Cause) -> Cause:
    if cause.args["type"] in {"builtin_function_or_method", "function", "method", "type"}:
        return Cause("function_with_brackets")
    return _as_it_is(case, cause)


def _assignment(case: _Case, cause: Cause) -> Cause:
    kind = cause.args["type"]
    if kind in {"str", "tuple"}:
        return Cause("text_cannot_change" if kind == "str" else "tuple_cannot_change")
    return _as_it_is(case, cause)


def _attribute(case: _Case, cause: Cause) -> Cause:
    name, kind = cause.args["name"], cause.args.get("type") or cause.args.get("module", "")
    own = kind[:1].isupper()
    meant = case.suggestion or (nearest(name, names_in(case.source)) if own else "")
    if kind in {"list", "str", "tuple", "set"} and name in OF_OTHER_LANGUAGES:
        meant = "add" if (kind, name) == ("set", "push") else OF_OTHER_LANGUAGES[name]
    return Cause("attribute_similar", {"name": name, "suggestion": meant}) if meant else cause


def _import(case: _Case, cause: Cause) -> Cause:
    if case.suggestion:
        return Cause("import_name_similar", {**cause.args, "suggestion": case.suggestion})
    return cause


def _module(case: _Case, cause: Cause) -> Cause:
    meant = other_case(cause.args["module"], MODULES) or nearest(cause.args["module"], MODULES)
    del case
    return Cause("module_similar", {**cause.args, "suggestion": meant}) if meant else cause


def _file(case: _Case, cause: Cause) -> Cause:
    del case
    return Cause(cause.code, {"file": cause.args.get("file", "?").rsplit("/work/", 1)[-1]})


_REFINED = {
    "name_not_defined": _name,
    "call_count": _count,
    "operand_types": _operands,
    "concatenated": _operands,
    "not_callable": _callable,
    "not_subscriptable": _subscript,
    "no_item_assignment": _assignment,
    "attribute_unknown": _attribute,
    "module_attribute": _attribute,
    "import_name": _import,
    "module_not_found": _module,
    "file_not_found": _file,
    "file_is_folder": _file,
    "file_not_allowed": _file,
}
