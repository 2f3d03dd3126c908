"""A course of PrairieLearn becomes a pack: quizzes, and exercises with a stand-in for the autograder's library."""

from __future__ import annotations

import json

import pytest

from grader.packs.checks import check_pack
from grader.proving import prove
from tests.grader.importing.prairielearn_course import FIB, FIB_ANSWER, FIB_TESTS, FILES, external, info

LEFT_OUT = {
    "out-broken": "info.json is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    "out-drawing": "it has no part that can be a question here: the part that asks for <pl-drawing>",
    "out-grading": "its server.py grades it",
    "out-java": "it is graded by the image prairielearn/grader-java, not by prairielearn/grader-python",
    "out-manual": "a person grades it there",
    "out-mustache": "its text has {{#params.rows}} in it, which is only known when its server.py is run",
    "out-numpy": "it needs numpy, which the image does not have",
    "out-old": "it is of the old type Calculation",
    "out-plot": "its tests use Feedback.check_plot",
    "out-workspace": "it is worked on in a workspace",
}


@pytest.fixture
def teas(import_from):
    return import_from("prairielearn", FILES)


@pytest.fixture
def import_one(import_from):
    """Imports a course of one question."""

    def imported(**files: str):
        tree = {f"questions/one/{name.replace('__', '/').replace('_py', '.py')}": text for name, text in files.items()}
        tree = {name.replace("info_json", "info.json").replace("_html", ".html"): text for name, text in tree.items()}
        return import_from("prairielearn", {"infoCourse.json": json.dumps({"title": "Tea"}), **tree})

    return imported


@pytest.fixture
def import_autograded(import_one):
    """Imports a question that the Python autograder grades."""

    def imported(**files: str):
        usual = {
            "info_json": external("Fib"),
            "question_html": FIB,
            "tests__test_py": FIB_TESTS,
            "tests__ans_py": FIB_ANSWER,
        }
        return import_one(**(usual | files))

    return imported


def test_the_order_is_that_of_the_assessments(teas):
    assert teas.pack().pack.exercises == ["choices", "code-fib", "numbers", "order", "code-square", "code-led"]
    assert teas.exercise("code-fib")["source"] == "code/fib"
    course = teas.account["course"]
    assert "the order is that of the course instance Fa25; there are also Sp26" in course["changed"]
    assert "gone: in an assessment, but there is no such question" in course["dropped"]
    assert "dates, times and passwords: they belong to a cohort" in course["dropped"]
    assert b"sesame" not in b"".join(teas.files().values())


def test_points_of_the_assessments_are_kept_where_they_differ(teas):
    worth = {name: round(sum(test.points for test in one.tests), 2) for name, one in teas.pack().exercises.items()}

    assert worth == {"choices": 4, "code-fib": 8, "numbers": 2, "order": 2, "code-square": 5, "code-led": 10}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_says_why(teas, name):
    assert teas.statuses()[name] == "left out"
    assert teas.exercise(name)["reason"] == LEFT_OUT[name]


def test_choices_become_questions_with_feedback_and_weights(teas):
    choices = teas.pack().exercises["choices"]
    single, multiple = choices.exercise.questions

    assert (single.type, single.shuffle, single.points) == ("single", False, 1)
    assert [(choice.text[""], choice.right) for choice in single.choices] == [
        ("green", True),
        ("blue", False),
        ("None of the above", False),
    ]
    assert single.choices[0].say == {"": "Well *seen*."}
    assert (multiple.type, multiple.points) == ("multiple", 3)
    assert [choice.right for choice in multiple.choices] == [True, True, False]
    assert choices.exercise.authors == ["Ada"]
    assert choices.exercise.tags == ["tea", "easy"]
    assert choices.exercise.hints == [{"": "Look into the cup."}]


def test_text_is_markdown_and_the_last_block_asks(teas):
    choices = teas.pack().exercises["choices"]

    assert choices.statements == {"": "Think of **tea**. *A cup*\n"}
    assert choices.exercise.questions[0].ask == {"": "Which colour has it when `x = 1`?"}


def test_what_a_quiz_cannot_say_is_said(teas):
    dropped = teas.exercise("choices")["dropped"]

    assert "colour: a second right choice, of which one was drawn by lot: greenish" in dropped
    assert "teas: a part of the points for some of the right choices" in dropped
    assert "the part that asks for <pl-drawing>" in dropped
    assert "the image clientFilesQuestion/tea.png: a pack has no place for images" in dropped


def test_numbers_and_words_become_short_answers(teas):
    asked = {one.name: one for one in teas.pack().exercises["numbers"].exercise.questions}

    assert (asked["minutes"].accept, asked["minutes"].tolerance) == ([4], 0)
    assert asked["minutes"].ask == {"": "Tea needs \\_\\_\\_\\_ minutes."}
    assert (asked["warm"].accept, asked["warm"].tolerance) == ([80], 8)
    assert asked["warm"].ask == {"": "How warm is white & green tea?\n\n`T =` degrees"}
    assert (asked["digits"].accept, asked["digits"].tolerance) == ([2.5], 0.05)
    assert (asked["land"].accept, asked["land"].exact) == (["India"], False)
    assert (asked["exact"].accept, asked["exact"].exact) == (["O.P."], True)
    assert "lot" not in asked


def test_an_answer_that_only_the_server_knows_is_said(teas):
    dropped = teas.exercise("numbers")["dropped"]

    assert "lot: its right answer is only known when its server.py is run" in dropped
    assert "values that its server.py makes anew each time: correct_answers.lot" in dropped


