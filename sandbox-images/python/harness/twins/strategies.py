"""How small inputs are made: what an exercise says of them (grader/model/inputs.py), as Hypothesis strategies.

The one module that imports Hypothesis, which takes a quarter of a second: import it only when inputs are wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable

_MAX_EXAMPLES = 100_000
"""The time is over long before."""
_SEED = 20_261_124


def search(strategy: st.SearchStrategy[Any], is_wanted: Callable[[Any], bool]) -> None:
    """Makes values until *is_wanted* takes one, then smaller ones; it remembers by itself which it took.

    Always in the same order. What it raises beyond `Exception` ends the search.
    """
    try:
        find(
            strategy,
            is_wanted,
            random=Random(_SEED),
            settings=settings(
                database=None,
                deadline=None,
                max_examples=_MAX_EXAMPLES,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
                verbosity=Verbosity.quiet,
            ),
        )
    except (NoSuchExample, Unsatisfiable):
        return


def of_arguments(inputs: dict[str, Any], file: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """Tuples of arguments, or of a program's lines. Raises whatever the author's *file* raises."""
    if file:
        namespace: dict[str, Any] = {"__name__": "strategy"}
        exec(compile(file, "strategy", "exec"), namespace)
        return namespace["arguments"]  # type: ignore[no-any-return] # `find` says when it is none
    parts = inputs["lines"] or list(inputs["arguments"].values())
    return st.tuples(*map(strategy_of, parts))


def strategy_of(declared: dict[str, Any]) -> st.SearchStrategy[Any]:
    """One value, made in the one way that is declared."""
    way, about = next((way, about) for way, about in declared.items() if about is not None)
    return _WAYS[way](about)


def _number(about: dict[str, Any]) -> st.SearchStrategy[float]:
    """Numbers with few decimals: what a learner can follow on paper."""
    low, high = float(about["min"]), float(about["max"])
    span = high - low
    places = 2 if span >= 1 or span == 0 else 2 + math.ceil(-math.log10(span))
    unit = 10**places
    if span == 0 or not max(abs(low), abs(high)) * unit < 1 << 53:
        return st.floats(low, high, allow_nan=False, allow_infinity=False)
    return st.integers(math.ceil(low * unit), math.floor(high * unit)).map(lambda number: number / unit)


def _list(about: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(
        strategy_of(about["items"]),
        min_size=about["min_length"],
        max_size=about["max_length"],
        unique_by=repr if about["unique"] else None,
    )


_WAYS: dict[str, Callable[[Any], st.SearchStrategy[Any]]] = {
    "integer": lambda about: st.integers(about["min"], about["max"]),
    "number": _number,
    "text": lambda about: st.text(about["alphabet"], min_size=about["min_length"], max_size=about["max_length"]),
    "boolean": lambda _: st.booleans(),
    "one_of": st.sampled_from,
    "list_of": _list,
    "tuple_of": lambda parts: st.tuples(*map(strategy_of, parts)),
    "dict_of": lambda about: st.dictionaries(
        strategy_of(about["keys"]), strategy_of(about["values"]), max_size=about["max_length"]
    ),
}
