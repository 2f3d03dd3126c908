"""The texts of an Exercism exercise: Markdown with a few fences of its own."""

from __future__ import annotations

import re

from grader.importing.conversions import Notes
from grader.importing.markup.tidy import tidied
from grader.importing.sources import SourceFolder

_PARTS = ("introduction.md", "introduction.append.md", "instructions.md", "instructions.append.md")
_OWN_FENCE = re.compile(r"^(~{3,}|`{3,})exercism/([a-z-]+)\n(.*?)\n\1[ ]*$", re.DOTALL | re.MULTILINE)
_TASK = re.compile(r"^## (\d+)\.\s+(.+?)\s*$", re.MULTILINE)


def statement(folder: SourceFolder, notes: Notes) -> str:
    """Introduction, instructions and what the track adds to them. Raises `PackError`."""
    parts = [folder.text(f".docs/{name}").strip() for name in _PARTS if folder.has(f".docs/{name}")]
    return tidied(_OWN_FENCE.sub(_note, "\n\n".join(part for part in parts if part)), notes) + "\n"


def hints(folder: SourceFolder, notes: Notes) -> list[str]:
    """One hint for each point of hints.md, with its section's title and without its links."""
    if not folder.has(".docs/hints.md"):
        return []
    plain = re.sub(r"^\[[^\]]+\]:.*$", "", folder.text(".docs/hints.md"), flags=re.MULTILINE)
    plain = tidied(plain, notes)
    plain = re.sub(r"\[([^\]]+)\](\[[^\]]*\]|\([^)]*\))", r"\1", plain)
    found = []
    for section in re.split(r"^## ", plain, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        name = "" if title.strip().lower() == "general" else f"{title.strip()}: "
        points = re.split(r"^[-*] ", body, flags=re.MULTILINE)
        found += [name + " ".join(point.split()) for point in points if point.strip()]
    return found


def task_titles(text: str) -> dict[int, str]:
    """The numbered headings of the instructions."""
    return {int(found[1]): found[2] for found in _TASK.finditer(text)}


def _note(found: re.Match[str]) -> str:
    lines = [f"**{found[2].capitalize()}**", "", *found[3].strip().splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)
