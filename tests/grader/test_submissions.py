"""Files that are refused before anything is done with them, each with a sentence for who sent them."""

from __future__ import annotations

import io
import zipfile

import pytest

from grader.errors import SubmissionRejected
from grader.submissions import checked_files, files_from_zip

LARGE = 256 * 1024


def test_good_files_come_back_in_a_steady_order() -> None:
    files = {"b.py": b"", "a/c.py": b"\xff\x00", "a.py": "é".encode()}
    assert list(checked_files(files, ["a.py"])) == ["a.py", "a/c.py", "b.py"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "a.py is missing. You sent no file."),
        ({"b.py": b""}, "a.py is missing. You sent 'b.py'."),
        ({"a.py": b"x" * (LARGE + 1)}, "The file a.py is larger than 256 kB."),
        ({"a.py": b"x" * LARGE, "b.py": b"x"}, "larger than 256 kB together"),
        ({f"f{number}.py": b"" for number in range(51)}, "You sent 51 files; at most 50"),
        ({"a.py": b"", "A.py": b""}, "too much alike"),
        ({"a.py": b"", "é.py": b"", "e\u0301.py": b""}, "not allowed|too much alike"),
        ({"a.py": b"", "a.py/b.py": b""}, "a file and a folder at once"),
        ({"a.py": b"", "x" * 121: b""}, "too long"),
        ({"a.py": b"", "1/2/3/4/5/6/7": b""}, "too long|not allowed"),
    ],
)
def test_files_that_cannot_be_graded_are_refused_in_words(files: dict[str, bytes], words: str) -> None:
    with pytest.raises(SubmissionRejected, match=words):
        checked_files(files, ["a.py"])


@pytest.mark.parametrize(
    "name",
    ["../a.py", "/a.py", "a/../b.py", "a//b.py", "a\\b.py", "C:a.py", ".hidden", "a.py.", "a b.py", "a\0.py", "a\n.py",
     "con.py", "NUL", "lpt1.txt", "-rf", "", ".", "..", "a.py/", "\u202eyp.a", "~/a.py", "$HOME.py", "a;b.py"],
)  # fmt: skip
def test_a_name_that_could_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(SubmissionRejected, match=r"file name|too long"):
        checked_files({"a.py": b"", name: b""}, ["a.py"])


def test_the_sentence_shows_no_control_character_of_a_name() -> None:
    with pytest.raises(SubmissionRejected) as refusal:
        checked_files({"\x1b[31m\u202e": b""}, [])
    assert str(refusal.value).isprintable()


def archive(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return data.getvalue()


def test_an_archive_gives_its_files() -> None:
    assert files_from_zip(archive(("a.py", b"1"), ("b/c.py", b"2"))) == {"a.py": b"1", "b/c.py": b"2"}


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = archive(("a.py", bytes(LARGE + 1)))
    assert len(bomb) < 2_000
    with pytest.raises(SubmissionRejected, match="unpacks to more than 256 kB"):
        files_from_zip(bomb)


def test_a_link_in_an_archive_is_refused() -> None:
    link = zipfile.ZipInfo("a.py")
    link.external_attr = 0o120777 << 16
    with pytest.raises(SubmissionRejected, match="link or a device"):
        files_from_zip(archive((link, b"/etc/passwd")))


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no archive", archive(("a.py", b"x"))[:-10]], ids=["empty", "short", "text", "cut off"]
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(SubmissionRejected, match="no ZIP archive"):
        files_from_zip(data)
