"""Reads a git packfile from a server that may lie: every size is checked before anything is unpacked."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field

from grader.messages import Telling

MAX_OBJECTS = 40_000
MAX_UNPACKED_BYTES = 64 << 20
"""Of all objects together: with deltas a small pack can stand for gigabytes."""
_HEADER = 12
_CHECKSUM = 20
_COMMIT, _TREE, _BLOB, _TAG, _OFS_DELTA, _REF_DELTA = 1, 2, 3, 4, 6, 7
_NAMES = {_COMMIT: b"commit", _TREE: b"tree", _BLOB: b"blob", _TAG: b"tag"}
_MORE = 0x80
_LONGEST_NUMBER = 9
_FOLDER, _LINK, _MODULE = 0o040000, 0o120000, 0o160000
_MAX_DEPTH = 10
_MAX_ROUNDS = 300
"""Git makes chains of 50 deltas."""
_CHUNK = 16 * 1024


class BadPack(Telling):
    """The bytes are no packfile that may be used; the message is for people."""


@dataclass
class Objects:
    """The objects of a packfile by their id."""

    found: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    """Id in 20 bytes → kind and content."""
    _by_offset: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    _left: int = MAX_UNPACKED_BYTES

    def add(self, offset: int, kind: int, content: bytes) -> None:
        """Keeps an object. Raises `BadPack` once there is too much."""
        self._left -= len(content)
        if self._left < 0:
            raise BadPack("the repository unpacks to more than %(size)s MB", size=MAX_UNPACKED_BYTES >> 20)
        name = hashlib.sha1(_NAMES[kind] + b" %d\0" % len(content) + content, usedforsecurity=False).digest()
        self.found[name] = self._by_offset[offset] = (kind, content)

    @property
    def left(self) -> int:
        """How many bytes may still be unpacked."""
        return self._left

    def base(self, reference: int | bytes) -> tuple[int, bytes]:
        """What a delta is made from. Raises `BadPack`."""
        found = self._by_offset.get(reference) if isinstance(reference, int) else self.found.get(reference)
        if found is None:
            raise BadPack("the repository's data is incomplete")
        return found

    def files(self, commit: bytes) -> dict[str, bytes]:
        """The files of a commit; links, submodules and what is nested too deeply are refused with `BadPack`."""
        kind, content = self.base(commit)
        while kind == _TAG:
            kind, content = self.base(_id_after(content, b"object "))
        if kind != _COMMIT:
            raise BadPack("there is no commit to take")
        found: dict[str, bytes] = {}
        try:
            self._walk(_id_after(content, b"tree "), "", found, 0)
        except ValueError as error:
            raise BadPack("a folder in it cannot be read") from error
        return found

    def _walk(self, tree: bytes, prefix: str, found: dict[str, bytes], depth: int) -> None:
        kind, content = self.base(tree)
        if kind != _TREE or depth > _MAX_DEPTH:
            raise BadPack("its folders are nested too deeply, or are none")
        at = 0
        while at < len(content):
            end = content.find(b"\0", at)
            if end < 0 or end + 21 > len(content):
                raise BadPack("a folder in it cannot be read")
            mode_text, _, raw = content[at:end].partition(b" ")
            mode, name = int(mode_text, 8), raw.decode("utf-8")
            child, at = content[end + 1 : end + 21], end + 21
            if not name or "/" in name:
                raise BadPack("a file in it has a name that cannot be")
            if mode == _FOLDER:
                self._walk(child, f"{prefix}{name}/", found, depth + 1)
            elif mode in {_LINK, _MODULE}:
                raise BadPack("%(name)s is a link or a submodule, not a file", name=ascii(prefix + name))
            else:
                if len(found) >= MAX_OBJECTS:
                    raise BadPack("it holds more than %(most)s files", most=MAX_OBJECTS)
                found[prefix + name] = self.base(child)[1]


def read_pack(untrusted_data: bytes) -> Objects:
    """All objects of a packfile. Raises `BadPack`, and nothing else."""
    try:
        return _read(untrusted_data)
    except (zlib.error, IndexError, ValueError, RecursionError) as error:
        raise BadPack("the repository's data cannot be read") from error


def _read(data: bytes) -> Objects:
    if data[:4] != b"PACK" or int.from_bytes(data[4:8], "big") not in {2, 3} or len(data) < _HEADER + _CHECKSUM:
        raise BadPack("the repository's data cannot be read")
    count = int.from_bytes(data[8:_HEADER], "big")
    if count > MAX_OBJECTS:
        raise BadPack("the repository holds more than %(most)s objects", most=MAX_OBJECTS)
    objects, at = Objects(), _HEADER
    waiting: list[tuple[int, int | bytes, bytes]] = []
    for _ in range(count):
        start = at
        kind, size, at = _head(data, at)
        reference: int | bytes = 0
        if kind == _OFS_DELTA:
            back, at = _offset(data, at)
            reference = start - back
        elif kind == _REF_DELTA:
            reference, at = data[at : at + 20], at + 20
        elif kind not in _NAMES:
            raise BadPack("the repository's data cannot be read")
        if size > objects.left:
            raise BadPack("the repository unpacks to more than %(size)s MB", size=MAX_UNPACKED_BYTES >> 20)
        content, at = _inflated(data, at, size)
        if kind in _NAMES:
            objects.add(start, kind, content)
        else:
            waiting.append((start, reference, content))
    _resolve(objects, waiting)
    return objects


def _resolve(objects: Objects, waiting: list[tuple[int, int | bytes, bytes]]) -> None:
    """Unfolds deltas, round by round: each may be made from one that comes later."""
    for _ in range(_MAX_ROUNDS):
        later = []
        for start, reference, delta in waiting:
            try:
                kind, base = objects.base(reference)
            except BadPack:
                later.append((start, reference, delta))
            else:
                objects.add(start, kind, _applied(base, delta, objects.left))
        if not later:
            return
        if len(later) == len(waiting):
            break
        waiting = later
    raise BadPack("the repository's data is incomplete")


def _applied(base: bytes, delta: bytes, most: int) -> bytes:
    source, at = _number(delta, 0)
    target, at = _number(delta, at)
    if source != len(base):
        raise BadPack("the repository's data cannot be read")
    if target > most:
        raise BadPack("the repository unpacks to more than %(size)s MB", size=MAX_UNPACKED_BYTES >> 20)
    made = bytearray()
    while at < len(delta):
        order = delta[at]
        at += 1
        if order & _MORE:
            offset, at = _packed(delta, at, order & 0x0F, 4)
            size, at = _packed(delta, at, order >> 4 & 0x07, 3)
            size = size or 0x10000
            if offset + size > len(base):
                raise BadPack("the repository's data cannot be read")
            made += base[offset : offset + size]
        elif order:
            made += delta[at : at + order]
            at += order
        else:
            raise BadPack("the repository's data cannot be read")
        if len(made) > target:
            break
    if len(made) != target:
        raise BadPack("the repository's data cannot be read")
    return bytes(made)


def _packed(data: bytes, at: int, present: int, width: int) -> tuple[int, int]:
    value = 0
    for number in range(width):
        if present >> number & 1:
            value |= data[at] << 8 * number
            at += 1
    return value, at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Kind and size of an object, and where it goes on."""
    byte = data[at]
    kind, size, shift = byte >> 4 & 0x07, byte & 0x0F, 4
    at += 1
    while byte & _MORE:
        byte = data[at]
        size |= (byte & 0x7F) << shift
        shift += 7
        at += 1
        if shift > 7 * _LONGEST_NUMBER:
            raise BadPack("the repository's data cannot be read")
    return kind, size, at


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & _MORE:
            return value, at
        if shift > 7 * _LONGEST_NUMBER:
            raise BadPack("the repository's data cannot be read")


