"""The command, run in this process, and a small track laid out as Exercism lays out its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.pack_command import pack_group

Run = Callable[..., Result]

TRACK = {
    "language": "Python",
    "blurb": "A small track.",
    "exercises": {
        "concept": [
            {"slug": "tea-lists", "name": "Tea Lists", "concepts": ["lists"], "prerequisites": ["basics"]},
            {"slug": "first-tea", "name": "First Tea", "concepts": ["basics"], "prerequisites": []},
        ],
        "practice": [
            {"slug": "purse", "name": "Purse", "difficulty": 4, "prerequisites": ["lists", "classes"]},
            {"slug": "old-one", "name": "Old One", "difficulty": 1, "status": "deprecated"},
            {"slug": "elsewhere", "name": "Elsewhere", "difficulty": 1},
            {"slug": "sly", "name": "Sly", "difficulty": 1},
        ],
    },
}
FILES = {
    "concept/first-tea": {
        ".docs/instructions.md": "# Instructions\n\nReturn the price.\n\n~~~~exercism/note\nIn cents.\n~~~~\n",
        ".docs/introduction.md": "# Introduction\n\nNumbers.\n",
        ".docs/hints.md": "# Hints\n\n## 1. Price\n\n- Use a [number][n].\n\n[n]: https://example.org\n",
        ".meta/exemplar.py": "from tea_data import PRICE\n\n\ndef price():\n    return PRICE\n",
        "tea.py": "def price():\n    pass\n",
        "tea_data.py": "PRICE = 250\n",
        "tea_test.py": (
            "import unittest\n\nimport pytest\nfrom tea import price\nfrom tea_data import PRICE\n\n\n"
            "class TeaTest(unittest.TestCase):\n    @pytest.mark.task(taskno=1)\n    def test_price(self):\n"
            "        self.assertEqual(price(), PRICE)\n"
        ),
    },
    "concept/tea-lists": {
        ".docs/instructions.md": "List the teas.\n",
        ".meta/exemplar.py": "def teas():\n    return ['green', 'mint']\n",
        "teas.py": "def teas():\n    pass\n",
        "teas_test.py": "from teas import teas\n\n\ndef test_teas():\n    assert teas() == ['green', 'mint']\n",
    },
    "practice/purse": {
        ".docs/instructions.md": "A purse holds cents.\n",
        ".docs/instructions.append.md": "Write a class.\n",
        ".meta/example.py": (
            "class Purse:\n    def __init__(self, cents):\n        self.cents = cents\n\n"
            "    def __add__(self, cents):\n        return Purse(self.cents + cents)\n"
        ),
        ".approaches/introduction.md": "Several.\n",
        "purse.py": "class Purse:\n    pass\n",
        "purse_test.py": "from purse import Purse\n\n\ndef test_adds():\n    assert (Purse(3) + 4).cents == 7\n",
    },
    "practice/sly": {
        ".meta/example.py": "x = 1\n",
        "sly.py": "x = 0\n",
    },
}
CONFIGS = {
    "concept/first-tea": {
        "authors": ["ada"],
        "files": {
            "solution": ["tea.py"],
            "test": ["tea_test.py"],
            "exemplar": [".meta/exemplar.py"],
            "editor": ["tea_data.py"],
        },
    },
    "concept/tea-lists": {
        "files": {"solution": ["teas.py"], "test": ["teas_test.py"], "exemplar": [".meta/exemplar.py"]},
    },
    "practice/purse": {
        "authors": ["grace"],
        "source_url": "https://example.org/purse",
        "files": {"solution": ["purse.py"], "test": ["purse_test.py"], "example": [".meta/example.py"]},
    },
    "practice/sly": {
        "files": {"solution": ["sly.py"], "test": ["../../../LICENSE"], "example": [".meta/example.py"]},
    },
}


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(pack_group, [str(one) for one in arguments], prog_name="bootcamp pack")

    return invoke


@pytest.fixture
def track(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "LICENSE").write_text("MIT License\n")
    for place, texts in FILES.items():
        for name, text in texts.items():
            path = root / "exercises" / place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for place, config in CONFIGS.items():
        (root / "exercises" / place / ".meta/config.json").write_text(json.dumps(config))
    (root / "config.json").write_text(json.dumps(TRACK))
    return root
