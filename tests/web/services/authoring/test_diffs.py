"""What differs between two sets of files."""

from __future__ import annotations

from web.services.authoring.diffs import MAX_LINES, differences


def test_only_what_differs_is_told_by_name_and_kind() -> None:
    before = {"same": b"x", "gone": b"a\nb\n", "changed": b"1\n"}
    after = {"same": b"x", "new": b"c\n", "changed": b"2\n"}
    found = [(one.path, one.kind, one.added, one.removed) for one in differences(before, after)]
    assert found == [("changed", "changed", 1, 1), ("gone", "removed", 0, 2), ("new", "added", 1, 0)]


def test_far_changes_have_a_gap_between_them() -> None:
    before = [f"line {number}" for number in range(40)]
    after = ["first", *before[1:-1], "last"]
    (found,) = differences({"f": "\n".join(before).encode()}, {"f": "\n".join(after).encode()})
    kinds = [line.kind for line in found.lines]
    assert kinds.count("gap") == 1
    assert kinds.count("same") == 6
    assert [(line.text, line.after) for line in found.lines if line.kind == "added"] == [("first", 1), ("last", 40)]


def test_what_is_no_text_or_too_long_is_told_without_lines() -> None:
    long = b"x\n" * MAX_LINES
    binary, large = differences({"a": b"\xff", "b": long}, {"a": b"\xfe", "b": long + b"y\n"})
    assert (binary.kind, binary.lines) == ("changed", ())
    assert (large.kind, large.lines) == ("changed", ())
