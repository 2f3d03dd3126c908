"""The command, run in this process, on folders laid out as other systems lay out theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.import_command import import_group
from grader.packs.reader import LoadedPack, read_pack

Run = Callable[..., Result]
Tree = Mapping[str, str | bytes]


def write_tree(root: Path, files: Tree) -> Path:
    """Writes *files* below *root*."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@dataclass(frozen=True)
class Imported:
    """What came of an import."""

    folder: Path
    account: dict[str, Any]

    def pack(self) -> LoadedPack:
        """As the reader reads it."""
        return read_pack(self.folder)

    def exercise(self, name: str) -> dict[str, Any]:
        """What the account says of one exercise."""
        return next(one for one in self.account["exercises"] if one["id"] == name)

    def statuses(self) -> dict[str, str]:
        """Exercise → imported, unfinished or left out."""
        return {one["id"]: one["status"] for one in self.account["exercises"]}

    def files(self) -> dict[str, bytes]:
        """Every file of the pack."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(import_group, [str(one) for one in arguments], prog_name="bootcamp pack import")

    return invoke


@pytest.fixture
def import_from(run: Run, tmp_path: Path) -> Callable[..., Imported]:
    """Imports a tree of files from a system: `import_from("exercism", {...})`."""

    def from_tree(system: str, files: Tree, *options: str, name: str = "teas") -> Imported:
        source = write_tree(tmp_path / f"source-of-{name}", files)
        result = run(system, source, tmp_path / name, "--json", *options)
        assert result.exit_code in {0, 1}, result.output
        return Imported(tmp_path / name, json.loads(result.stdout))

    return from_tree
