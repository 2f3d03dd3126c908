"""Writes what docs/ says of each key of a pack: pack-schema.json, and the tables of pack-format.md.

`.venv/bin/python scripts/pack_format.py`, after a change of grader/model. A test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from grader import model
from grader.packs.demands import KINDS_OF_KEYS
from grader.packs.schema import pack_schema

DOCS = Path(__file__).parents[1] / "docs"
_TABLE = re.compile(r"(<!-- keys: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(page: str) -> str:
    """*page* with each of its tables as it should be."""
    tables = _tables()
    return _TABLE.sub(lambda match: match[1] + tables[match[2]] + match[3], page)


def documented(page: str) -> set[str]:
    """Names of the tables that are on *page*."""
    return {match[2] for match in _TABLE.finditer(page)}


def names_of_tables() -> set[str]:
    """Names of all tables that there are."""
    return set(_tables())


def _tables() -> dict[str, str]:
    found = {"Strategy, sizes": _ways()}
    for name in model.__all__:
        one = getattr(model, name)
        if isinstance(one, type) and issubclass(one, BaseModel) and one not in {model.Exercise, model.InlineExercise}:
            found[name] = _table(one, [key for key in one.model_fields if key in one.__annotations__])
    by_kinds: dict[tuple[str, ...], list[str]] = {}
    for name in model.Exercise.model_fields:
        by_kinds.setdefault(KINDS_OF_KEYS.get(name, ()), []).append(name)
    for kinds, keys in by_kinds.items():
        found["Exercise, " + (" ".join(kinds) if kinds else "every kind")] = _table(model.Exercise, keys)
    return found


def _ways() -> str:
    rows = ["| way | key | default | meaning |", "| --- | --- | --- | --- |"]
    for way, field in model.Strategy.model_fields.items():
        for one in get_args(field.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                rows += [f"| `{way}` {row}" for row in _table(one, one.model_fields).splitlines()[2:]]
    return "\n".join(rows) + "\n"


def _table(of: type[BaseModel], keys: Iterable[str]) -> str:
    rows = ["| key | default | meaning |", "| --- | --- | --- |"]
    for key in keys:
        field = of.model_fields[key]
        default = "needed" if field.is_required() else _default(field.get_default(call_default_factory=True))
        rows.append(f"| `{key}` | {default} | {' '.join((field.description or '').split())} |")
    return "\n".join(rows) + "\n"


def _default(value: object) -> str:
    plain = to_jsonable_python(value)
    if plain in (None, "", [], {}) or isinstance(value, BaseModel):
        return "–"
    return f"`{str(plain).lower() if isinstance(plain, bool) else plain}`"


def main() -> None:
    """Writes both files."""
    page = DOCS / "pack-format.md"
    page.write_text(with_tables(page.read_text("utf-8")), encoding="utf-8")
    (DOCS / "pack-schema.json").write_text(pack_schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
