"""One sound exercise of each kind, all of it in its YAML; and the same with its parts in files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

EXERCISES: dict[str, str] = {
    "pytest": r"""
kind: pytest
title: {en: Greet}
statement: {"": "Write `greet`.", fr: "Écrivez `greet`."}
starter: {greeting.py: "def greet(name):\n    pass\n"}
reference: {greeting.py: "def greet(name):\n    return name\n"}
hidden:
  parts/names.py: "NAMES = ['Grace']\n"
  test_greeting.py: |
    from greeting import greet
    from parts.names import NAMES

    def test_greets():
        assert greet(NAMES[0]) == "Grace"
visible:
  test_example.py: "from greeting import greet\n\ndef test_example():\n    assert greet('Ada') == 'Ada'\n"
support: {words.py: "HELLO = 'hello'\n"}
tests:
  - {name: test_greets, points: 3, title: {en: Greets}}
mistakes:
  nothing: {answer: {greeting.py: "def greet(name):\n    return ''\n"}, say: {en: "It is empty.", fr: "C’est vide."}}
inputs: {call: greet, arguments: {name: {text: {}}}}
""",
    "cases": r"""
kind: cases
title: {en: Clamp}
statement: {"": "Write `clamp`."}
starter: {clamp.py: "def clamp(number, low, high):\n    pass\n"}
reference: {clamp.py: "def clamp(number, low, high):\n    return max(low, min(number, high))\n"}
cases:
  - {call: "clamp(5, 0, 10)", returns: 5, visible: true}
  - {name: small, call: "clamp(-3, low=0, high=10)", returns: 0, points: 2}
  - {call: "clamp('b', 'a', 'c')", returns_python: "'b'", ignore_case: true}
mistakes:
  never-high: {answer: {clamp.py: "def clamp(number, low, high):\n    return max(low, number)\n"}, say: {en: "High?"}}
inputs:
  arguments: {number: {integer: {min: 0, max: 9}}, low: {integer: {min: 0, max: 9}}, high: {integer: {min: 0, max: 9}}}
  where: low <= high
""",
    "stdio": r"""
kind: stdio
title: {en: Double}
statement: {"": "Print twice the number."}
starter: {double.py: "number = input()\n"}
reference: {double.py: "print(2 * int(input()))\n"}
compare: {ignore_space: true}
cases:
  - {input: "2\n", output: "4", visible: true}
  - {input: "-1\n", output: "-2", points: 2}
mistakes:
  adds-two: {answer: {double.py: "print(2 + int(input()))\n"}, say: {en: "You add two."}}
inputs: {lines: [{integer: {min: -9, max: 9}}]}
""",
    "quiz": r"""
kind: quiz
title: {en: Signs}
statement: {"": "Four questions."}
questions:
  - {name: red, ask: {en: "What does **red** mean?"}, choices: [{text: Stop, right: true}, {text: Go, say: "No."}]}
  - {name: two, ask: "Two wheels?", type: multiple, choices: [{text: a, right: true}, {text: b}, {text: c, right: yes}]}
  - {name: fast, ask: "Slowest first.", type: order, choices: [{text: feet}, {text: train}], points: 2}
  - {name: short, ask: "3 · 30?", type: short, accept: [90, ninety], tolerance: 0.5}
""",
    "text": r"""
kind: text
title: {en: Late}
statement: {"": "Write to them."}
starter: {answer.txt: "Hello"}
reference: {answer.txt: "Hello, I come later."}
words: [2, 50]
criteria:
  - {name: clear, title: {en: Clear}, points: 2}
  - {name: friendly, title: {en: Friendly}}
""",
}
_FOLDERS = {
    "starter": "starter",
    "reference": "reference",
    "hidden": "tests",
    "visible": "examples",
    "support": "support",
}


def write_inline(folder: Path, kind: str) -> None:
    """An exercise folder with one file."""
    _write(folder, {"exercise.yaml": EXERCISES[kind]})


def write_in_files(folder: Path, kind: str) -> None:
    """The same exercise, with everything beside its YAML that can lie there, in the usual places."""
    body: dict[str, Any] = yaml.safe_load(EXERCISES[kind])
    files = {}
    for language, text in body.pop("statement").items():
        files[f"statement.{language}.md" if language else "statement.md"] = text
    for key, name in _FOLDERS.items():
        files |= {f"{name}/{path}": text for path, text in body.get(key, {}).items()}
        if key == "support" and key in body:
            body[key] = list(body[key])
        else:
            body.pop(key, None)
    for name, mistake in body.get("mistakes", {}).items():
        files |= {f"mistakes/{name}/{path}": text for path, text in mistake["answer"].items()}
        mistake["answer"] = f"mistakes/{name}"
    _write(folder, files | {"exercise.yaml": yaml.safe_dump(body, sort_keys=False, allow_unicode=True)})


def write_pack(folder: Path, kind: str) -> None:
    """A pack with that exercise in its own file."""
    body = {"id": folder.name, "title": "A pack", "languages": ["en"]}
    body["exercises"] = [{"id": "one"} | yaml.safe_load(EXERCISES[kind])]
    _write(folder, {"pack.yaml": yaml.safe_dump(body, sort_keys=False, allow_unicode=True)})


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
