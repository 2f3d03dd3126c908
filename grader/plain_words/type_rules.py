"""Python's messages of TypeError: how a function was called, and what was done with a value of the wrong type."""

from __future__ import annotations

from grader.plain_words.causes import rules

_FUNCTION = r"(?P<function>[^\s()]{1,120})\(\)"
_TYPE = r"'(?P<type>[^'\n]{1,80})'"
_BARE_TYPE = r"'?(?P<type>[\w.]{1,80})'?"
_TWO_TYPES = r"'(?P<left>[^'\n]{1,80})' and '(?P<right>[^'\n]{1,80})'"
_OPERATOR = r"(?P<operator>[^\s:']{1,5})"

CALLS = rules(
    ("called_on_class", _FUNCTION + r" missing \d{1,3} required positional arguments?: 'self'"),
    (
        "missing_argument",
        _FUNCTION + r" missing \d{1,3} required (?:positional|keyword-only) arguments?: '(?P<name>.{1,200})'$",
    ),
    ("missing_argument", _FUNCTION + r" missing required argument '(?P<name>[^'\n]{1,80})'"),
    ("unknown_keyword", _FUNCTION + r" got an unexpected keyword argument '(?P<name>[^'\n]{1,80})'"),
    ("unknown_keyword", r"'(?P<name>[^'\n]{1,80})' is an invalid keyword argument for (?P<function>[^\s()]{1,120})"),
    ("argument_twice", _FUNCTION + r" got multiple values for argument '(?P<name>[^'\n]{1,80})'"),
    (
        "call_count",
        _FUNCTION + r" takes from \d{1,4} to (?P<expected>\d{1,4}) positional arguments but (?P<given>\d{1,5}) w",
    ),
    (
        "call_count",
        _FUNCTION + r" takes (?P<expected>\d{1,4}) positional arguments? but (?P<given>\d{1,5}) (?:was|were) given",
    ),
    (
        "call_count",
        _FUNCTION
        + r" takes (?:exactly |at most |at least )?(?P<expected>one|\d{1,4}) arguments? \((?P<given>\d{1,5}) given",
    ),
    ("call_count", _FUNCTION + r" takes no arguments \((?P<given>\d{1,5}) given"),
    (
        "call_count",
        (
            r"(?P<function>[^\s()]{1,120}) expected (?:at most |at least |exactly )?(?P<expected>\d{1,4}) arguments?"
            r", got (?P<given>\d{1,5})"
        ),
    ),
    ("class_without_init", _FUNCTION + r" takes no arguments$"),
)

OPERATORS = rules(
    (
        "operand_types",
        r"unsupported operand type\(s\) for "
        + _OPERATOR
        + r"(?: or [^\s:]{1,20})?: '(?P<left>[^'\n]{1,80})' and '(?P<right>[^'\n]{1,80})'",
    ),
    ("concatenated", r'can only concatenate (?P<left>\w{1,40}) \(not "(?P<right>[^"\n]{1,80})"\)'),
    ("repeat_by_fraction", r"can't multiply sequence by non-int of type " + _TYPE),
    (
        "compare_types",
        r"'(?P<operator>[<>]=?)' not supported between instances of " + _TWO_TYPES,
    ),
    ("number_needed", r"bad operand type for abs\(\): " + _TYPE),
    ("sign_of_type", r"bad operand type for unary (?P<operator>[-+~]): " + _TYPE),
    ("in_text_needs_text", r"'in <string>' requires string as left operand, not " + _BARE_TYPE),
    ("in_single", r"argument of type " + _TYPE + r" is not (?:iterable|a container)"),
)

USES = rules(
    ("not_callable", _TYPE + r" object is not callable"),
    ("not_subscriptable", _TYPE + r" object is not subscriptable"),
    ("no_item_assignment", _TYPE + r" object (?:does not|doesn't) support item (?:assignment|deletion)"),
    ("not_iterable", _TYPE + r" object is not iterable"),
    ("unpack_single", r"cannot unpack non-iterable (?P<type>[\w.]{1,80}) object"),
    ("index_type", r"(?P<container>\w{1,40}) indices must be integers(?: or slices)?, not " + _BARE_TYPE),
    ("index_type", r"(?P<container>slice) indices must be integers"),
    ("whole_number_needed", _TYPE + r" object cannot be interpreted as an integer"),
    ("unhashable", r"unhashable type: " + _TYPE),
    ("unhashable", r"cannot use " + _TYPE + r" as a (?:dict key|set element)"),
    ("convert_type", r"(?P<function>\w{1,40})\(\) argument must be .{1,100}, not " + _TYPE),
    ("no_length", r"object of type " + _TYPE + r" has no len\(\)"),
    ("join_needs_texts", r"sequence item (?P<number>\d{1,9}): expected str instance, (?P<type>[\w.]{1,80}) found"),
    ("raise_needs_exception", r"exceptions must derive from BaseException"),
    ("number_needed", r"must be real number, not " + _BARE_TYPE),
    ("number_needed", r"type (?P<type>[\w.]{1,80}) doesn't define __round__ method"),
    ("number_needed", r"%\w format: a(?:n integer| real number) is required, not " + _BARE_TYPE),
    (
        "format_count",
        r"not (?:enough arguments for|all arguments converted during) (?:format string|(?:string|bytes) formatting)",
    ),
    ("text_needed", r".{0,80}\b(?:must be|expected) (?:str|a string|None or str)\b.{0,60}, not " + _BARE_TYPE),
    ("text_needed", r".{0,80}\bmust be None or (?P<type>str)$"),
)

TYPE_ERROR = CALLS + OPERATORS + USES
