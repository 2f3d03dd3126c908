"""A small course laid out as INGInious lays out its own: newer and older task files, and each kind of problem."""

from __future__ import annotations

import struct

COURSE = """\
name: "[TEA101] Tea and programs"
description: |
  A course about *tea*, see `the page <https://example.org/tea>`_.
admins: [ada]
tutors: []
accessible: 2025-09-01/2026-02-01
registration_password: "open sesame"
lti_keys: {campus: "0123456789"}
is_lti: true
tags:
  loops: {name: Loops, description: About loops, visible: true, type: 2}
task_dispenser: toc
dispenser_data:
  toc:
    - id: first
      title: First steps
      config: {closed: false}
      sections_list:
        - {id: inner, title: Leaves, tasks_list: [hello_world, sums]}
    - id: second
      title: Second steps
      tasks_list: {fibonacci: 1, quizTea: 0, gone: 2}
  config:
    hello_world: {weight: 1.0, evaluation_mode: best, submission_limit: {amount: 5, period: -1}}
    fibonacci: {weight: 4.0, evaluation_mode: best, categories: [loops], submission_limit: {amount: 5, period: -1}}
"""

HELLO = """\
author: Ada Lovelace, Grace Hopper
name: Hello, tea
contact_url: mailto:ada@example.org
context: |
  Print the words ``Hello, tea!``.

  .. note:: Mind the comma.

  .. raw:: html

     <script>alert(1)</script>
environment_type: docker
environment_id: python3
environment_parameters:
  limits: {time: '5', hard_time: '15', memory: '64'}
  run_cmd: ''
problems:
  q1:
    type: code
    language: python
    name: Your line
    header: Fill in the function.
    default: print("")
input_random: '0'
submission_limit: {amount: 5, period: -1}
"""
HELLO_RUN = """\
#!/bin/bash
parsetemplate --output student/hello.py template.py
output=$(run_student python3 student/hello.py)
if [ "$output" = "Hello, tea!" ]; then
    feedback-result success
    feedback-msg -m "Yes"
else
    feedback-result failed
fi
"""
HELLO_TEST = """\
input:
  q1: print("Hello, tea!")
result: [success, ok]
"""

FIBONACCI = """\
author: Ada Lovelace
name: Fibonacci
context: Write ``fib(n)`` with :math:`F_0 = 0`.
environment_id: python3
environment_type: docker
environment_parameters: {limits: {time: 10, memory: 300, disk: 50}}
problems:
  code1: {type: code, language: python, name: '', header: '', default: "def fib(n):\\n    pass"}
submission_limit: {amount: 5, period: -1}
"""
FIBONACCI_RUN = """\
#!/bin/python3
from inginious import feedback, input
from inginious_container_api import run_student

input.parse_template("src/fib.tpl", "student/fib.py")
stdout, stderr, code = run_student.run_student_simple("python3 -m unittest TestFib")
feedback.set_global_result("success" if code == 0 else "failed")
"""
FIBONACCI_TESTS = """\
import unittest

import CorrFib as corr
from student.fib import fib


class TestFib(unittest.TestCase):
    def test_first(self):
        self.assertEqual(fib(0), corr.fib(0))

    def test_later(self):
        for n in range(10):
            self.assertEqual(fib(n), corr.fib(n))


if __name__ == "__main__":
    unittest.main()
"""
CORR_FIB = "def fib(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n"

SUMS = """\
author: Grace Hopper
name: Sums
accessible: true
context: Read two numbers and print their sum.
environment: default
limits: {time: '30', memory: '128', output: '2'}
order: 2
weight: 2.0
evaluate: best
submission_limit: {amount: 5, period: -1}
groups: true
problems:
  solution: {type: file, name: '', header: Hand in a file., max_size: 100000, allowed_exts: [.py]}
"""
SUMS_RUN = """\
#!/bin/bash
getinput solution:value > student/sums.py
for i in 1 2 10; do
  run_student python3 student/sums.py < input/$i.in > out.txt
  diff out.txt output/$i.out || exit 1
done
feedback-result success
"""

QUIZ = """\
author: Ada Lovelace
name: All about tea
context: "Think of `green <https://example.org/green>`_ tea."
environment_type: mcq
environment_id: mcq
submission_limit: {amount: 5, period: -1}
problems:
  '1st':
    type: multiple_choice
    name: Colour
    header: "Which colour has *green* tea?"
    multiple: false
    limit: 2
    unshuffle: true
    error_message: Look into the cup.
    success_message: Well seen.
    choices:
    - {text: Green, valid: true, feedback: Yes!}
    - {text: Blue, feedback: "That is the *cup*."}
    - {text: Greenish, valid: true}
    - {text: ''}
  many:
    type: multiple_choice
    header: Which are teas?
    multiple: true
    choices:
    - {text: Assam, valid: true}
    - {text: Darjeeling, valid: true}
    - {text: Coal}
  answer: {type: match, header: "How many leaves?", answer: 42, optional: true}
  hopeless: {type: multiple_choice, header: None is right, choices: [{text: a}, {text: b}]}
"""

