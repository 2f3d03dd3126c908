"""A pack to start from: a copy of one of the sound packs in templates/, one for each kind of exercise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from grader.errors import PackError
from grader.model import Kind

TEMPLATES = Path(__file__).parent / "templates"
KINDS: tuple[Kind, ...] = get_args(Kind)


def new_pack_files(name: str, kind: Kind = "pytest") -> dict[str, str]:
    """Path in the pack → text, of a commented pack called *name*. Raises `PackError` for a name that cannot be."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise PackError(f"the folder's name becomes the pack's id: {name!r} may hold a-z, 0-9 and hyphens only")
    root = TEMPLATES / kind
    files = {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    title = name.replace("-", " ").capitalize()
    about = files["pack.yaml"]
    about = about.replace(f"id: {kind}\n", f"id: {name:<26} # the folder's name\n")
    return files | {"pack.yaml": about.replace(f"A pack of kind {kind}", title)}


def write_new_pack(folder: Path, kind: Kind = "pytest") -> list[Path]:
    """Writes a commented pack into *folder*, which must be new or empty; returns its files. Raises `PackError`."""
    files = new_pack_files(folder.absolute().name, kind)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PackError(f"{folder} is there already, and not empty")
    written = []
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        written.append(file)
    return written
