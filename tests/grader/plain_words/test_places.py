"""The learner's own line, and the part that Python points at."""

from __future__ import annotations

import pytest

from grader.plain_words import Raised, SourceLine
from grader.plain_words.places import source_lines

SOURCE = "def f(n):\n    return n + total\n\nf(3)\n"
TRACE = """\
  File "main.py", line 4, in <module>
    f(3)
    ~^^^
  File "main.py", line 2, in f
    return n + total
               ^^^^^
NameError: name 'total' is not defined
"""


def at(line, trace="", source=SOURCE):
    return source_lines(Raised("NameError", "", "main.py", line, trace), source)


def test_the_line_is_shown_with_the_one_before_it_and_what_python_points_at():
    assert at(2, TRACE) == (SourceLine(1, "def f(n):"), SourceLine(2, "    return n + ", "total", "", is_place=True))


def test_an_empty_line_before_it_is_left_out():
    assert at(4, TRACE) == (SourceLine(4, "", "f(3)", "", is_place=True),)


@pytest.mark.parametrize("line", [-1, 0, 9, 10**9])
def test_a_line_that_is_not_there_is_not_shown(line):
    assert at(line, TRACE) == ()


@pytest.mark.parametrize(
    "trace",
    [
        "",
        TRACE.replace("return n + total", "return n + other"),
        TRACE.replace('"main.py", line 2', '"other.py", line 2'),
        TRACE.replace("               ^^^^^", "nothing"),
        '  File "main.py", line 2, in f\n    return n + total\n' + " " * 300 + "^\nNameError\n",
        '  File "main.py", line 2, in f',
    ],
)
def test_a_traceback_that_does_not_fit_the_source_marks_nothing(trace):
    assert at(2, trace)[-1] == SourceLine(2, "    return n + total", is_place=True)


def test_a_long_line_is_cut():
    (line,) = at(1, source="x" * 5_000)
    assert len(line.text) < 210
