"""A course of INGInious becomes a pack; a task that cannot be graded here waits, with all that it was."""

from __future__ import annotations

import pytest

from grader.packs.checks import check_pack
from grader.proving import prove
from tests.grader.importing.inginious_course import FILES, FRENCH, HELLO, HELLO_RUN, QUIZ, catalogue

TUTOR = """\
#!/usr/bin/env python3
from inginious import feedback, input
from inginious_container_api.run_student import run_student_simple

input.parse_template("template.py", "student/hello.py")
stdout, stderr, code = run_student_simple("python3 student/hello.py", cmd_input="Ada\\n")
feedback.set_global_result("success" if stdout.strip() == "Hello, tea!" else "failed")
"""


@pytest.fixture
def teas(import_from):
    return import_from("inginious", FILES)


@pytest.fixture
def import_hello(import_from):
    """Imports a course of one task that differs a little from `hello_world`."""

    def imported(**changes: str):
        files = {f"hello_world/{name.replace('__', '/').replace('_py', '.py')}": text for name, text in changes.items()}
        hello = {name: text for name, text in FILES.items() if name.startswith("hello_world/")}
        return import_from("inginious", {"course.yaml": "name: Tea\n", **hello, **files})

    return imported


def test_what_is_imported_what_waits_and_what_is_left_out(teas):
    assert teas.statuses() == {
        "hello-world": "imported",
        "sums": "imported",
        "quiz-tea": "imported",
        "fibonacci": "imported",
        "mixed-quiz": "imported",
        "mixed": "unfinished",
        "boxes": "unfinished",
        "custom": "unfinished",
        "java-task": "unfinished",
        "network": "unfinished",
        "no-reference": "unfinished",
        "random": "unfinished",
    }


def test_the_order_is_that_of_the_table_of_contents(teas):
    assert teas.pack().pack.exercises == ["hello-world", "sums", "quiz-tea", "fibonacci", "mixed-quiz"]
    dropped = "; ".join(teas.account["course"]["dropped"])
    assert "the sections First steps, Leaves, Second steps" in dropped
    assert "gone: in the table of contents, but there is no such task" in dropped


def test_the_pack_has_title_text_people_licence_and_policy(teas):
    pack = teas.pack().pack

    assert pack.title == {"en": "[TEA101] Tea and programs", "fr": "[TEA101] Thé et programmes"}
    assert pack.description == {"en": "A course about *tea*, see [the page](https://example.org/tea)."}
    assert pack.authors == ["Ada Lovelace", "Grace Hopper", "Ada"]
    assert pack.licence == "CC-BY-SA-4.0"
    assert (pack.grading.counts, pack.grading.attempts) == ("best", 5)


def test_secrets_accounts_and_dates_stay_behind_and_are_named_without_their_values(teas):
    dropped = "; ".join(teas.account["course"]["dropped"])

    assert "lti_keys, registration_password: secrets of an installation" in dropped
    assert "admins: accounts of an installation" in dropped
    everything = b"".join(teas.files().values()) + str(teas.account).encode()
    assert b"sesame" not in everything
    assert b"0123456789" not in everything
    assert b"2025-09-01" not in everything


def test_a_program_whose_output_is_compared_becomes_a_case(teas):
    hello = teas.pack().exercises["hello-world"]

    assert hello.kind == "stdio"
    assert [(case.input, case.output) for case in hello.exercise.cases] == [("", "Hello, tea!")]
    assert hello.starter == {"hello.py": b'def tea():\n    print("")\n\n\ntea()\n'}
    assert hello.reference == {"hello.py": b'def tea():\n    print("Hello, tea!")\n\n\ntea()\n'}
    assert hello.exercise.limits.wall_seconds == 15
    assert hello.exercise.limits.test_seconds == 5
    assert hello.exercise.limits.memory_mb == 160
    assert hello.exercise.authors == ["Ada Lovelace", "Grace Hopper"]


def test_the_same_comparison_is_found_in_a_run_in_python(import_hello):
    hello = import_hello(run=TUTOR).pack().exercises["hello-world"]

    assert [(case.input, case.output) for case in hello.exercise.cases] == [("Ada\n", "Hello, tea!")]


