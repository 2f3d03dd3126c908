"""Input and expected output that lie beside a task as files, in the ways in which authors name them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from grader.importing.sources import SourceFolder

_INPUTS = {".in", ".input", ".inp"}
_OUTPUTS = (".out", ".output", ".ans", ".expected", ".sol", ".res")
_WORDS = (("inputs", "outputs"), ("input", "output"), ("in", "out"))
MAX_CASES = 100


def dialogues(folder: SourceFolder) -> list[tuple[str, str, str]]:
    """Name, input and output of each pair of files, in the order of their names. Raises `PackError`."""
    names = folder.files()
    known = set(names)
    pairs = {name: other for name in names if (other := _partner(name, known))}
    order = sorted(pairs, key=_natural)[:MAX_CASES]
    return [(PurePosixPath(name).stem, folder.text(name), folder.text(pairs[name])) for name in order]


def named(run: str, folder: SourceFolder) -> bool:
    """Whether a run speaks of such files: by their folder, by their ending or by their name."""
    names = folder.files()
    known = set(names)
    words = set()
    for name in names:
        if _partner(name, known):
            path = PurePosixPath(name)
            words |= {path.name, path.suffix, *path.parent.parts}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", run) for word in words if word and word != ".txt")


def _partner(name: str, known: set[str]) -> str:
    """The file of the output that belongs to a file of input; empty where there is none."""
    path = PurePosixPath(name)
    candidates = []
    if path.suffix.lower() in _INPUTS:
        candidates += [path.with_suffix(suffix).as_posix() for suffix in _OUTPUTS]
    for word, other in _WORDS:
        folders = [other if part.lower() == word else part for part in path.parts[:-1]]
        in_folder = folders != list(path.parts[:-1])
        if in_folder:
            candidates.append("/".join([*folders, path.name]))
            candidates += ["/".join([*folders, path.stem + suffix]) for suffix in _OUTPUTS]
        base = re.sub(rf"(?<![A-Za-z]){word}(?![A-Za-z])", other, path.name)
        if base != path.name and path.suffix in {".txt", ""}:
            candidates.append("/".join([*path.parts[:-1], base]))
    return next((one for one in candidates if one in known and one != name), "")


def _natural(name: str) -> list[tuple[int, str]]:
    """So that 2 comes before 10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d{1,9})", name)]
