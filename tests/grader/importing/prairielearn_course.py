"""A small course laid out as PrairieLearn lays out its own: quizzes of each kind, and the Python autograder."""

from __future__ import annotations

import json
from typing import Any


def info(title: str, **more: Any) -> str:
    """An `info.json`."""
    body = {
        "uuid": "9f8d6e9c-0000-4000-8000-000000000000",
        "title": title,
        "topic": "Tea",
        "tags": ["easy"],
        "type": "v3",
    }
    return json.dumps(body | more)


PYTHON = {
    "image": "prairielearn/grader-python",
    "entrypoint": "/python_autograder/run.sh",
    "timeout": 20,
    "enabled": True,
}


def external(title: str, **more: Any) -> str:
    """That of a question for the Python autograder."""
    options = {"gradingMethod": "External", "singleVariant": True, "externalGradingOptions": PYTHON}
    return info(title, **(options | more))


CHOICES = """\
<pl-question-panel>
  <p>Think of <b>tea</b>. <img src="clientFilesQuestion/tea.png" alt="A cup"></p>
  <p>Which colour has it when $x = 1$?</p>
  <pl-multiple-choice answers-name="colour" weight="1" order="fixed" none-of-the-above="incorrect">
    <pl-answer correct="true" feedback="Well <i>seen</i>.">green</pl-answer>
    <pl-answer feedback="That is the cup.">blue</pl-answer>
    <pl-answer correct="true">greenish</pl-answer>
  </pl-multiple-choice>
  <p>Which are teas?</p>
  <pl-checkbox answers-name="teas" weight="3" partial-credit="net-correct" number-answers="2">
    <pl-answer correct="true">Assam</pl-answer>
    <pl-answer correct="true">Darjeeling</pl-answer>
    <pl-answer correct="false">Coal</pl-answer>
  </pl-checkbox>
  <p>Draw a leaf.</p>
  <pl-drawing answers-name="leaf"></pl-drawing>
  <pl-hidden-hints><pl-hint>Look into the cup.</pl-hint></pl-hidden-hints>
</pl-question-panel>
<pl-submission-panel>{{feedback}}</pl-submission-panel>
"""

NUMBERS = """\
<p>Tea needs <pl-integer-input answers-name="minutes" correct-answer="4"></pl-integer-input> minutes.</p>
<p>How warm is {{params.kind}} tea?</p>
<pl-number-input answers-name="warm" rtol="0.1" atol="0" label="$T =$" suffix="degrees"></pl-number-input>
<pl-number-input answers-name="digits" comparison="decdig" digits="1" correct-answer="2.5" label="Cups:">
</pl-number-input>
<pl-integer-input answers-name="lot" label="By lot:"></pl-integer-input>
<pl-string-input answers-name="land" label="A land of tea:" correct-answer="India" ignore-case="true"></pl-string-input>
<pl-string-input answers-name="exact" label="Write it so:" correct-answer="O.P."></pl-string-input>
"""
NUMBERS_SERVER = """\
import random


def generate(data):
    warm = 80
    data["params"]["kind"] = "white & green"
    data["correct_answers"]["warm"] = warm
    data["correct_answers"]["lot"] = random.randint(1, 10)
"""

ORDER = """\
<p>How is tea made?</p>
<pl-order-blocks answers-name="steps">
  <pl-answer correct="true">boil water</pl-answer>
  <pl-answer correct="true">pour it</pl-answer>
  <pl-answer correct="false">burn the leaves</pl-answer>
  <pl-answer correct="true">wait</pl-answer>
</pl-order-blocks>
<p>And as a program?</p>
<pl-order-blocks answers-name="program" grading-method="dag" format="code" indentation="true">
  <pl-answer tag="2" depends="1" indent="1">return "tea"</pl-answer>
  <pl-answer tag="1" depends="" indent="0">def make():</pl-answer>
</pl-order-blocks>
<p>Which way round?</p>
<pl-order-blocks answers-name="ranked" grading-method="ranking">
  <pl-answer ranking="2">second</pl-answer>
  <pl-answer ranking="1">first</pl-answer>
</pl-order-blocks>
<p>Any way round?</p>
<pl-order-blocks answers-name="any" grading-method="unordered">
  <pl-answer>one</pl-answer>
  <pl-answer>two</pl-answer>
</pl-order-blocks>
"""

