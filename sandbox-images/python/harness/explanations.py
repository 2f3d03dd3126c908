"""Why a test did not pass, as a code with arguments: told without a word of the test's source.

The codes are those of grader/explanations.py. For a test that does not show details the arguments
hold the name of a builtin exception and a place in the submission, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bootcamp_cases import Expected, Printed
from bridge.errors import OwnObjectRefused, ProgramExited, SubmissionExited, SubmissionStopped, TooLarge
from bridge.exceptions import Origin, origin_of
from prompts import without_prompts
from texts import clean, shown, shown_input, shown_object

if TYPE_CHECKING:
    from bridge.judge_side import Call


@dataclass(frozen=True)
class Comparison:
    """The last comparison that an assertion made: what came and what was expected."""

    left: Any
    right: Any
    operator: str = "=="


@dataclass
class Finding:
    """What is told of a test that did not pass."""

    outcome: str
    code: str
    args: dict[str, str] = field(default_factory=dict)
    message: str = ""
    expected: str | None = None
    actual: str | None = None


def _stopped(error: SubmissionStopped) -> Finding:
    outcome = "timed_out" if error.code in {"timed_out", "test_timed_out"} else "error"
    return Finding(outcome, error.code, dict(error.arguments))


def _raised(error: BaseException, origin: Origin, *, details: bool) -> Finding:
    if isinstance(error, SubmissionExited):
        return Finding("error", "exit_called")
    if isinstance(error, EOFError) and origin.file and origin.builtin == "EOFError":
        return Finding("error", "input_ended", {"file": clean(origin.file, 120), "line": str(origin.line)})
    if isinstance(error, AttributeError) and not origin.file and "no attribute" in origin.text and details:
        return Finding("error", "missing_name", {"name": clean(origin.text.rsplit("'", 2)[-2], 100)})
    if not origin.file:
        return Finding("error", "raised", {"type": origin.builtin})
    place = {"type": origin.builtin, "file": clean(origin.file, 120), "line": str(origin.line)}
    if not details:
        return Finding("error", "raised_at", place)
    place |= {"type": clean(origin.type_name, 100), "text": clean(origin.text, 500)}
    return Finding("error", "raised_details", place, message=clean(origin.trace))


def explain(error: BaseException, comparison: Comparison | None, call: Call | None, *, details: bool) -> Finding:
    """The finding for a test that ended with *error*."""
    finding = _explained(error, comparison, call, details=details)
    if details and call is not None and call.input is not None:
        finding.args |= {"input": shown_input(call.input)}
    return finding


def _explained(error: BaseException, comparison: Comparison | None, call: Call | None, *, details: bool) -> Finding:
    if isinstance(error, SubmissionStopped):
        return _stopped(error)
    origin = origin_of(error)
    if origin is not None:
        return _raised(error, origin, details=details)
    if isinstance(error, OwnObjectRefused):
        return Finding("failed", "own_object", {"type": clean(error.class_name, 100)} if details else {})
    if isinstance(error, TooLarge | RecursionError):
        return Finding("error", "too_large")
    if isinstance(error, ProgramExited):
        return Finding("error", "exit_status")  # not which one: it could hold a hidden input
    finding = _failed_check(error, comparison, call) if details else Finding("failed", "check_failed")
    if _only_prompts_differ(comparison, call):
        finding.code = "prompt_printed"
    return finding


def _failed_check(error: BaseException, comparison: Comparison | None, call: Call | None) -> Finding:
    text = str(error) if isinstance(error, AssertionError) else ""
    if type(error).__name__ == "Failed" and str(error).startswith("DID NOT RAISE"):
        kind = str(error).removeprefix("DID NOT RAISE").strip().strip("<>").replace("class ", "").strip("'")
        came = shown_object(call.result) if call is not None and call.name else None
        return Finding("failed", "did_not_raise", {"type": clean(kind.rsplit(".", 1)[-1], 100)}, actual=came)
    message = clean(_own_words(text), 600)
    if comparison is None or comparison.operator != "==":
        if call is not None and call.name and call.result is None:
            return Finding("failed", "returned_none", {"call": _call_text(call)}, message)
        return Finding("failed", "check_failed", {}, message)
    actual, expected = comparison.left, comparison.right
    if isinstance(expected, Printed) and type(actual) is str:
        return _failed_output(actual, expected, call, message)
    if isinstance(expected, Expected):
        expected = expected.value
    if call is not None and call.name and call.result is expected and call.result is not actual:
        actual, expected = expected, actual
    finding = Finding("failed", "wrong_value", {}, message, shown_object(expected), shown_object(actual))
    if call is not None and call.name and (call.result is actual or _same_plain(call.result, actual)):
        finding.code = "returned_none" if actual is None else "wrong_value_call"
        finding.args = {"call": _call_text(call), "actual": shown_object(actual), "expected": shown_object(expected)}
    return finding


def _failed_output(actual: str, expected: Printed, call: Call | None, message: str) -> Finding:
    """Printed text is shown as it stands, not as a literal: it has lines."""
    finding = Finding("failed", "wrong_output", {}, message, clean(expected.value), clean(actual))
    if call is not None and call.name:
        finding.code, finding.args = "wrong_output_call", {"call": _call_text(call)}
    elif call is not None and call.input:
        finding.code = "wrong_output_input"
    return finding


def _only_prompts_differ(comparison: Comparison | None, call: Call | None) -> bool:
    """Whether a program's output is right but for the texts of `input("…")`. That tells nothing of a hidden test."""
    if comparison is None or call is None or call.input is None or not isinstance(comparison.right, Printed):
        return False
    actual, expected = comparison.left, comparison.right
    return type(actual) is str and actual != expected and without_prompts(actual, call.sources) == expected


