"""A pack's files: what comes in is refused as a whole when anything about it is odd."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from grader.errors import FilesRejected
from web.services.pack_files import (
    MAX_PACK_BYTES,
    MAX_PACK_FILES,
    checked,
    digest_of_files,
    files_in,
    is_left_out,
    unzipped,
    uploaded,
    write_files,
    zipped,
)

FILES = {"pack.yaml": b"id: p\n", "first/tests/test_a.py": b"def test_a(): ...\n", "first/starter/a.py": b""}


def archive(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return data.getvalue()


def _member(name: str, mode: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    return member


def test_the_same_files_give_the_same_archive_in_whatever_order() -> None:
    assert zipped(FILES) == zipped(dict(reversed(FILES.items())))
    assert unzipped(zipped(FILES)) == FILES


def test_the_digest_is_of_names_and_contents() -> None:
    same = digest_of_files(dict(reversed(FILES.items())))
    assert digest_of_files(FILES) == same
    others = [{**FILES, "pack.yaml": b"id: q\n"}, {**FILES, "new": b""}, {"ab": b"c"}, {"a": b"bc"}]
    assert len({same, *map(digest_of_files, others)}) == 5


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/etc/passwd", "C:/x", "C:\\x", "a\\b", "..\\x", "a//b", "./a", "a/.", "a/./b", "con.py",
     "a/nul", "x.", "a b", "\u202ex", "a\nb", "~x", "a:b", "a?", "..", "../.git/config", "a/../.hidden"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_refuses_the_whole_archive(name: str) -> None:
    with pytest.raises(FilesRejected) as refusal:
        uploaded(archive(("pack.yaml", b"id: p\n"), (name, b"x")))
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o060666, 0o010666, 0o140777])
def test_links_and_devices_refuse_the_whole_archive(mode: int) -> None:
    with pytest.raises(FilesRejected, match="a link or a device"):
        uploaded(archive(("pack.yaml", b""), (_member("evil", mode), b"/etc/passwd")))


@pytest.mark.parametrize("twin", ["PACK.yaml", "Pack.YAML"])
def test_names_that_are_one_file_on_some_machines_are_refused(twin: str) -> None:
    with pytest.raises(FilesRejected, match="too much alike"):
        uploaded(archive(("pack.yaml", b""), (twin, b"")))


def test_names_that_differ_in_unicode_form_only_are_refused() -> None:
    with pytest.raises(FilesRejected, match=r"too much alike|not allowed"):
        checked({"é.md": b"", "e\u0301.md": b""})


def test_a_file_that_is_a_folder_too_is_refused() -> None:
    with pytest.raises(FilesRejected, match="a file and a folder at once"):
        uploaded(archive(("pack.yaml", b""), ("a", b""), ("a/b", b"")))


def test_a_name_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = archive(("pack.yaml", b"1"), ("pack.yaml", b"2"))
    with pytest.raises(FilesRejected, match="twice"):
        uploaded(data)


def test_a_bomb_is_refused_after_reading_what_is_allowed() -> None:
    bomb = archive(*((f"f{number}", bytes(1 << 20)) for number in range(17)))
    assert len(bomb) < 100_000
    with pytest.raises(FilesRejected, match=rf"unpacks to more than {MAX_PACK_BYTES // 1024} kB"):
        uploaded(bomb)


def test_sizes_that_an_archive_lies_about_are_not_believed() -> None:
    data = bytearray(archive(("pack.yaml", bytes(MAX_PACK_BYTES + 1))))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 5)  # "5 bytes when unpacked"
    with pytest.raises(FilesRejected):
        uploaded(bytes(data))


def test_a_password_is_refused() -> None:
    data = bytearray(archive(("pack.yaml", b"id: p\n")))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(FilesRejected, match="password"):
        uploaded(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_unusual_ways_of_packing_are_refused(method: int) -> None:
    with pytest.raises(FilesRejected, match="unusual way"):
        uploaded(archive(("pack.yaml", b""), method=method))


def test_too_many_files_are_refused() -> None:
    with pytest.raises(FilesRejected, match="at most 3000 are"):
        uploaded(archive(*((f"f{number}", b"") for number in range(MAX_PACK_FILES + 1))))


def test_a_file_that_no_pack_may_hold_is_refused() -> None:
    with pytest.raises(FilesRejected, match="larger than 512 kB"):
        uploaded(archive(("pack.yaml", b""), ("large", bytes(512 * 1024 + 1))))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", zipped(FILES)[:-30]])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(FilesRejected, match="no ZIP archive"):
        uploaded(data)


def test_an_archive_within_an_archive_stays_a_file() -> None:
    inner = zipped({"x": b"x"})
    assert uploaded(archive(("pack.yaml", b""), ("inner.zip", inner)))["inner.zip"] == inner


def test_the_only_folder_around_a_pack_is_taken_off() -> None:
    data = archive(*((f"my-pack-main/{name}", content) for name, content in FILES.items()))
    assert uploaded(data) == dict(sorted(FILES.items()))


def test_what_machines_add_by_themselves_is_left_out() -> None:
    extra = [".git/config", ".DS_Store", "__MACOSX/._pack.yaml", "first/tests/__pycache__/a.pyc", "b.pyc"]
    assert uploaded(archive(*FILES.items(), *((name, b"x") for name in extra))) == dict(sorted(FILES.items()))
    assert not is_left_out("../.git/config")


def test_a_folder_gives_its_files_back(tmp_path: Path) -> None:
    write_files(FILES, tmp_path / "p")
    (tmp_path / "p" / ".git").mkdir()
    (tmp_path / "p" / ".git" / "config").write_text("")
    assert files_in(tmp_path / "p") == dict(sorted(FILES.items()))


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_folder_with_a_link_or_a_device_is_refused(tmp_path: Path, kind: str) -> None:
    write_files(FILES, tmp_path / "p")
    match kind:
        case "link":
            (tmp_path / "p" / "evil").symlink_to("/etc/passwd")
        case "folder":
            (tmp_path / "p" / "evil").symlink_to("/etc")
        case _:
            os.mkfifo(tmp_path / "p" / "evil")
    with pytest.raises(FilesRejected, match="a link or a device"):
        files_in(tmp_path / "p")