MIXED = """\
name: Mixed
author: Ada
submission_limit: {amount: 5, period: -1}
context: Both.
environment_id: python3
problems:
  code: {type: code, language: python, name: Code, header: Write it.}
  pick: {type: multiple_choice, header: Pick, choices: [{text: a, valid: true}, {text: b}]}
  tune: {type: melody, header: Sing}
"""

STUBS = {
    "java_task/task.yaml": (
        "name: In Java\ncontext: Write Java.\nenvironment_id: java\n"
        "problems: {q: {type: code, language: java, default: 'class A {}'}}\n"
    ),
    "java_task/run": "#!/bin/bash\njavac A.java\n",
    "custom/task.yaml": (
        "name: Custom\ncontext: Do it.\nenvironment_id: python3\nproblems: {q: {type: code, language: python}}\n"
    ),
    "custom/run": "#!/usr/bin/env python3\nimport os\nos.system('something')\n",
    "boxes/task.yaml": (
        "name: Boxes\ncontext: ''\nenvironment: default\nproblems: {q: {type: code, boxes: {b1: {type: input-text}}}}\n"
    ),
    "random/task.yaml": (
        "name: Random\ncontext: By lot.\nenvironment_id: python3\ninput_random: 3\nproblems: {q: {type: code}}\n"
    ),
    "network/task.yaml": (
        "name: Net\ncontext: Wires.\nenvironment_id: python3\n"
        "environment_parameters: {network_grading: true}\nproblems: {q: {type: code}}\n"
    ),
    "no_reference/task.yaml": (
        "name: No reference\ncontext: A test without an answer.\nenvironment_id: python3\n"
        "problems: {q1: {type: code_single_line, language: python}}\n"
    ),
    "no_reference/run": "#!/bin/bash\ngetinput q1 > student/q1.py\nrun_student python3 -m pytest tests_q1.py\n",
    "no_reference/tests_q1.py": "import q1\n\n\ndef test_it():\n    assert q1.x == 1\n",
}


def catalogue(texts: dict[str, str]) -> bytes:
    """A compiled gettext catalogue."""
    pairs = sorted(({"": "Content-Type: text/plain; charset=UTF-8\n"} | texts).items())
    encoded = [(key.encode(), value.encode()) for key, value in pairs]
    start = 28 + 16 * len(encoded)
    tables, body = [], b""
    for part in (0, 1):
        for pair in encoded:
            tables.append(struct.pack("<2I", len(pair[part]), start + len(body)))
            body += pair[part] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(encoded), 28, 28 + 8 * len(encoded), 0, 0)
    return head + b"".join(tables) + body


FRENCH = {
    "[TEA101] Tea and programs": "[TEA101] Thé et programmes",
    "All about tea": "Tout sur le thé",
    "Think of `green <https://example.org/green>`_ tea.": "Pensez au thé *vert*.",
    "Which colour has *green* tea?": "De quelle couleur est le thé *vert* ?",
    "Green": "Vert",
}

FILES: dict[str, str | bytes] = {
    "course.yaml": COURSE,
    "LICENSE": "Creative Commons Attribution-ShareAlike 4.0 International\n",
    "$i18n/fr.mo": catalogue(FRENCH),
    "$common/run": "#!/bin/bash\n",
    "hello_world/task.yaml": HELLO,
    "hello_world/run": HELLO_RUN,
    "hello_world/template.py": "def tea():\n@    @q1@@\n\n\ntea()\n",
    "hello_world/test/good.test": HELLO_TEST,
    "fibonacci/task.yaml": FIBONACCI,
    "fibonacci/run": FIBONACCI_RUN,
    "fibonacci/src/fib.tpl": "@@code1@@\n",
    "fibonacci/student/TestFib.py": FIBONACCI_TESTS,
    "fibonacci/student/CorrFib.py": CORR_FIB,
    "sums/task.yaml": SUMS,
    "sums/run": SUMS_RUN,
    "sums/input/1.in": "1 2\n",
    "sums/output/1.out": "3\n",
    "sums/input/2.in": "0 0\n",
    "sums/output/2.out": "0\n",
    "sums/input/10.in": "-5 5\n",
    "sums/output/10.out": "0\n",
    "sums/solution.py": "a, b = map(int, input().split())\nprint(a + b)\n",
    "quizTea/task.yaml": QUIZ,
    "mixed/task.yaml": MIXED,
    **STUBS,
}