def test_blocks_become_an_order_where_there_is_one(teas):
    asked = {
        one.name: [choice.text[""] for choice in one.choices]
        for one in teas.pack().exercises["order"].exercise.questions
    }

    assert asked == {
        "steps": ["boil water", "pour it", "wait"],
        "program": ["`def make():`", '`return "tea"`'],
        "ranked": ["first", "second"],
    }
    dropped = teas.exercise("order")["dropped"]
    assert "steps: 1 blocks that belong nowhere: here all blocks are put in order" in dropped
    assert "any: blocks that have no single right order (unordered)" in dropped
    assert "program: how far blocks are indented" in dropped


def test_blocks_with_two_right_orders_are_no_question(import_one):
    html = (
        '<p>How?</p><pl-order-blocks answers-name="b" grading-method="dag">'
        '<pl-answer tag="1">a</pl-answer><pl-answer tag="2">b</pl-answer></pl-order-blocks>'
    )

    assert import_one(info_json=info("Order"), question_html=html).statuses() == {"one": "left out"}


def test_decorators_become_points_and_titles(teas):
    fib = teas.pack().exercises["code-fib"]

    assert [(spec.name, spec.title, spec.points) for spec in fib.exercise.tests] == [
        ("Test::test_0", {"": "fib(0) is right"}, 2),
        ("Test::test_1", {"": "later ones too"}, 6),
    ]
    assert fib.starter == {"fib.py": b"def fib(n):\n    pass\n"}
    assert fib.reference == {"fib.py": FIB_ANSWER.encode()}
    assert fib.exercise.limits.wall_seconds == 20
    assert "numpy" not in fib.hidden["test_question.py"]
    assert fib.hidden["test_question.py"].splitlines()[1:] == FIB_TESTS.splitlines()[1:]


def test_setup_code_is_imported_by_both_sides(teas):
    square = teas.pack().exercises["code-square"]

    assert square.starter == {"user_code.py": b"from setup_code import x\n\nx_sq = ...\n"}
    assert square.reference["user_code.py"].startswith(b"from setup_code import x, secret\n")
    assert square.support == {"setup_code.py": "x = 7\nsecret = 2\n"}
    assert "- `x` (float): a number" in square.statements[""]
    assert square.hidden["more.py"] == "PAIR = [1, 2]\n"


def test_leading_and_trailing_code_stand_in_the_starter(teas):
    led = teas.pack().exercises["code-led"]

    assert led.starter == {"user_code.py": b"def twice(x):\n    y = x\n    return y\n"}
    assert "```python\ndef twice(x):\n    y = x\n```" in led.statements[""]


def test_the_autograded_exercises_prove_sound_in_the_sandbox(teas, sandbox):
    pack = teas.pack()

    assert check_pack(teas.folder).faults == []
    for name in ("code-fib", "code-square", "code-led"):
        assert prove(pack.exercises[name], sandbox, repeats=1, mutants=0).faults == [], name


def test_without_an_answer_it_waits_for_one(teas):
    assert teas.exercise("waiting")["reason"] == "it has no tests/ans.py: write reference/"
    assert (teas.folder / "unfinished/waiting/tests/test_question.py").is_file()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"tests__test_py": FIB_TESTS.replace("not_repeated, ", "timed, ").replace("@not_repeated", "@timed")},
            "its tests use timed of pl_helpers",
        ),
        (
            {"tests__test_py": FIB_TESTS.replace("right = 0", "right = self.data")},
            "its tests use self.data, which reads the data of a variant",
        ),
        (
            {"tests__test_py": FIB_TESTS.replace("fib.py", "other.py")},
            "its tests look at other.py, and fib.py is handed in",
        ),
        ({"tests__test_py": "def broken(:\n"}, "its Python cannot be read: invalid syntax (<unknown>, line 1)"),
        (
            {"tests__setup_code_py": "import random\nx = random.random()\n"},
            "its setup_code.py makes other values each time",
        ),
        (
            {"question_html": FIB + "<pl-string-input answers-name='x'></pl-string-input>"},
            "the answer is not a file: it is made of <pl-string-input>",
        ),
        ({"question_html": FIB.replace("fib.py", "../fib.py")}, "a file cannot be called '../fib.py' here"),
        (
            {
                "info_json": external(
                    "Fib", externalGradingOptions={"image": "prairielearn/grader-python", "enableNetworking": True}
                )
            },
            "its grading needs the network",
        ),
        (
            {
                "info_json": external(
                    "Fib", externalGradingOptions={"image": "prairielearn/grader-python", "entrypoint": "/mine.py"}
                )
            },
            "it is graded by /mine.py, a program of its own",
        ),
        (
            {
                "info_json": external("Fib", singleVariant=False),
                "server_py": "def generate(data):\n    data['params']['n'] = pick()\n",
            },
            "it is another question each time: its server.py makes values anew",
        ),
        ({"server_py": "def generate(:\n"}, "server.py is no Python: invalid syntax (<unknown>, line 1)"),
    ],
)
def test_what_the_autograder_did_and_cannot_be_done_here_is_left_out(import_autograded, changes, reason):
    one = import_autograded(**changes).exercise("one")

    assert (one["status"], one["reason"]) == ("left out", reason)


def test_several_files_wait_for_the_other_answers(import_autograded):
    html = FIB.replace(
        "</pl-question-panel>", '<pl-file-upload file-names="more.py"></pl-file-upload></pl-question-panel>'
    )

    one = import_autograded(question_html=html).exercise("one")

    assert one["reason"] == "its reference is one file, and fib.py, more.py are handed in: write the others"


def test_a_folder_that_is_no_course_is_refused_in_a_sentence(run, tmp_path):
    (tmp_path / "empty").mkdir()

    result = run("prairielearn", tmp_path / "empty", tmp_path / "teas")

    assert result.exit_code == 2
    assert "there is no infoCourse.json" in result.output