FIB = """\
<pl-question-panel>
  <p>Write <code>fib(n)</code>.</p>
  <pl-file-editor file-name="fib.py" ace-mode="ace/mode/python">
def fib(n):
    pass
</pl-file-editor>
</pl-question-panel>
<pl-submission-panel><pl-external-grader-results></pl-external-grader-results></pl-submission-panel>
<pl-answer-panel><p>Add the two before.</p></pl-answer-panel>
"""
FIB_TESTS = """\
import numpy as np
from code_feedback import Feedback
from pl_helpers import name, not_repeated, points
from pl_unit_test import PLTestCase


class Test(PLTestCase):
    student_code_file = "fib.py"

    @points(1)
    @name("fib(0) is right")
    def test_0(self):
        value = Feedback.call_user(self.st.fib, 0)
        if Feedback.check_scalar("fib(0)", self.ref.fib(0), value):
            Feedback.set_score(1)
        else:
            Feedback.set_score(0)

    @points(3)
    @name("later ones too")
    @not_repeated
    def test_1(self):
        right = 0
        for n in range(1, 11):
            value = Feedback.call_user(self.st.fib, n)
            right += Feedback.check_scalar(f"fib({n})", self.ref.fib(n), value, report_failure=n == 10)
        Feedback.set_score(right / 10)
"""
FIB_ANSWER = "def fib(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n"

SQUARE = """\
<p>You have:</p><pl-external-grader-variables params-name="names_for_user"></pl-external-grader-variables>
<p>Make <code>x_sq</code>.</p>
<pl-file-editor file_name="user_code.py" source-file-name="tests/initial_code.py"></pl-file-editor>
"""
SQUARE_SERVER = """\
def generate(data):
    data["params"]["names_for_user"] = [{"name": "x", "description": "a number", "type": "float"}]
    data["params"]["names_from_user"] = [{"name": "x_sq", "description": "its square", "type": "float"}]
"""
SQUARE_TESTS = """\
from code_feedback import Feedback as feedback
from pl_helpers import name, points
from pl_unit_test import PrairieLearnTestCase
import more


class Test(PrairieLearnTestCase):
    @points(10)
    @name("x_sq")
    def test_0(self):
        score = 0
        if feedback.check_scalar("x_sq", self.ref.x_sq, self.st.x_sq, accuracy_critical=False):
            score += 1
        if not feedback.check_list("pair", more.PAIR, list(self.st.pair()), entry_type=int):
            score = 0
        feedback.set_percent(score)
"""

LED = """\
<p>Complete the function.</p>
<pl-code language="python" source-file-name="tests/leading_code.py"></pl-code>
<pl-file-editor file-name="user_code.py"></pl-file-editor>
"""

BY_ANSWER = "{{#params.rows}}<p>{{.}}</p>{{/params.rows}}"

ASSESSMENT_1 = {
    "uuid": "x",
    "type": "Homework",
    "title": "First",
    "set": "Homework",
    "number": "2",
    "allowAccess": [{"startDate": "2025-01-01", "password": "sesame"}],
    "zones": [
        {
            "title": "Easy",
            "questions": [
                {"id": "choices", "autoPoints": 4},
                {"id": "code/fib", "points": [8, 4], "triesPerVariant": 3},
                {"numberChoose": 1, "alternatives": [{"id": "numbers"}, {"id": "order"}], "points": 2},
                {"id": "gone", "points": 1},
            ],
        }
    ],
}
ASSESSMENT_2 = {
    "type": "Exam",
    "set": "Homework",
    "number": "10",
    "zones": [{"questions": [{"id": "code/square", "points": 5}]}],
}