@pytest.mark.parametrize(
    "script",
    [
        HELLO_RUN.replace("feedback-result success", "feedback-result failed"),
        HELLO_RUN.replace('"Hello, tea!"', '"$expected"'),
        HELLO_RUN + 'if [ "$output" = "tea" ]; then feedback-result success; fi\n',
        TUTOR.replace('cmd_input="Ada\\n"', "cmd_input=name"),
        TUTOR.replace('stdout.strip() == "Hello, tea!"', "len(stdout) > 3"),
    ],
)
def test_a_comparison_that_is_not_certain_is_not_taken_for_one(import_hello, script):
    hello = import_hello(run=script).exercise("hello-world")

    assert hello["status"] == "unfinished"
    assert "is a program of its own" in hello["reason"]


def test_statement_is_markdown_and_what_has_no_place_in_it_is_said(teas):
    statement = teas.pack().exercises["hello-world"].statements[""]

    assert "Print the words `Hello, tea!`." in statement
    assert "> **Note**\n>\n> Mind the comma." in statement
    assert "**Your line**\n\nFill in the function." in statement
    assert "script" not in statement
    assert "the directive `raw`, with what stands in it" in teas.exercise("hello-world")["dropped"]


def test_files_of_input_and_output_become_cases_in_their_natural_order(teas):
    sums = teas.pack().exercises["sums"]

    assert [(case.name, case.input, case.output) for case in sums.exercise.cases] == [
        ("case_1", "1 2\n", "3\n"),
        ("case_2", "0 0\n", "0\n"),
        ("case_10", "-5 5\n", "0\n"),
    ]
    assert sums.files == ("sums.py",)
    assert b"print(a + b)" in sums.reference["sums.py"]
    assert "work in groups: each learner hands in alone" in teas.exercise("sums")["dropped"]


def test_unit_tests_come_with_what_they_import_and_reach_the_file_where_it_is_now(teas):
    fibonacci = teas.pack().exercises["fibonacci"]

    assert list(fibonacci.hidden) == ["CorrFib.py", "test_fib.py"]
    assert "\nfrom fib import fib\n" in fibonacci.hidden["test_fib.py"]
    assert fibonacci.reference["fib.py"] == fibonacci.hidden["CorrFib.py"].encode()
    assert fibonacci.exercise.tags == ["loops"]
    assert fibonacci.exercise.limits.disk_mb == 50
    assert "formulas are shown as their LaTeX source" in teas.exercise("fibonacci")["changed"]


def test_weights_become_points_where_they_differ(teas):
    exercises = teas.pack().exercises

    worth = {name: round(sum(test.points for test in one.tests), 2) for name, one in exercises.items()}
    assert worth == {"hello-world": 1, "sums": 2, "quiz-tea": 1, "fibonacci": 4, "mixed-quiz": 1}


def test_choices_and_matches_become_a_quiz_with_its_feedback(teas):
    quiz = teas.pack().exercises["quiz-tea"]
    single, multiple, short = quiz.exercise.questions

    assert (single.name, single.type, single.shuffle) == ("q1st", "single", False)
    assert [(choice.text["en"], choice.right) for choice in single.choices] == [("Green", True), ("Blue", False)]
    assert single.choices[1].say == {"en": "That is the *cup*."}
    assert (single.hint, single.explain) == ({"en": "Look into the cup."}, {"en": "Well seen."})
    assert [choice.right for choice in multiple.choices] == [True, True, False]
    assert (short.type, short.accept, short.exact) == ("short", ["42"], True)


def test_what_a_quiz_cannot_say_is_said(teas):
    quiz = teas.exercise("quiz-tea")

    assert "a second right choice in 1st, which asks for one: Greenish" in quiz["dropped"]
    assert "hopeless: it has no right choice, or nothing to choose from" in quiz["dropped"]
    assert "1st showed 2 of its 2 choices: here all are shown" not in quiz["changed"]
    assert "answer was optional: here every question gives points" in quiz["changed"]


def test_translations_are_kept_in_their_language(teas):
    pack = teas.pack()
    quiz = pack.exercises["quiz-tea"]

    assert pack.pack.languages == ["en", "fr"]
    assert quiz.exercise.title == {"en": "All about tea", "fr": "Tout sur le thé"}
    assert quiz.statements == {
        "": "Think of [green](https://example.org/green) tea.\n",
        "fr": "Pensez au thé *vert*.\n",
    }
    ask = quiz.exercise.questions[0].ask
    assert ask["fr"] == "**Colour**\n\nDe quelle couleur est le thé *vert* ?"
    assert quiz.exercise.questions[0].choices[0].text == {"en": "Green", "fr": "Vert"}


