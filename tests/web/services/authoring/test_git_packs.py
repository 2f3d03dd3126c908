"""Packfiles from a server that lies."""

from __future__ import annotations

import hashlib
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.services.authoring.git_server import make_repository
from web.services.authoring.git_packs import MAX_OBJECTS, MAX_UNPACKED_BYTES, BadPack, read_pack

COMMIT, TREE, BLOB, OFS_DELTA, REF_DELTA = 1, 2, 3, 6, 7


def _head(kind: int, size: int) -> bytes:
    first, size = kind << 4 | size & 0x0F, size >> 4
    parts = [first]
    while size:
        parts[-1] |= 0x80
        parts.append(size & 0x7F)
        size >>= 7
    return bytes(parts)


def _number(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def pack(*objects: bytes, count: int | None = None) -> bytes:
    data = b"PACK" + (2).to_bytes(4, "big") + (len(objects) if count is None else count).to_bytes(4, "big")
    data += b"".join(objects)
    return data + hashlib.sha1(data, usedforsecurity=False).digest()


def whole(kind: int, content: bytes, size: int | None = None) -> bytes:
    return _head(kind, len(content) if size is None else size) + zlib.compress(content)


def name_of(kind: bytes, content: bytes) -> bytes:
    return hashlib.sha1(kind + b" %d\0" % len(content) + content, usedforsecurity=False).digest()


def delta(reference: bytes, source: int, target: int, orders: bytes) -> bytes:
    body = _number(source) + _number(target) + orders
    return _head(REF_DELTA, len(body)) + reference + zlib.compress(body)


def test_what_git_packs_is_read_with_its_deltas(tmp_path: Path) -> None:
    states = [{"a.txt": "".join(f"{number} {step}\n" for number in range(500))} for step in (1, 1)]
    states[1]["a.txt"] += "the end\n"
    make_repository(tmp_path / "one", *states, {"b/c.txt": "x"})
    packfile = next((tmp_path / "one" / ".git" / "objects" / "pack").glob("*.pack")).read_bytes()
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=tmp_path / "one", check=True, capture_output=True, text=True
    ).stdout
    listed = subprocess.run(
        ["git", "verify-pack", "-v", *(tmp_path / "one" / ".git" / "objects" / "pack").glob("*.idx")],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "chain length = 1" in listed, "without a delta this test shows nothing"
    files = read_pack(packfile).files(bytes.fromhex(head.strip()))
    assert files == {"a.txt": states[1]["a.txt"].encode(), "b/c.txt": b"x"}


def test_a_small_object_that_unpacks_to_much_is_refused() -> None:
    bomb = whole(BLOB, bytes(1 << 20), size=10)
    with pytest.raises(BadPack):
        read_pack(pack(bomb))
    with pytest.raises(BadPack, match="unpacks to more than"):
        read_pack(pack(_head(BLOB, MAX_UNPACKED_BYTES + 1) + zlib.compress(b"")))


def test_many_objects_share_one_limit() -> None:
    part = bytes(8 << 20)
    objects = [whole(BLOB, part + bytes([number])) for number in range(9)]
    with pytest.raises(BadPack, match="unpacks to more than"):
        read_pack(pack(*objects))


def test_a_delta_that_makes_much_of_little_is_refused() -> None:
    base = bytes(60_000)
    copy_all = bytes([0x80 | 0x10 | 0x20, len(base) & 0xFF, len(base) >> 8])
    times = MAX_UNPACKED_BYTES // len(base) + 1
    bomb = delta(name_of(b"blob", base), len(base), times * len(base), copy_all * times)
    with pytest.raises(BadPack, match="unpacks to more than"):
        read_pack(pack(whole(BLOB, base), bomb))
    lying = delta(name_of(b"blob", base), len(base), 5, copy_all * times)
    with pytest.raises(BadPack):
        read_pack(pack(whole(BLOB, base), lying))


def test_a_delta_without_its_base_is_refused() -> None:
    with pytest.raises(BadPack, match="incomplete"):
        read_pack(pack(delta(b"\1" * 20, 1, 1, b"\1x")))


def test_a_delta_that_reaches_beyond_its_base_is_refused() -> None:
    with pytest.raises(BadPack):
        read_pack(pack(whole(BLOB, b"abc"), delta(name_of(b"blob", b"abc"), 3, 9, bytes([0x90, 9]))))


def test_more_objects_than_allowed_are_refused_unread() -> None:
    with pytest.raises(BadPack, match="more than"):
        read_pack(pack(count=MAX_OBJECTS + 1))


def _tree(*entries: tuple[bytes, bytes, bytes]) -> bytes:
    return b"".join(mode + b" " + name + b"\0" + child for mode, name, child in entries)


@pytest.mark.parametrize(
    ("mode", "name"),
    [(b"120000", b"link"), (b"160000", b"module"), (b"100644", b"a/b"), (b"100644", b""), (b"100644", b"\xff"),
     (b"nine", b"x")],
)  # fmt: skip
def test_what_is_no_plain_file_in_a_tree_is_refused(mode: bytes, name: bytes) -> None:
    blob = b"x"
    tree = _tree((mode, name, name_of(b"blob", blob)))
    commit = b"tree " + name_of(b"tree", tree).hex().encode() + b"\n\nwords"
    objects = read_pack(pack(whole(BLOB, blob), whole(TREE, tree), whole(COMMIT, commit)))
    with pytest.raises(BadPack):
        objects.files(name_of(b"commit", commit))


def test_a_commit_that_names_no_tree_is_refused() -> None:
    objects = read_pack(pack(whole(COMMIT, b"parent me\n"), whole(BLOB, b"x")))
    for name in (name_of(b"commit", b"parent me\n"), name_of(b"blob", b"x"), b"\0" * 20):
        with pytest.raises(BadPack):
            objects.files(name)


GOOD = pack(whole(BLOB, b"abc"), whole(TREE, _tree((b"100644", b"a", name_of(b"blob", b"abc")))))


@given(data=st.data())
def test_no_change_of_a_pack_ends_in_anything_but_a_refusal(data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    for candidate in (bytes(damaged), bytes(damaged[:cut])):
        try:
            found = read_pack(candidate).found
        except BadPack:
            continue
        assert all(isinstance(content, bytes) for _, content in found.values())
