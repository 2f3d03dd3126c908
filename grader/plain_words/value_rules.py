"""Python's messages of all other exceptions that a running program meets: names, attributes, values, files."""

from __future__ import annotations

from grader.plain_words.causes import Rule, rules

_NAME = r"'(?P<name>[^'\n]{1,120})'"
_FILE = r"(?:: '(?P<file>[^'\n]{1,300})')?"

NAME_ERROR = rules(
    ("name_not_defined", r"name " + _NAME + r" is not defined"),
    ("unbound_local", r"cannot access (?:local|free) variable " + _NAME),
    ("unbound_local", r"(?:local|free) variable " + _NAME + r" referenced before assignment"),
)
ATTRIBUTE_ERROR = rules(
    ("none_attribute", r"'NoneType' object has no attribute " + _NAME),
    ("dict_attribute", r"'dict' object has no attribute " + _NAME),
    (
        "file_hides_module",
        (
            r"(?:partially initialized )?module '(?P<module>[^'\n]{1,80})' has no attribute '[^'\n]{1,120}' "
            r"\((?:most likely|consider renaming)"
        ),
    ),
    ("module_attribute", r"(?:partially initialized )?module '(?P<module>[^'\n]{1,80})' has no attribute " + _NAME),
    ("attribute_unknown", r"(?:type object )?'(?P<type>[^'\n]{1,80})' (?:object )?has no attribute " + _NAME),
)
INDEX_ERROR = rules(
    ("index_assignment", r"list assignment index out of range"),
    (
        "index_out_of_range",
        r"(?P<container>list|string|tuple|range object|array|bytes|bytearray|deque) ?index out of range",
    ),
    ("index_out_of_range", r"(?P<container>range) object index out of range"),
    ("pop_from_empty", r"pop from (?:an )?empty"),
    ("pop_index", r"pop index out of range"),
    ("format_placeholders", r"Replacement index \d{1,9} out of range"),
)
KEY_ERROR = rules(
    ("pop_from_empty", r"['\"](?:pop from an empty set|popitem\(\): dictionary is empty|pop from an empty)"),
    ("key_missing", r"(?P<key>.{1,200})$"),
)
VALUE_ERROR = rules(
    ("int_empty", r"invalid literal for int\(\) with base \d{1,2}: (?:'\s{0,100}'|'(?:\\[nrt]| ){1,50}')$"),
    (
        "int_decimal",
        r"invalid literal for int\(\) with base \d{1,2}: (?P<text>'\s{0,9}[-+]?\d{1,60}[.,]\d{0,60}\s{0,9}')$",
    ),
    ("int_text", r"invalid literal for int\(\) with base \d{1,2}: (?P<text>.{1,200})"),
    ("float_comma", r"could not convert string to float: (?P<text>'\s{0,9}[-+]?\d{0,60},\d{1,60}\s{0,9}')$"),
    ("float_text", r"could not convert string to float: (?P<text>.{1,200})"),
    ("unpack_too_many", r"too many values to unpack(?: \(expected (?P<expected>\d{1,9}))?"),
    (
        "unpack_too_few",
        r"not enough values to unpack(?: \(expected (?:at least )?(?P<expected>\d{1,9}), got (?P<given>\d{1,9})\))?",
    ),
    ("remove_missing", r"list\.remove\(x\): x not in list"),
    (
        "index_missing",
        r"(?:.{1,200} is not in (?:list|deque|range)$|\w{1,20}\.index\(x\): x not in|sub(?:string|section) not found)",
    ),
    (
        "math_domain",
        r"(?:math domain error|expected a (?:non-?negative|positive) (?:input|number)|expected a number in)",
    ),
    ("empty_collection", r"(?P<function>min|max)\(\) (?:iterable argument is empty|arg is an empty sequence)"),
    ("empty_separator", r"empty separator"),
    (
        "format_code",
        r"(?:Unknown format code|Invalid format specifier|.{1,80} not allowed (?:in|with) .{0,40}format specifier)",
    ),
    ("step_zero", r"(?:range\(\) arg 3 must not be|slice step cannot be) zero"),
    (
        "date_text",
        (
            r"(?:time data |unconverted data remains|Invalid isoformat string|(?:day|year) .{0,40}out of range"
            r"|(?:month|day|hour|minute|second) must be in)"
        ),
    ),
    ("closed_file", r"I/O operation on closed file"),
    ("number_too_long", r"Exceeds the limit \(\d{1,9} digits\)"),
)
IMPORT_ERROR = rules(
    ("relative_import", r"attempted relative import"),
    ("file_hides_module", r"cannot import name '[^'\n]{1,120}' from '(?P<module>[^'\n]{1,120})' \(consider renaming"),
    (
        "circular_import",
        r"cannot import name '(?P<name>[^'\n]{1,120})' from partially initialized module '(?P<module>[^'\n]{1,120})'",
    ),
    ("import_name", r"cannot import name " + _NAME + r" from '(?P<module>[^'\n]{1,120})'"),
    ("module_not_found", r"No module named '(?P<module>[^'\n]{1,120})'"),
)
OS_ERROR = rules(
    ("no_network", r"\[Errno 1\] Operation not permitted$"),  # what a socket meets in the sandbox; a file is named
    ("file_not_found", r"\[Errno 2\].{0,80}?" + _FILE + "$"),
    ("file_is_folder", r"\[Errno 21\].{0,80}?" + _FILE + "$"),
    ("file_not_allowed", r"\[Errno (?:1|13|30)\].{0,80}?" + _FILE + "$"),
    ("no_network", r"(?:<urlopen error|\[Errno (?:-\d{1,3}|97|99|101|104|110|111|113)\])"),
)
RUNTIME_ERROR = rules(
    (
        "changed_while_looping",
        r"(?:dictionary|Set|OrderedDict|deque) (?:changed size|keys changed|mutated) during iteration",
    ),
)

RULES: dict[str, tuple[Rule, ...]] = {
    "NameError": NAME_ERROR,
    "AttributeError": ATTRIBUTE_ERROR,
    "IndexError": INDEX_ERROR,
    "KeyError": KEY_ERROR,
    "ValueError": VALUE_ERROR,
    "ImportError": IMPORT_ERROR,
    "OSError": OS_ERROR,
    "RuntimeError": RUNTIME_ERROR,
}