def _offset(data: bytes, at: int) -> tuple[int, int]:
    """How far back the base of a delta lies."""
    byte = data[at]
    value = byte & 0x7F
    at += 1
    for _ in range(_LONGEST_NUMBER):
        if not byte & _MORE:
            return value, at
        byte = data[at]
        at += 1
        value = ((value + 1) << 7) | (byte & 0x7F)
    raise BadPack("the repository's data cannot be read")


def _inflated(data: bytes, at: int, size: int) -> tuple[bytes, int]:
    """*size* bytes, and where the next object begins. Never unpacks more than was announced."""
    stream = zlib.decompressobj()
    made = bytearray()
    while not stream.eof:
        chunk = data[at : at + _CHUNK]  # in small pieces: zlib copies what it was handed and did not need
        made += stream.decompress(chunk, size + 1 - len(made))
        if not chunk or stream.unconsumed_tail or len(made) > size:
            raise BadPack("the repository's data cannot be read")
        at += len(chunk)
    if len(made) != size:
        raise BadPack("the repository's data cannot be read")
    return bytes(made), at - len(stream.unused_data)


def _id_after(content: bytes, word: bytes) -> bytes:
    if not content.startswith(word):
        raise BadPack("a commit in it cannot be read")
    return bytes.fromhex(content[len(word) : len(word) + 40].decode("ascii"))