def _same_plain(one: Any, other: Any) -> bool:
    try:
        return type(one) is type(other) and bool(one == other)
    except Exception:
        return False


def _call_text(call: Call) -> str:
    parts = [shown(argument) for argument in call.args]
    parts += [f"{name}={shown(value)}" for name, value in call.kwargs.items()]
    return clean(f"{call.name}({', '.join(parts)})", 400)


def _own_words(text: str) -> str:
    """The author's own message in an assertion's text: what stands before pytest's or unittest's rendering."""
    if " : " in text and not text.startswith("assert "):  # unittest: "1 != 2 : words"
        return text.split(" : ", 1)[1]
    lines = text.splitlines()
    kept = []
    for line in lines:
        if line.startswith("assert "):
            break
        kept.append(line)
    words = "\n".join(kept).strip()
    return "" if " != " in words and len(kept) == len(lines) and len(lines) == 1 else words


def explain_load(error: BaseException, file: str) -> tuple[str, dict[str, str]]:
    """Code and arguments for a submission that could not be loaded. Nothing hidden had crossed by then."""
    if isinstance(error, SubmissionStopped):
        code = "load_ended" if error.code == "process_ended" else error.code
        return code, dict(error.arguments)
    if isinstance(error, SubmissionExited):
        return "load_ended", {}
    origin = origin_of(error)
    if origin is None:
        return "load_no_name", {"file": file, "name": _missing_name(error)}
    place = {"file": clean(origin.file or file, 120), "line": str(origin.line), "type": clean(origin.type_name, 100)}
    place["text"] = clean(origin.text, 500)
    place["trace"] = clean(origin.trace)
    if isinstance(error, EOFError):
        return "load_input", place
    if isinstance(error, SyntaxError):
        if "codec" in origin.text or "encoding" in origin.text:
            return "load_encoding", place
        return "syntax_error", place
    if isinstance(error, ValueError) and "null bytes" in origin.text:
        return "load_encoding", place
    return "load_raised", place


def _missing_name(error: BaseException) -> str:
    found = getattr(error, "name_from", None)
    if isinstance(found, str):
        return clean(found, 100)
    text = str(error)
    return clean(text.split("'")[1], 100) if text.count("'") > 1 else ""
