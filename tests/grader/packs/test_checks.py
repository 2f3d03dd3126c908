"""What the checks leave alone, and what they say where no golden pack can: limits of the grader, places in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.model import Limits
from grader.packs.checks import check_exercise, check_pack
from grader.packs.markdown import remarks_on

FAULTY = Path(__file__).parents[2] / "data" / "faulty"


def remarks(text: str) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.message.split(" is ")[0]) for one in remarks_on(text)]


@pytest.mark.parametrize(
    "text",
    [
        "`<b>` in code, and ``two `<i>` ticks``",
        "```html\n<b>\n```\n\n    <i>indented</i>\n",
        "your <name>, List<T>, a < b > c, <your name> and <-- an arrow",
        "&lt;b&gt; and \\<b>",
        "[here](#part), [mail](mailto:a@example.org), [page](/learn)",
    ],
)
def test_what_is_shown_as_it_is_meant_gets_no_remark(text):
    assert remarks_on(text) == []


def test_html_is_found_where_it_stands_however_it_is_nested():
    text = "> - one `<b>`\n>   <b>two</b>\n>\n> | a | b |\n> | - | - |\n> | 1 | <i>x</i> |\n\nlast\n<hr\nclass=a>\n"

    assert remarks(text) == [(2, 5, "<b>"), (6, 9, "<i>"), (9, 1, "<hr>")]


def test_each_kind_of_html_is_told_once_in_a_text():
    assert remarks("<b>a</b> <b>c</b>\n\n<B>d</B> <u>e</u>") == [(1, 1, "<b>"), (3, 10, "<u>")]


def test_without_ceilings_no_limit_is_too_high():
    course = FAULTY / "limits-high" / "course"

    assert [fault.message for fault in check_pack(course).faults] == [
        "one test may take longer (200 s) than all together (120 s)"
    ]
    assert len(check_pack(course, Limits(wall_seconds=60)).faults) > 1


def test_only_exercises_without_faults_are_for_running():
    checked = check_pack(FAULTY / "many-exercises-at-once" / "course")

    assert [exercise.slug for exercise in checked.sound] == ["four"]
    assert checked.count == 4


def test_an_exercise_outside_any_pack_needs_no_translation():
    course = FAULTY / "translation-missing" / "course"

    assert check_exercise(course / "greet").faults == []
    assert check_pack(course).faults != []


def test_a_folder_that_is_no_exercise_is_a_fault_and_not_for_running(tmp_path):
    checked = check_exercise(tmp_path)

    assert [fault.message for fault in checked.faults] == ["there is no exercise.yaml, and no tests/ folder either"]
    assert checked.sound == []
