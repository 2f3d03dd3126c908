"""A pack to start from."""

from __future__ import annotations

import re
from pathlib import Path

from grader.errors import PackError

_FILES = {
    "pack.yaml": """\
# A pack is a course: an ordered list of exercises. docs/pack-format.md describes every key.
id: {id}                       # the folder's name
title: {{en: "{title}"}}        # a text for each language; a plain string stands for all
languages: [en]                # the first one is shown where a translation is missing
exercises:                     # folders, in the order of the course
  - first-steps
# prerequisites:               # exercise: those to pass before it opens
#   second-steps: [first-steps]
""",
    "first-steps/exercise.yaml": """\
title: {{en: "First steps"}}
difficulty: 1                  # 1 to 10
minutes: 10
show: title                    # of a hidden test that failed, learners see its title and hint;
                               # `details`: also call, expected and actual value; `nothing`: only that there is one
tests:                         # only tests that need more than one point and no title
  - name: test_greets_by_name
    title: {{en: "Greets by name"}}
    points: 2
    hint: {{en: "An f-string puts a variable into a text: f\\"Hello, {{name}}!\\""}}
hints:                         # for the whole exercise, opened one after the other
  - {{en: "A function gives its result back with `return`."}}
mistakes:                      # wrong answers that the hidden tests must notice: `pack check` tries each
  forgets-the-name:
    answer: mistakes/forgets-the-name
    say: {{en: "Your greeting is the same for everybody. Where does the name come in?"}}
""",
    "first-steps/statement.md": """\
Write a function `greet(name)` in `greeting.py`. It returns a greeting.

| call | result |
| --- | --- |
| `greet("Ada")` | `"Hello, Ada!"` |
""",
    "first-steps/starter/greeting.py": "def greet(name):\n    pass\n",
    "first-steps/reference/greeting.py": 'def greet(name):\n    return f"Hello, {{name}}!"\n',
    "first-steps/mistakes/forgets-the-name/greeting.py": 'def greet(name):\n    return "Hello, Ada!"\n',
    "first-steps/tests/test_greeting.py": """\
# Hidden: learners never see this file. Put the value that came on the left of ==, the expected one on the right.
from greeting import greet


def test_greets_by_name():
    assert greet("Grace") == "Hello, Grace!"
""",
    "first-steps/examples/test_examples.py": """\
# Visible: learners can read this file.
from greeting import greet


def test_example():
    assert greet("Ada") == "Hello, Ada!"
""",
}


def write_new_pack(folder: Path) -> list[Path]:
    """Writes a commented pack into *folder*, which must be new or empty; returns its files. Raises `PackError`."""
    name = folder.absolute().name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise PackError(f"the folder's name becomes the pack's id: {name!r} may hold a-z, 0-9 and hyphens only")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PackError(f"{folder} is there already, and not empty")
    title = name.replace("-", " ").capitalize()
    written = []
    for path, text in _FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(id=name, title=title), encoding="utf-8")
        written.append(file)
    return written