FILES: dict[str, str | bytes] = {
    "infoCourse.json": json.dumps(
        {
            "uuid": "x",
            "name": "TEA 101",
            "title": "Tea and programs",
            "timezone": "UTC",
            "assessmentSets": [{"name": "Homework", "abbreviation": "HW"}],
            "topics": [{"name": "Tea", "color": "green1"}],
        }
    ),
    "LICENSE": "MIT License\n",
    "courseInstances/Fa25/infoCourseInstance.json": json.dumps({"longName": "Fall 2025"}),
    "courseInstances/Fa25/assessments/hw10/infoAssessment.json": json.dumps(ASSESSMENT_2),
    "courseInstances/Fa25/assessments/hw2/infoAssessment.json": json.dumps(ASSESSMENT_1),
    "courseInstances/Sp26/assessments/hw1/infoAssessment.json": json.dumps(ASSESSMENT_2),
    "questions/choices/info.json": info(
        "Choices", authors=[{"name": "Ada", "email": "ada@example.org"}], partialCredit=True
    ),
    "questions/choices/question.html": CHOICES,
    "questions/numbers/info.json": info("Numbers", dependencies={"coreScripts": ["d3.js"]}),
    "questions/numbers/question.html": NUMBERS,
    "questions/numbers/server.py": NUMBERS_SERVER,
    "questions/order/info.json": info("Order"),
    "questions/order/question.html": ORDER,
    "questions/code/fib/info.json": external("Fibonacci"),
    "questions/code/fib/question.html": FIB,
    "questions/code/fib/tests/test.py": FIB_TESTS,
    "questions/code/fib/tests/ans.py": FIB_ANSWER,
    "questions/code/fib/tests/notes.txt": "Just notes.\n",
    "questions/code/square/info.json": external("Square"),
    "questions/code/square/question.html": SQUARE,
    "questions/code/square/server.py": SQUARE_SERVER,
    "questions/code/square/tests/test.py": SQUARE_TESTS,
    "questions/code/square/tests/more.py": "PAIR = [1, 2]\n",
    "questions/code/square/tests/setup_code.py": "x = 7\nsecret = 2\n",
    "questions/code/square/tests/initial_code.py": "x_sq = ...\n",
    "questions/code/square/tests/ans.py": "x_sq = x ** secret\n\n\ndef pair():\n    return [1, 2]\n",
    "questions/code/led/info.json": external("Led"),
    "questions/code/led/question.html": LED,
    "questions/code/led/tests/test.py": SQUARE_TESTS.replace("import more\n", "").split("        score = 0")[0]
    + "        feedback.set_score(self.st.twice(4) == self.ref.twice(4))\n",
    "questions/code/led/tests/leading_code.py": "def twice(x):\n    y = x\n",
    "questions/code/led/tests/trailing_code.py": "    return y\n",
    "questions/code/led/tests/ans.py": "def twice(x):\n    return 2 * x\n",
    "questions/out/java/info.json": external("Java", externalGradingOptions={"image": "prairielearn/grader-java"}),
    "questions/out/java/question.html": FIB,
    "questions/out/numpy/info.json": external("Numpy"),
    "questions/out/numpy/question.html": FIB,
    "questions/out/numpy/tests/test.py": FIB_TESTS.replace("right = 0", "right = int(np.zeros(1)[0])"),
    "questions/out/numpy/tests/ans.py": FIB_ANSWER,
    "questions/out/plot/info.json": external("Plot"),
    "questions/out/plot/question.html": FIB,
    "questions/out/plot/tests/test.py": FIB_TESTS.replace("check_scalar", "check_plot"),
    "questions/out/manual/info.json": info("Manual", gradingMethod="Manual"),
    "questions/out/workspace/info.json": info("Workspace", workspaceOptions={"image": "x", "port": 80}),
    "questions/out/old/info.json": info("Old", type="Calculation"),
    "questions/out/drawing/info.json": info("Drawing"),
    "questions/out/drawing/question.html": "<p>Draw.</p><pl-drawing></pl-drawing>",
    "questions/out/mustache/info.json": info("Mustache"),
    "questions/out/mustache/question.html": BY_ANSWER,
    "questions/out/grading/info.json": info("Grading"),
    "questions/out/grading/question.html": CHOICES,
    "questions/out/grading/server.py": "def grade(data):\n    data['score'] = 1\n",
    "questions/out/broken/info.json": "{broken",
    "questions/waiting/info.json": external("No answer"),
    "questions/waiting/question.html": FIB,
    "questions/waiting/tests/test.py": FIB_TESTS,
}
