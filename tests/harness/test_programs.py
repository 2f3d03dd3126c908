"""The submission as a program: what it reads, prints and leaves behind, in the real sandbox."""

from __future__ import annotations

import textwrap

import pytest

from grader.bundles import Bundle, BundledTest
from grader.grading import grade
from grader.kinds import render
from grader.model import Exercise, Limits
from grader.reports import Outcome, Report, Show, TestResult, Verdict
from grader.sandbox.service import DockerSandbox

LIMITS = Limits(wall_seconds=8, test_seconds=2, output_kb=8)


def run(
    sandbox: DockerSandbox, source: str, *cases: tuple[str, str], show: Show = Show.DETAILS, **files: str
) -> Report:
    """The report on a program that is given each case's input and must print its output."""
    made = [{"input": text, "output": output} for text, output in cases]
    exercise = Exercise.model_validate({"kind": "stdio", "show": show, "cases": made})
    rendered = render(exercise, ["main.py"])
    bundle = Bundle(
        exercise="program",
        kind="stdio",
        files=["main.py"],
        hidden=rendered.hidden,
        tests=list(rendered.tests),
        limits=LIMITS,
    )
    submission = {"main.py": source, **{f"{name}.py": text for name, text in files.items()}}
    return grade({name: textwrap.dedent(text).encode() for name, text in submission.items()}, bundle, sandbox)


def one(sandbox: DockerSandbox, source: str, text: str, output: str, *, show: Show = Show.DETAILS) -> TestResult:
    """What came of a single case."""
    return run(sandbox, source, (text, output), show=show).tests[0]


def code(test: TestResult) -> str:
    """Why it did not pass."""
    return test.explanation.code if test.explanation else ""


PASSING = {
    "input": ("name = input()\nprint('Hi', name)", "Ana\n", "Hi Ana"),
    "the last line has no end": ("print(int(input()) + int(input()))", "3\n4", "7"),
    "all of standard input": ("import sys\nprint(sum(map(int, sys.stdin.read().split())))", "1 2\n3\n", "6"),
    "its bytes": ("import sys\nprint(len(sys.stdin.buffer.read()))", "é\n", "3"),
    "its descriptor": ("import os\nprint(os.read(0, 9).decode() + open(0).read())", "a\n", "a"),
    "line by line": ("import sys\nfor line in sys.stdin: print(line.strip()[::-1])", "ab\ncd\n", "ba\ndc"),
    "only where it is the program": ("if __name__ == '__main__':\n    print('ran')", "", "ran"),
    "exit": ("print('a')\nexit()\nprint('b')", "", "a"),
    "sys.exit": ("import sys\nprint('a')\nsys.exit(0)", "", "a"),
    "an end that was caught": ("try: input()\nexcept EOFError: print('none')", "", "none"),
    "a class of its own": (
        "import dataclasses\n@dataclasses.dataclass\nclass A:\n    x: int\nprint(A(1))",
        "",
        "A(x=1)",
    ),
    "a thread that goes on": (
        "import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.1), print('late'))).start()",
        "",
        "late",
    ),
    "what is registered for the end": ("import atexit\natexit.register(print, 'bye')\nprint('hi')", "", "hi\nbye"),
    "no line end": ("print('a', end='')", "", "a"),
    "its name and folder": ("import sys, os\nprint(sys.argv, os.listdir())", "", "['main.py'] ['main.py']"),
    "standard error is no output": ("import sys\nprint('x', file=sys.stderr)\nprint('y')", "", "y"),
    "more than a pipe holds": ("import sys\nprint(len(sys.stdin.read()))", "x" * 200_000, "200000"),
}


@pytest.mark.parametrize("name", PASSING)
def test_a_program_is_run_as_on_a_terminal(sandbox: DockerSandbox, name: str) -> None:
    source, text, output = PASSING[name]
    report = run(sandbox, source, (text, output))
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)


def test_output_that_differs_is_shown_as_it_stands(sandbox: DockerSandbox) -> None:
    test = one(sandbox, "print('a')\nprint('b')", "3\n4\n", "a\nc")
    assert (test.outcome, test.expected, test.actual) == (Outcome.FAILED, "a\nc", "a\nb\n")
    assert test.message == "When it reads 3 ⏎ 4, your program does not print what was expected."


