"""A fingerprint of how a test failed: the same for two submissions that fail in the same way.

It is made of the outcome, the kind of failure, the exception and what came, never of what was expected. It is
as secret as a hidden test's input, which a submission can return: whoever guesses the input can compare.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bootcamp_cases import Expected
from bridge.exceptions import origin_of
from texts import shown

if TYPE_CHECKING:
    from bridge.judge_side import Call
    from explanations import Comparison, Finding


def trace_of(finding: Finding, error: BaseException, comparison: Comparison | None, call: Call | None) -> str:
    """How one case of a test failed, in words that are only ever hashed."""
    origin = origin_of(error)
    if origin is not None:
        return f"{finding.outcome} raised {origin.type_name}"
    if finding.outcome == "timed_out":
        return "timed_out"  # which of two limits came first is chance
    if finding.outcome != "failed":
        return f"{finding.outcome} {finding.code}"
    return f"failed {_actual(comparison, call)}"


def _actual(comparison: Comparison | None, call: Call | None) -> str:
    """What came, without asking an object of the submission for its own words."""
    if comparison is None:
        return shown(call.result) if call is not None and call.name else ""
    actual = comparison.left
    if call is not None and call.name and call.result is comparison.right and not isinstance(actual, Expected):
        actual = comparison.right
    return shown(actual)


def fingerprint_of(traces: list[str]) -> str:
    """Of all cases of a test that failed, in their order."""
    return hashlib.sha256("\n".join(traces).encode("utf-8", "replace")).hexdigest()[:16]
