"""The account of an import, names, and the little questions that shapes answer."""

from __future__ import annotations

import json

import pytest

from grader.errors import PackError
from grader.importing import shapes
from grader.importing.conversions import Account, Conversion, Notes, Status, printable
from grader.importing.drafts import Draft, file_name, share
from grader.importing.inginious.runs import Run, compared_output
from grader.importing.names import Slugs, question_name, slug_of
from grader.importing.python_code import absent_modules, without_unused


def test_an_account_is_said_in_full_and_as_one_json_object():
    notes = Notes(kept=["text", "tests"], changed=["a file has another name"], dropped=["the image a.png"])
    account = Account(
        "teas",
        Notes(kept=["order"]),
        [
            Conversion("Green Tea", "green-tea", notes=notes),
            Conversion("b", "b", Status.UNFINISHED, "it has no reference"),
            Conversion("c", "c", Status.LEFT_OUT, "deprecated"),
            Conversion("d", "d", Status.LEFT_OUT, "deprecated"),
        ],
    )

    assert account.as_text().splitlines() == [
        "the course",
        "  kept: order",
        "green-tea (there: Green Tea): imported",
        "  kept: text, tests",
        "  changed: a file has another name",
        "  dropped: the image a.png",
        "b: unfinished: it has no reference",
        "left out: c, d: deprecated",
        "1 imported, 1 unfinished, 2 left out",
    ]
    body = json.loads(account.as_json())
    assert (body["imported"], body["unfinished"], body["left_out"]) == (1, 1, 2)
    assert body["exercises"][0]["dropped"] == ["the image a.png"]
    assert body["exercises"][2] == {
        "id": "c", "source": "c", "status": "left out", "reason": "deprecated", "kept": [], "changed": [], "dropped": []
    }  # fmt: skip


def test_what_a_terminal_would_obey_is_not_printed():
    assert printable("a\x1b[31mb\ud800c\u202ed") == "a [31mb?c d"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("demo/autograder/Square", "demo-autograder-square"),
        ("helloWorld_2", "hello-world-2"),
        ("Café crème", "cafe-creme"),
        ("--", ""),
        ("x" * 100, "x" * 60),
    ],
)
def test_names_become_slugs(name, slug):
    assert slug_of(name) == slug


def test_a_slug_is_given_out_once():
    slugs = Slugs()

    assert [slugs.take(name) for name in ("a b", "a_b", "A-B", "??", "unfinished", "x" * 60, "x" * 61)] == [
        "a-b",
        "a-b-2",
        "a-b-3",
        "exercise",
        "unfinished-2",
        "x" * 60,
        "x" * 58 + "-2",
    ]


def test_a_question_has_a_name_of_its_own():
    taken: set[str] = set()

    assert [question_name(name, taken) for name in ("1st", "1st", "Ö!", "")] == ["q1st", "q1st_2", "o", "question"]


def test_points_are_shared_in_proportion():
    assert share([1, 3], 8) == [2, 6]
    assert share([1, 1, 1], 1) == [0.3333, 0.3333, 0.3333]
    assert share([2, 5], None) == [2, 5]
    assert share([0, 0], 3) == [0, 0]


@pytest.mark.parametrize("name", ["../a.py", "/a.py", "a b.py", "", "1.py", "a" * 121, "a//../b.py"])
def test_a_name_that_no_submission_could_have_is_refused(name):
    with pytest.raises(PackError, match="cannot be called"):
        file_name(name)


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", ""])
def test_a_draft_writes_nothing_elsewhere(name):
    with pytest.raises(PackError, match="leads out of the exercise's folder"):
        Draft(Conversion("a", "a")).put(name, "x")


def test_shapes_take_what_fits_and_nothing_else():
    assert (shapes.mapping([1]), shapes.sequence({"a": 1}), shapes.texts("a")) == ({}, [], ["a"])
    assert (shapes.text(4.5), shapes.text(True), shapes.text(None, "x")) == ("4.5", "", "x")
    assert (shapes.number("30"), shapes.number(True), shapes.number("nan"), shapes.number("1e999")) == (
        30,
        None,
        None,
        None,
    )
    assert (shapes.flag("true"), shapes.flag("no"), shapes.flag(3), shapes.flag(None, default=True)) == (
        True,
        False,
        False,
        True,
    )
    assert (shapes.between(7.0, 1, 5), shapes.between(2.5, 1, 5)) == (5, 2.5)


def test_imports_that_nothing_uses_are_taken_out_line_by_line():
    text = "import numpy as np\nimport numpy.random\nfrom pandas import (\n    DataFrame,\n)\nimport os\nx = 1\n"

    assert without_unused(text, frozenset({"numpy", "pandas"})) == "\n\n\n\n\nimport os\nx = 1\n"
    assert without_unused("import numpy\nnumpy.zeros(1)\n", frozenset({"numpy"})) == "import numpy\nnumpy.zeros(1)\n"


def test_modules_that_are_nowhere_are_named():
    files = {
        "tests/test_a.py": b"import a, os, pytest, numpy\nfrom folder.inner import x\n",
        "starter/a.py": b"",
        "tests/folder/inner.py": b"from . import y\n",
        "notes.txt": b"import nothing",
    }

    assert absent_modules(files) == ["numpy"]


@pytest.mark.parametrize(
    ("script", "compared"),
    [
        ('out=$(run_student python3 a.py)\nif [ "$out" = "x y" ]; then\n feedback-result success\nfi\n', ("", "x y")),
        ("out=$(run_student python3 a.py)\nif [[ $out == 'x' ]]; then\n feedback-result success\nfi\n", ("", "x")),
        ('out=$(echo "7" | run_student python a.py)\n[ "$out" = "49" ] && feedback-result success\n', ("7\n", "49")),
        ('out=$(ls)\nif [ "$out" = "x" ]; then feedback-result success; fi\n', None),
    ],
)
def test_what_a_shell_compares(script, compared):
    assert compared_output(Run("run", script)) == compared