def test_of_a_hidden_case_neither_input_nor_output_is_told(sandbox: DockerSandbox) -> None:
    report = run(sandbox, "print(input())", ("secret-input", "secret-output"), show=Show.TITLE)
    assert "secret" not in report.model_dump_json()
    assert code(report.tests[0]) == "check_failed"


@pytest.mark.parametrize("show", [Show.TITLE, Show.DETAILS])
@pytest.mark.parametrize("prompt", ["'Name? '", '"Name:\\n"', "'Na' if 0 else 'Name? '"])
def test_a_prompt_that_is_printed_too_is_told(sandbox: DockerSandbox, show: Show, prompt: str) -> None:
    test = one(sandbox, f"print('Hi', input({prompt}))", "Ana\n", "Hi Ana", show=show)
    assert test.outcome is Outcome.FAILED
    assert (code(test) == "prompt_printed") == (" if " not in prompt)


def test_a_wrong_answer_with_a_prompt_is_a_wrong_answer(sandbox: DockerSandbox) -> None:
    assert code(one(sandbox, "print('Ho', input('Name? '))", "Ana\n", "Hi Ana")) == "wrong_output_input"


@pytest.mark.parametrize("show", [Show.TITLE, Show.DETAILS])
def test_asking_for_more_input_than_there_is_is_told_with_its_line(sandbox: DockerSandbox, show: Show) -> None:
    test = one(sandbox, "a = input()\nb = input()", "1\n", "", show=show)
    assert (test.outcome, code(test)) == (Outcome.ERROR, "input_ended")
    assert test.message == "Your program asks for more input than there is, in line 2 of main.py."


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import sys\nprint('ok')\nsys.exit(1)", "exit_status"),
        ("import sys\nprint('ok')\nsys.exit('no')", "exit_status"),
        ("print('ok')\nraise SystemExit(3)", "exit_status"),
        ("print('ok')\nraise KeyboardInterrupt", "exit_called"),
        ("print('ok')\n1 / 0", "raised_details"),
        ("print('ok')\nclass Own(Exception): pass\nraise Own(Own, print)", "raised_details"),
        ("print('ok')\ndef f(): f()\nf()", "raised_details"),
    ],
)
def test_a_program_that_ends_badly_did_not_pass(sandbox: DockerSandbox, source: str, why: str) -> None:
    report = run(sandbox, source, ("", "ok"), ("", "ok"))
    assert [test.outcome for test in report.tests] == [Outcome.ERROR, Outcome.ERROR]
    assert code(report.tests[0]) == why
    assert report.verdict is Verdict.FAILED


def test_an_exception_names_its_line_and_the_input(sandbox: DockerSandbox) -> None:
    test = one(sandbox, "import helper_\nhelper_.f(int(input()))", "x\n", "")
    assert code(test) == "raised_details"  # the module is missing
    report = run(sandbox, "import other\nother.f(int(input()))", ("7\n", ""), other="\ndef f(x):\n    return x['a']\n")
    explanation = report.tests[0].explanation
    assert explanation
    assert explanation.args["file"] == "other.py"
    assert explanation.args["line"] == "3"
    assert explanation.args["input"] == "7"
    assert "main.py" in report.tests[0].message


@pytest.mark.parametrize(
    ("source", "why"), [("print(", "syntax_error"), ("x = 1\n\tif x:", "syntax_error"), ("", "load_empty")]
)
def test_a_program_that_python_cannot_read_is_an_error_of_the_whole(
    sandbox: DockerSandbox, source: str, why: str
) -> None:
    report = run(sandbox, source, ("", ""))
    assert report.verdict is Verdict.ERROR
    assert report.explanation
    assert report.explanation.code == why


def test_a_program_that_is_no_utf8_is_an_error_of_the_whole(sandbox: DockerSandbox) -> None:
    bundle = Bundle(
        exercise="program",
        kind="stdio",
        files=["main.py"],
        hidden={"test_a.py": "from bootcamp_program import program\nrun = program('main.py')\ndef test_a(): run()\n"},
        tests=[BundledTest(name="test_a", file="test_a.py")],
    )
    report = grade({"main.py": b"print('\xe9')"}, bundle, sandbox)
    assert report.explanation
    assert report.explanation.code == "load_encoding"


# Nothing is left of one run for the next.

