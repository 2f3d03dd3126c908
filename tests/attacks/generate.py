"""Uploads that are too large or too odd to keep as files: each maker gives a file name and its content."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WRONG = b"# Wrong on purpose.\ndef clamp(value, low, high):\n    return None\n"
TESTS = b"/judge/tests/test_clamp.py"


def archive(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """A zip file of *members*, under exactly the names given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return out.getvalue()


def link(name: str, target: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    """A member that unpacks as a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info, target


def five_megabytes() -> tuple[str, bytes]:
    """A valid source file of five megabytes."""
    return "clamp.py", WRONG + b"# padding\n" * 524_288


def compile_bomb() -> tuple[str, bytes]:
    """An expression of 200,000 signs: small enough to be accepted, too deep for parser and compiler."""
    return "clamp.py", WRONG + b"x = " + b"-" * 200_000 + b"1\n"


def ten_thousand_files() -> tuple[str, bytes]:
    """A zip file of ten thousand small files."""
    members = [(f"d{number % 100}/f{number}.py", b"") for number in range(10_000)]
    return "upload.zip", archive([("clamp.py", WRONG), *members])


def odd_file_names() -> tuple[str, bytes]:
    """A zip file with names that break shells, pages, file systems and archives."""
    names = [
        *("-rf.py", "a\nb.py", "<img src=x onerror=alert(1)>.py", "a;touch slipped.py", "$(id).py", "caf\u00e9.py"),
        *("cafe\u0301.py", "CLAMP.PY", "con.py", "nul", "a\\b.py", "trailing. ", " lead.py", "tab\there.py"),
        *("\u202egnp.py", ".hidden/.env", "a/" * 300 + "deep.py", "clamp.py/inside.py", "..py", "..."),
        *("__pycache__/clamp.cpython-311.pyc", "x" * 251 + ".py", "x" * 300 + ".py"),
    ]
    return "upload.zip", archive([("clamp.py", WRONG), *((name, WRONG) for name in names)])


def zip_slip() -> tuple[str, bytes]:
    """A zip file whose names leave the folder that it is unpacked into."""
    names = [
        *("../clamp.py", "../../../../../../tmp/slipped", "/tmp/slipped", "C:\\slipped", "..\\..\\slipped"),
        *("a/../../slipped", "a/./../../slipped", "//tmp/slipped", "....//slipped"),
    ]
    return "upload.zip", archive([("clamp.py", WRONG), *((name, WRONG) for name in names)])


def zip_symlink() -> tuple[str, bytes]:
    """A zip file with links to the tests, to /etc/shadow and to /, and files that go through them."""
    links = [
        *(link("tests.txt", TESTS), link("shadow.txt", b"/etc/shadow"), link("root", b"/"), link("up", b"..")),
        *(link("loop", b"loop"), link("clamp.py", TESTS)),
    ]
    return "upload.zip", archive([*links, ("root/tmp/slipped", WRONG), ("up/slipped", WRONG)])


def zip_bomb() -> tuple[str, bytes]:
    """One megabyte that unfolds to a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("clamp.py", WRONG)
        with packed.open("zeros.txt", "w", force_zip64=True) as member:
            for _ in range(1024):
                member.write(bytes(1 << 20))
    return "upload.zip", out.getvalue()


def zip_bomb_lying() -> tuple[str, bytes]:
    """A zip file whose directory says 10 bytes for a member of 64 megabytes."""
    data = bytearray(archive([("clamp.py", WRONG), ("zeros.txt", bytes(64 << 20))]))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return "upload.zip", bytes(data)


MAKERS: dict[str, Callable[[], tuple[str, bytes]]] = {
    maker.__name__: maker
    for maker in (
        *(five_megabytes, compile_bomb, ten_thousand_files, odd_file_names),
        *(zip_slip, zip_symlink, zip_bomb, zip_bomb_lying),
    )
}
