"""Cases become pytest files that read as if they had been written by hand, whatever an author writes into them."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from grader.bundles import BundledTest
from grader.kinds import HIDDEN, VISIBLE, Rendered, inputs_of, render
from grader.model import Exercise, Inputs
from grader.reports import Show


def cases(*cases: dict[str, Any], files: tuple[str, ...] = ("fare.py",), **more: Any) -> Rendered:
    """Rendered calls."""
    return render(Exercise.model_validate({"kind": "cases", "cases": cases, **more}), files)


def stdio(*cases: dict[str, Any], **more: Any) -> Rendered:
    """Rendered programs."""
    return render(Exercise.model_validate({"kind": "stdio", "cases": cases, **more}), ("taxi.py",))


def body(rendered: Rendered) -> str:
    """The hidden file after its imports."""
    return rendered.hidden[HIDDEN].partition("\n\n\n")[2].strip()


def test_one_function_reads_as_an_author_would_write_it() -> None:
    assert cases({"call": "fare(3, day='Sunday')", "returns": 2.5}).hidden[HIDDEN] == (
        '"""Made of the cases of the exercise."""\n\nfrom bootcamp_cases import expected\n\nfrom fare import fare\n\n\n'
        "def test_case_1():\n    assert fare(3, day='Sunday') == expected(2.5)\n"
    )


def test_several_functions_are_reached_through_their_module() -> None:
    rendered = cases({"call": "fare(3)", "returns": 1}, {"call": "zone('A')", "returns": 2})
    assert "import fare\n" in rendered.hidden[HIDDEN]
    assert "assert fare.fare(3) == expected(1)" in body(rendered)
    assert "assert fare.zone('A') == expected(2)" in body(rendered)


def test_a_call_can_name_a_module_of_several_files() -> None:
    files = ("main.py", "shapes/circle.py")
    text = cases({"call": "shapes.circle.area(1)", "returns": 3}, {"call": "run()", "returns": 1}, files=files).hidden[
        HIDDEN
    ]
    assert "import shapes.circle as shapes_circle" in text
    assert "shapes_circle.area(1)" in text
    assert "main.run()" in text


@pytest.mark.parametrize("name", ["expected", "pytest", "max", "test_me", "capsys"])
def test_a_name_that_the_file_needs_itself_is_not_taken_away(name: str) -> None:
    text = cases({"call": f"{name}(1)", "returns": 1}).hidden[HIDDEN]
    assert f"fare.{name}(1)" in text
    assert f"import {name}\n" not in text.replace("import expected\n", "", name == "expected")


def test_exceptions_prints_and_values_that_yaml_cannot_say() -> None:
    text = body(
        cases(
            {"call": "f(1)", "raises": "ValueError"},
            {"call": "f(2)", "prints": "Hi\n"},
            {"call": "f(3)", "returns": None, "prints": "Hi"},
            {"call": "f(4)", "returns_python": "{1: (2,), 3: {4}}"},
        )
    )
    assert text.split("\n\n\n") == [
        "def test_case_1():\n    with pytest.raises(ValueError):\n        f(1)",
        "def test_case_2(capsys):\n    f(2)\n    assert capsys.readouterr().out == printed('Hi\\n')",
        (
            "def test_case_3(capsys):\n    assert f(3) == expected(None)\n"
            "    assert capsys.readouterr().out == printed('Hi')"
        ),
        "def test_case_4():\n    assert f(4) == expected({1: (2,), 3: {4}})",
    ]


def test_an_exception_of_the_submission_is_reached_in_its_module() -> None:
    text = cases({"call": "f(1)", "raises": "TooLong"}).hidden[HIDDEN]
    assert "with pytest.raises(fare.TooLong):\n        fare.f(1)" in text


def test_how_a_case_is_compared_is_its_own_word_or_the_exercises() -> None:
    compare = {"tolerance": 0.1, "unordered": True}
    text = body(
        cases(
            {"call": "f(1)", "returns": [1]},
            {"call": "f(2)", "returns": [1], "tolerance": None, "ignore_case": True},
            {"call": "f(3)", "prints": "1"},
            compare=compare,
        )
    )
    assert "expected([1], tolerance=0.1, unordered=True)" in text
    assert "expected([1], ignore_case=True, unordered=True)" in text
    assert "printed('1', tolerance=0.1)" in text


HOSTILE = "'''\"\"\"\\\n#{x}\u202e\ud800\x00 == expected(datetime."


def test_what_an_author_writes_is_data_and_never_code() -> None:
    case = {"call": f"f({HOSTILE!r}, x={[HOSTILE]!r})", "returns": {HOSTILE: [HOSTILE, None, True, 1e308, -1]}}
    rendered = cases(case, {"call": "f(2)", "prints": HOSTILE, "returns_python": "b'\\x00'"})
    text = rendered.hidden[HIDDEN]
    tree = ast.parse(text.encode("utf-8"))
    wanted = next(node for node in ast.walk(tree) if isinstance(node, ast.Dict))
    assert ast.literal_eval(wanted) == case["returns"]
    assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] == ["test_case_1", "test_case_2"]


def test_dates_are_written_with_their_import() -> None:
    import datetime as dt  # noqa: PLC0415 - only here

    text = cases({"call": "f(1)", "returns": [dt.date(2026, 1, 2)]}).hidden[HIDDEN]
    assert "import datetime\n" in text
    assert "expected([datetime.date(2026, 1, 2)])" in text


def test_a_value_that_is_no_plain_data_is_refused() -> None:
    with pytest.raises(ValueError, match="object"):
        cases({"call": "f(1)", "returns": object()})


@pytest.mark.parametrize("files", [("my-fare.py",), ("notes.txt",), ("class.py",)])
def test_a_file_that_cannot_be_imported_is_refused(files: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"import|Python"):
        cases({"call": "f(1)", "returns": 1}, files=files)


def test_a_program_is_run_with_its_input() -> None:
    rendered = stdio({"input": "3\n4\n", "output": "7\n"}, {"output": ""}, compare={"ignore_case": True})
    assert rendered.hidden[HIDDEN] == (
        '"""Made of the cases of the exercise."""\n\nfrom bootcamp_cases import printed\n'
        "from bootcamp_program import program\n\nrun = program('taxi.py')\n\n\n"
        "def test_case_1():\n    assert run('3\\n4\\n') == printed('7\\n', ignore_case=True)\n\n\n"
        "def test_case_2():\n    assert run('') == printed('', ignore_case=True)\n"
    )


@pytest.mark.parametrize("files", [(), ("notes.txt",)])
def test_a_program_is_a_python_file(files: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="Python"):
        render(Exercise.model_validate({"kind": "stdio", "cases": [{"output": "1"}]}), files)


# What is told of a case.


def told(**case: Any) -> BundledTest:
    """The test of a case that stands second."""
    first = {"call": "f(0)", "returns": 0}
    return cases(first, {"call": "f(5)", "returns": 1, **case}).tests[1]


def test_a_hidden_case_is_called_by_its_number() -> None:
    assert told() == BundledTest(name="test_case_2", file=HIDDEN, title={"": "Test 2"}, points=1, show=Show.TITLE)


def test_a_name_is_told_only_where_details_are_shown() -> None:
    assert (told(name="at_the_limit").name, told(name="at_the_limit").title) == ("test_at_the_limit", {"": "Test 2"})
    assert told(name="at_the_limit", show="details").title == {"": "At the limit"}
    assert told(show="details").title == {"": "f(5)"}
    assert told(show="details", call=f"f({'1' * 100})").title == {"": "Test 2"}


def test_titles_hints_and_points_are_the_authors() -> None:
    test = told(title={"fr": "Cinq"}, hint={"fr": "Comptez."}, points=3, show="nothing")
    assert (test.title, test.hint, test.points, test.show) == ({"fr": "Cinq"}, {"fr": "Comptez."}, 3, Show.NOTHING)


def test_a_visible_case_is_shown_and_worth_only_what_is_written() -> None:
    plain, worth = told(visible=True), told(visible=True, points=1, show="nothing")
    assert (plain.file, plain.visible, plain.points, plain.show) == (VISIBLE, True, 0, Show.DETAILS)
    assert (worth.points, worth.show) == (1, Show.DETAILS)


def test_hidden_and_visible_cases_stand_in_two_files_and_one_order() -> None:
    rendered = cases(
        {"call": "f(1)", "returns": 1, "visible": True},
        {"call": "f(2)", "returns": 2},
        {"call": "f(3)", "returns": 3, "visible": True},
    )
    assert [test.name for test in rendered.tests] == ["test_case_1", "test_case_2", "test_case_3"]
    assert "f(2)" not in rendered.visible[VISIBLE]
    assert "f(1)" not in rendered.hidden[HIDDEN]
    assert "f(3)" not in rendered.hidden[HIDDEN]


def test_without_visible_cases_there_is_no_visible_file() -> None:
    assert cases({"call": "f(1)", "returns": 1}).visible == {}


def test_inputs_are_for_the_function_that_all_cases_call() -> None:
    def called(*calls: str, inputs: Inputs, kind: str = "cases") -> str | None:
        made = [{"call": call, "returns": 1} for call in calls]
        return inputs_of(Exercise.model_validate({"kind": kind, "cases": made}), inputs).call

    assert called("f(1)", "f(2)", inputs=Inputs()) == "f"
    assert called("f(1)", "g(2)", inputs=Inputs()) is None
    assert called("f(1)", "g(2)", inputs=Inputs(call="g")) == "g"
