"""Which image belongs to this version: the tag is a digest of everything that goes into it.

So nothing is rebuilt without a cause, and a worker cannot use an image whose harness is another one than
it was written for. Standard library only: `scripts/build_images.py` uses it too.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "sandbox-images"
BASE = "base"
INPUTS_LABEL = "org.bootcamp.sandbox.inputs"
"""An image's label: the digest that is also its tag."""


def reference(name: str, sources: Path = SOURCES) -> str:
    """The name and tag of the image for `sandbox-images/NAME`, such as `bootcamp-sandbox-python:9f2c…`.

    Raises `FileNotFoundError` where there is no such folder.
    """
    return f"bootcamp-sandbox-{name}:{inputs_digest(name, sources)}"


def inputs_digest(name: str, sources: Path = SOURCES) -> str:
    """A digest of the files in `sandbox-images/NAME` and of the base that the image stands on."""
    folder = sources / name
    if not (folder / "Dockerfile").is_file():
        raise FileNotFoundError(f"{folder} holds no Dockerfile")
    digest = hashlib.sha256()
    if name != BASE:
        digest.update(inputs_digest(BASE, sources).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if "__pycache__" in path.parts or path.suffix == ".md":
            continue
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
