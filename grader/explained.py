"""Which parts of a report tell of a Python error, and those errors in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from grader.plain_words import Explained, Raised, explain
from grader.reports import Explanation, Outcome, Report, TestResult

WHOLE = 0
"""Stands for the whole submission where others stand for a test's number."""
_MOST = 100
"""So many tests of a report are explained: each takes some milliseconds where a program makes it hard."""
_LOADED = {"syntax_error", "load_raised", "load_input"}
_RAISED = {"raised_details", "raised_at", "raised", "input_ended"}
_KNOWN_TYPES = {"input_ended": "EOFError", "load_input": "EOFError"}
_KNOWN_CODES = {"load_input": "input_at_load"}
_BACKSLASH = "unicodeescape"


def explained_errors(report: Report, files: Mapping[str, bytes], language: str) -> dict[int, Explained]:
    """The Python errors in *report* by the number of their test, `WHOLE` for one that kept all from being tested."""
    sources = {name: content.decode("utf-8", "replace") for name, content in files.items()}
    found = {number: _of_test(test, sources, language) for number, test in enumerate(report.tests[:_MOST], start=1)}
    found[WHOLE] = _of_whole(report.explanation, sources, language)
    return {number: one for number, one in sorted(found.items()) if one is not None}


def _of_test(test: TestResult, sources: Mapping[str, str], language: str) -> Explained | None:
    """Of a test that hides its details, the report holds type and place: so much is explained, and no more."""
    told = test.explanation
    if told is None or told.code not in _RAISED or test.outcome is Outcome.PASSED:
        return None
    trace = test.message if told.code == "raised_details" else ""
    return explain(_raised(told, trace), sources, language)


def _of_whole(told: Explanation | None, sources: Mapping[str, str], language: str) -> Explained | None:
    if told is None or not (told.code in _LOADED or _is_path(told)):
        return None
    return explain(_raised(told, told.args.get("trace", "")), sources, language, code=_KNOWN_CODES.get(told.code, ""))


def _is_path(told: Explanation) -> bool:
    r"""Whether `"C:\Users"` is what could not be decoded, rather than the file."""
    return told.code == "load_encoding" and _BACKSLASH in told.args.get("text", "")


def _raised(told: Explanation, trace: str) -> Raised:
    line = told.args.get("line", "")
    return Raised(
        type=told.args.get("type") or _KNOWN_TYPES.get(told.code, ""),
        text=told.args.get("text", ""),
        file=told.args.get("file", ""),
        line=int(line) if line.isdecimal() and len(line) < 8 else 0,  # noqa: PLR2004 - no file has more lines
        trace=trace,
        place_known=told.code != "raised",
    )
