"""Python's messages about a program that it cannot read."""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files

from grader.plain_words.causes import Cause, rules

INDENTATION = rules(
    (
        "indentation_expected",
        r"expected an indented block after .{1,60}? on line (?P<opened>\d{1,9})",
    ),
    ("indentation_expected", r"expected an indented block"),
    ("indentation_unexpected", r"unexpected indent"),
    ("indentation_end", r"unindent does not match"),
    ("tabs_and_spaces", r"inconsistent use of tabs"),
)

SYNTAX = rules(
    ("missing_colon", r"expected ':'"),
    ("missing_parenthesis", r"expected '\('"),
    ("unclosed_bracket", r"'(?P<bracket>[(\[{])' was never closed"),
    (
        "mismatched_bracket",
        r"closing parenthesis '(?P<closing>[)\]}])' does not match opening parenthesis '(?P<opening>[(\[{])'",
    ),
    ("unmatched_bracket", r"(?:f-string: )?unmatched '(?P<closing>[)\]}])'"),
    ("unterminated_triple", r"unterminated triple-quoted"),
    ("unterminated_string", r"(?:f-string: )?(?:unterminated (?:[ft]-)?string|EOL while scanning string)"),
    ("print_parentheses", r"Missing parentheses in call to '(?P<name>print|exec)'"),
    (
        "missing_comma",
        r"(?:f-string: )?invalid syntax\. (?:Perhaps you forgot a comma|Is this intended to be part of the string)",
    ),
    ("f_string_braces", r"f-string: (?:expecting '\}'|single '\}'|valid expression required|empty expression)"),
    ("f_string_expression", r"f-string"),
    ("assign_in_condition", r"invalid syntax\. Maybe you meant '=='"),
    ("assign_in_condition", r"expression cannot contain assignment"),
    ("assign_to_keyword", r"cannot assign to (?P<name>True|False|None|__debug__)\b"),
    ("assign_to_value", r"cannot (?:assign to|delete) "),
    ("return_outside", r"'(?P<keyword>return|yield|await|yield from)' outside (?:async )?function"),
    ("break_outside", r"'(?P<keyword>break|continue)' (?:outside loop|not properly in loop)"),
    ("try_without_except", r"expected 'except' or 'finally' block"),
    ("conditional_without_else", r"expected 'else' after 'if' expression"),
    ("name_begins_with_digit", r"invalid (?:decimal|binary|octal|hexadecimal|imaginary) (?:integer )?literal"),
    ("leading_zeros", r"leading zeros in decimal integer literals"),
    ("invisible_character", r"invalid non-printable character"),
    ("unknown_character", r"invalid character '(?P<character>.)'"),
    ("backslash", r"unexpected (?:character after line continuation|EOF while parsing.{0,5}\\)"),
    ("path_backslash", r"\(unicode error\) 'unicodeescape' codec"),
    ("positional_after_keyword", r"positional argument follows keyword argument"),
    ("argument_repeated", r"keyword argument repeated: (?P<name>\w{1,80})"),
    ("argument_repeated", r"duplicate (?:parameter|argument) '(?P<name>\w{1,80})' in function definition"),
    ("default_before", r"(?:parameter without a default follows|non-default argument follows)"),
    (
        "global_late",
        r"name '(?P<name>\w{1,80})' is (?:assigned to before|used prior to|parameter and) (?:global|nonlocal)",
    ),
    ("block_without_start", r"'(?P<keyword>elif|else)' block follows an 'else' block"),
    ("unclosed_bracket", r"unexpected EOF while parsing"),
)

_CHARACTERS = json.loads((files("grader.plain_words") / "characters.json").read_text(encoding="utf-8"))
_QUOTES: str = _CHARACTERS["quotes"]
_INSTEAD: dict[str, str] = _CHARACTERS["instead"]
"""What Python does not know, from other keyboards and from books, and what it knows for it."""


def character_cause(cause: Cause) -> Cause:
    """What is to be said of a character that Python does not know: quotes and signs have one that it does."""
    character = cause.args.get("character", "")
    if character in _QUOTES:
        return Cause("curly_quotes", cause.args)
    instead = _INSTEAD.get(character) or _digit(character)
    if instead:
        return Cause("character_instead", {"character": character, "instead": instead})
    return cause


def _digit(character: str) -> str:
    """The same digit as Python writes it: Arabic and other keyboards have their own."""
    value = unicodedata.digit(character, -1) if len(character) == 1 else -1
    return str(value) if value >= 0 else ""