LEAVES = {
    "a module": "import other\nother.count += 1\nprint(other.count)",
    "a builtin": "import builtins\nprint(sum([1]))\nbuiltins.sum = lambda x: 2",
    "a file": "import os\nprint(len(os.listdir()))\nos.mkdir('folder')\nopen('folder/left', 'w').write('x')",
    "itself": "print(1)\nopen('main.py', 'w').write('print(2)')\nopen('other.py', 'w').write('count = 7')",
    "itself as a link": "import os\nprint(1)\nos.unlink('main.py')\nos.symlink('other.py', 'main.py')",
    "the environment": "import os\nprint(os.environ.get('LEFT', 1))\nos.environ['LEFT'] = '2'",
    "the folder": "import os\nprint(len(os.getcwd()) - 4)\nos.mkdir('in')\nos.chdir('in')",
    "the random numbers": "import random\nprint(random.seed(1) or 1)\nrandom.random()",
    "a process": "import os, time\nprint(1, flush=True)\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(30)",
}


@pytest.mark.parametrize("name", LEAVES)
def test_a_run_finds_nothing_of_the_one_before(sandbox: DockerSandbox, name: str) -> None:
    first = "2" if name == "a file" else "1"
    report = run(sandbox, LEAVES[name], ("", first), ("", first), ("", first), other="count = 0")
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)


def test_a_program_that_never_ends_fails_its_case_alone(sandbox: DockerSandbox) -> None:
    report = run(sandbox, "if input() == 'a':\n    while True: pass\nprint('b')", ("a\n", "b"), ("b\n", "b"))
    assert [test.outcome for test in report.tests] == [Outcome.TIMED_OUT, Outcome.PASSED]
    assert report.verdict is Verdict.TIMED_OUT


def test_a_program_that_waits_for_input_that_never_comes_ends(sandbox: DockerSandbox) -> None:
    report = run(sandbox, "import os\nos.read(1, 1) if 0 else None\nimport time\ntime.sleep(60)", ("", ""))
    assert report.verdict is Verdict.TIMED_OUT


def test_a_program_that_ends_its_process_is_told_so(sandbox: DockerSandbox) -> None:
    report = run(sandbox, "import os\nprint('x', flush=True)\nos._exit(0)", ("", "x"), ("", "x"))
    assert [code(test) for test in report.tests] == ["process_ended", "process_ended"]
    assert report.verdict is Verdict.ERROR


def test_a_program_that_prints_too_much_is_stopped(sandbox: DockerSandbox) -> None:
    assert run(sandbox, "while True: print('x' * 1000)", ("", "")).verdict is Verdict.OUTPUT_LIMIT


FORGERIES = {
    "it answers by itself": """
        import os, socket, struct
        os.write(3, struct.pack("<BI", ord("R"), 9) + b"I" + struct.pack("<q", 0))
        os._exit(87)
    """,
    "it says that it has answered": "import os\nos._exit(87)",
    "it answers twice": """
        import os, struct, threading
        frame = struct.pack("<BI", ord("R"), 6) + b"i\\0" + bytes(4)
        os.write(3, frame * 3)
    """,
    "it ends the parent": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nprint('4')",
    "it takes the connection": "import os\nos.close(3)\nprint('4')",
    "a reader of exit codes": "raise SystemExit(type('Zero', (int,), {'__eq__': lambda s, o: True})(0x100 + 5))",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_program_that_speaks_to_the_judge_wins_nothing(sandbox: DockerSandbox, name: str) -> None:
    report = run(sandbox, FORGERIES[name], ("2\n", "4 exactly"), ("3\n", "9"))
    assert Outcome.PASSED not in {test.outcome for test in report.tests}
    assert report.verdict in {Verdict.ERROR, Verdict.FAILED, Verdict.TIMED_OUT}


def test_a_hand_written_test_can_run_programs_too(sandbox: DockerSandbox) -> None:
    tests = """
        import pytest
        from bootcamp_cases import printed
        from bootcamp_program import program
        run = program("main.py")

        @pytest.mark.parametrize("number", range(3))
        def test_squares(number):
            assert run(f"{number}") == printed(f"{number * number}", tolerance=0)

        def test_nothing():
            with pytest.raises(EOFError):
                run()
    """
    bundle = Bundle(
        exercise="program",
        files=["main.py"],
        hidden={"test_a.py": textwrap.dedent(tests)},
        tests=[BundledTest(name=name, file="test_a.py") for name in ("test_squares", "test_nothing")],
    )
    assert grade({"main.py": b"print(int(input()) ** 2)"}, bundle, sandbox).verdict is Verdict.PASSED