def test_a_course_may_be_written_in_another_language(import_from):
    english = {translation: original for original, translation in FRENCH.items()}
    files = {**FILES, "$i18n/fr.mo": b"", "$i18n/en.mo": catalogue(english)}
    del files["$i18n/fr.mo"]

    pack = import_from("inginious", files, "--language", "fr").pack()

    assert pack.pack.languages == ["fr"]
    assert pack.exercises["quiz-tea"].statements[""].startswith("Think of")


def test_questions_and_code_of_one_task_are_two_exercises(teas):
    assert [one.name for one in teas.pack().exercises["mixed-quiz"].exercise.questions] == ["pick"]
    assert "problems of the type melody" in teas.exercise("mixed-quiz")["dropped"]
    assert (teas.folder / "unfinished/mixed/starter/code.py").is_file()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("java-task", "it is for the environment java, and there is only Python here"),
        ("custom", "where its `run` puts the code of q is not said in so many words"),
        ("boxes", "q has boxes to fill in"),
        ("random", "its input is random for each learner"),
        ("network", "its grading needs the network"),
        ("mixed", "it has no `run` of its own that says how it is graded"),
    ],
)
def test_what_cannot_be_graded_waits_with_its_reason_and_its_files(teas, name, reason):
    folder = teas.folder / "unfinished" / name

    assert teas.exercise(name)["reason"] == reason
    assert reason in (folder / "exercise.yaml").read_text().splitlines()[0]
    assert (folder / "statement.md").is_file()
    original = teas.exercise(name)["source"]
    assert (folder / "original/task.yaml").read_text() == FILES[f"{original}/task.yaml"]


def test_tests_without_a_right_answer_wait_for_one(teas):
    folder = teas.folder / "unfinished/no-reference"

    assert "write reference/" in teas.exercise("no-reference")["reason"]
    assert (folder / "tests/test_q1.py").read_text() == FILES["no_reference/tests_q1.py"]


def test_what_waits_is_in_nobodys_way(teas):
    said = [str(fault) for fault in check_pack(teas.folder).faults]

    assert all("warning: " in one for one in said)
    assert not any("unfinished" in one for one in said)


def test_what_is_imported_proves_sound_in_the_sandbox(teas, sandbox):
    exercises = teas.pack().exercises

    for name in ("hello-world", "sums", "fibonacci", "quiz-tea"):
        assert prove(exercises[name], sandbox, repeats=1, mutants=0).faults == [], name


def test_older_files_are_read_too(import_from):
    toc = (
        "name: Tea\ntask_dispenser: toc\ndispenser_data:\n"
        "- {id: a, rank: 0, title: All, tasks_list: {quizTea: 1, hello_world: 0}}\n"
    )
    older = QUIZ.replace("multiple_choice", "multiple-choice").replace("environment_type: mcq\n", "evaluate: last\n")
    newer = HELLO + "evaluate: last\n"
    files = {name: text for name, text in FILES.items() if name.startswith("hello_world/")}

    teas = import_from(
        "inginious", {**files, "course.yaml": toc, "quizTea/task.yaml": older, "hello_world/task.yaml": newer}
    )

    assert teas.pack().pack.exercises == ["hello-world", "quiz-tea"]
    assert teas.pack().pack.grading.counts == "last"


def test_without_a_table_of_contents_tasks_come_by_their_order(import_from):
    files = {
        "course.yaml": "name: Tea\n",
        **{f"{name}/task.yaml": f"{QUIZ}order: {order}\n" for name, order in (("b", 3), ("c", 20), ("a", 100))},
    }

    assert import_from("inginious", files).pack().pack.exercises == ["b", "c", "a"]


def test_a_folder_that_is_no_course_is_refused_in_a_sentence(run, tmp_path):
    (tmp_path / "empty").mkdir()

    result = run("inginious", tmp_path / "empty", tmp_path / "teas")

    assert result.exit_code == 2
    assert "there is no course.yaml" in result.output


def test_a_language_is_two_letters(run, tmp_path):
    result = run("inginious", tmp_path, tmp_path / "teas", "--language", "English")

    assert result.exit_code == 2
    assert "two letters, such as fr" in result.output
