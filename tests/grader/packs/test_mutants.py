"""Mutants: one small mistake each, in the author's own words but for that, and the same ones every time."""

from __future__ import annotations

import ast
import re

import pytest

from grader.packs.mutants import MAX_SOURCE_BYTES, Mutant, mutants_of


def mutants(source: str, limit: int | None = None) -> list[Mutant]:
    return mutants_of({"answer.py": source.encode()}, ["answer.py"], limit)


def lines(source: str) -> set[str]:
    """What the mutants say in the place of the lines that they change."""
    added = [re.findall(r"^\+(?!\+\+ )(.*)", mutant.diff, re.MULTILINE) for mutant in mutants(source)]
    return {"\n".join(one) for one in added}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < b", {"x = a <= b", "x = a >= b"}),
        ("x = a == b", {"x = a != b"}),
        ("x = a not in b", {"x = a in b"}),
        ("x = a is None", {"x = a is not None"}),
        ("x = (a) < (b)", {"x = (a) <= (b)", "x = (a) >= (b)"}),
        ("x = a < b < c", {"x = a <= b < c", "x = a >= b < c", "x = a < b <= c", "x = a < b >= c"}),
        ("x = a + b", {"x = a - b"}),
        ("x = a - b * c", {"x = a + b * c", "x = a - b / c"}),
        ("x = a * (b + c)", {"x = a / (b + c)", "x = a * (b - c)"}),
        ("x = a // b % c", {"x = a / b % c", "x = a // b // c"}),
        ("x = a and b or c", {"x = (a or b) or c", "x = (a and b) and c"}),
        ("x = not a", {"x = a"}),
        ("x = -a", {"x = a"}),
        ("x = 0", {"x = 1"}),
        ("x = 7", {"x = 6", "x = 8"}),
        ("x = -7", {"x = 7", "x = -6", "x = -8"}),
        ("x = 2.5", {"x = 3.5"}),
        ("x = True", {"x = False"}),
        ('x = "ab"', {'x = ""'}),
        ('x = ""', {'x = "X"'}),
        ("x = [a, b]", {"x = []"}),
        ("x = {a, b}", {"x = set()"}),
        ("x = {a: b}", {"x = {}"}),
        ("x = a[b:c]", {"x = a[:c]", "x = a[b:]"}),
        ("x = a[:]", {"x = a"}),
        ("x = a[::b]", {"x = a[:]"}),
        ('x = f"é {a}!\\n"', {'x = f"{a}!\\n"', 'x = f"é {a}"'}),
        ('x = f"{a:.2f}"', {'x = f"{a}"'}),
        ("x = a if b else c", {"x = a if True else c", "x = a if False else c"}),
        ("x = [a for a in b if a]", {"x = [a for a in b if True]", "x = [a for a in b if False]"}),
        ("x = max(a, key=b)", {"x = min(a, key=b)", "x = max(a)"}),
        ("x = dict(a=b)", {"x = dict()"}),
        ("x = print(a, sep=b, end=c)", {"x = print(a, end=c)", "x = print(a, sep=b)"}),
        ("x = sorted(a, reverse=b)", {"x = list(a)", "x = sorted(a)"}),
        ("x = abs(a - b)", {"x = a - b", "x = abs(a + b)"}),
        ("x = list(a)", {"x = a"}),
        ("x = a.copy()", {"x = a"}),
        ("x = a.lower()", {"x = a.upper()"}),
        ("x = a.b(lambda c: (-c.d, c.e))", {"x = a.b(lambda c: (c.e,))", "x = a.b(lambda c: (-c.d,))"}
         | {"x = a.b(lambda c: (c.d, c.e))"}),
        ("a(b)", {"pass"}),
        ("a += b", {"a -= b", "a = b", "pass"}),
        ("a += [b]", {"a = [b]", "a += []", "pass"}),
        ("a.b = c", {"pass"}),
        ("a = b\na = c", {"pass"}),
        ("del a[b]", {"pass"}),
        ("def f():\n    return a", {"    return None"}),
        ("def f():\n    yield a", {"    yield None"}),
        ("def f():\n    raise ValueError('words')", {"    pass"}),
        ("def f(a=3):\n    return a", {"def f(a=2):", "def f(a=4):", "    return None"}),
        ("for a in b:\n    if c:\n        break\n    d(a)",
         {"    if True:", "    if False:", "        continue", "    pass"}),
        ("while a:\n    if b:\n        continue\n    c()",
         {"while False:", "    if True:", "    if False:", "        break", "    pass"}),
        ("if a < b:\n    c()", {"if a <= b:", "if True:", "if False:", "    pass"}),
        ("match a:\n    case 7 if b:\n        c()",
         {"    case 6 if b:", "    case 8 if b:", "    case 7 if True:", "    case 7 if False:", "        pass"}),
    ],
)  # fmt: skip
def test_an_operator_makes_just_these_mistakes(source, expected):
    assert lines(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""Words."""',
        'def f():\n    """Words."""',
        "import a\nfrom b import c",
        "a: int | None",
        "def f(a: 'int' = b) -> 'str':\n    pass",
        "@a(7)\ndef f():\n    pass",
        "class A(b, c=7):\n    pass",
        'if __name__ == "__main__":\n    f(7)',
        "if TYPE_CHECKING:\n    a(7)",
        'logger.info("words")',
        'a = input("words")',
        'a = open(b, encoding="utf-8")',
        'a = b["key"]',
        "__all__ = ['a']",
        "assert a > 7",
        "a = b",
        "def f():\n    return 0 or False" if False else "def f():\n    return None",
    ],
)
def test_what_no_test_should_have_to_notice_is_left_alone(source):
    assert lines(source) == set()


def test_a_mutant_differs_from_the_file_in_its_one_place_only():
    source = "# A word.\r\ndef f(a):  # 'quoted'\r\n    return (a\r\n            + 'é'.count('x'))  # here\r\n"

    for mutant in mutants(source):
        before, after = source.encode().splitlines(True), mutant.source.splitlines(True)
        assert before[:2] == after[:2]
        ast.parse(mutant.source)
    assert b"# A word.\r\ndef f(a):  # 'quoted'\r\n    return (a\r\n            - 'e'.count" not in {
        mutant.source for mutant in mutants(source)
    }
    assert "+            - 'é'.count('x'))  # here" in {
        line for mutant in mutants(source) for line in mutant.diff.splitlines()
    }


def test_mutants_that_do_the_same_are_one_and_those_that_change_nothing_are_none():
    assert lines("def f():\n    while True:\n        a()\n        break\n    return a\n    b = 7") == {
        "        pass",
        "        continue",
        "    while False:",
        "    return None",
    }


def test_every_mutant_has_an_id_that_other_lines_do_not_change():
    source = "def f(a, b):\n    return a < 3 or b < 3\n"
    moved = "import math\n\n\n" + source + "\n\ndef g():\n    return 12\n"

    ids = [mutant.id for mutant in mutants(source)]

    assert len(set(ids)) == len(ids)
    assert {one for one in ids if re.fullmatch("m[0-9a-f]{7}", one)} == set(ids)
    assert set(ids) < {mutant.id for mutant in mutants(moved)}


def test_a_sample_is_the_same_every_time_and_spread_over_the_file():
    source = "".join(f"def f{number}(a):\n    return a + {number + 2}\n\n\n" for number in range(30))

    sample = mutants(source, 20)

    assert [mutant.id for mutant in sample] == [mutant.id for mutant in mutants(source, 20)]
    assert len(sample) == 20
    assert [mutant.line for mutant in sample] == sorted(mutant.line for mutant in sample)
    assert sample[-1].line - sample[0].line > 60
    assert mutants(source, 0) == []


def test_only_files_that_are_handed_in_are_mutated_and_what_is_no_python_is_not():
    files = {"a.py": b"x = 1", "b.py": b"x = 1", "c.txt": b"x = 1", "d.py": b"x = (", "e.py": b"\xff\0"}
    files["f.py"] = b"x = 1\n" * MAX_SOURCE_BYTES

    assert {mutant.file for mutant in mutants_of(files, ["a.py", "c.txt", "d.py", "e.py", "f.py", "g.py"])} == {"a.py"}


def test_code_that_is_nested_deeply_gives_no_traceback():
    assert mutants("x = " + "-" * 3_000 + "y") == []
