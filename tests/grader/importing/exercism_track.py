"""A small track laid out as Exercism lays out its own."""

from __future__ import annotations

import json
from typing import Any

_TRACK: dict[str, Any] = {
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
            {"slug": "half", "name": "Half", "difficulty": 1, "status": "wip"},
            {"slug": "ledger", "name": "Ledger", "difficulty": 12},
            {"slug": "far", "name": "Far", "difficulty": 1},
        ],
    },
}
_EXERCISES: dict[str, dict[str, str]] = {
    "concept/first-tea": {
        ".docs/instructions.md": (
            "# Instructions\n\n## 1. Price\n\nReturn it.\n\n## 2. Sizes\n\nSome.\n\n"
            "~~~~exercism/note\nIn cents.\n~~~~\n"
        ),
        ".docs/introduction.md": "# Introduction\n\nNumbers.\n",
        ".docs/hints.md": (
            "# Hints\n\n## General\n\n- Read [this][n].\n\n## 1. Price\n\n- Use a [number][n].\n"
            "- It is\n  whole.\n\n[n]: https://example.org\n"
        ),
        ".meta/exemplar.py": (
            "from tea_data import PRICE\n\n\ndef price():\n    return PRICE\n\n\ndef size(n):\n    return n * 2\n"
        ),
        "tea.py": "def price():\n    pass\n\n\ndef size(n):\n    pass\n",
        "tea_data.py": "PRICE = 250\n",
        "tea_test.py": (
            "import unittest\n\nimport pytest\nfrom tea import price, size\nfrom tea_data import PRICE\n\n\n"
            "class TeaTest(unittest.TestCase):\n    @pytest.mark.task(taskno=1)\n    def test_price(self):\n"
            "        self.assertEqual(price(), PRICE)\n\n"
            "    @pytest.mark.task(taskno=2)\n    def test_small(self):\n        self.assertEqual(size(1), 2)\n\n"
            "    @pytest.mark.task(taskno=2)\n    def test_large(self):\n        self.assertEqual(size(9), 18)\n"
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
    "practice/ledger": {
        ".docs/instructions.md": "Make it better.\n",
        ".meta/example.py": "def total(sums):\n    return sum(sums)\n",
        "ledger.py": "def total(sums):\n    x = 0\n    for s in sums:\n        x = x + s\n    return x\n",
        "ledger_test.py": "from ledger import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n",
    },
    "practice/half": {},
    "practice/far": {
        ".meta/example.py": "import numpy\n\n\ndef f():\n    return 1\n",
        "far.py": "def f():\n    pass\n",
        "far_test.py": "from far import f\n\n\ndef test_f():\n    assert f() == 1\n",
    },
    "practice/sly": {
        ".meta/example.py": "x = 1\n",
        "sly.py": "x = 0\n",
    },
}
_CONFIGS: dict[str, dict[str, Any]] = {
    "concept/first-tea": {
        "authors": ["ada"],
        "contributors": ["grace", "ada"],
        "icon": "tea",
        "forked_from": ["csharp/first-tea"],
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
        "source": "A book",
        "source_url": "https://example.org/purse",
        "files": {
            "invalidator": ["x.py"],
            "solution": ["purse.py"],
            "test": ["purse_test.py"],
            "example": [".meta/example.py"],
        },
    },
    "practice/ledger": {
        "blurb": "Refactor a ledger.",
        "files": {"solution": ["ledger.py"], "test": ["ledger_test.py"], "example": [".meta/example.py"]},
    },
    "practice/half": {},
    "practice/far": {
        "files": {"solution": ["far.py"], "test": ["far_test.py"], "example": [".meta/example.py"]},
    },
    "practice/sly": {
        "files": {"solution": ["sly.py"], "test": ["../../../LICENSE"], "example": [".meta/example.py"]},
    },
}
FILES: dict[str, str | bytes] = {
    "config.json": json.dumps(_TRACK),
    "LICENSE": "MIT License\n",
    **{f"exercises/{place}/{name}": text for place, texts in _EXERCISES.items() for name, text in texts.items()},
    **{f"exercises/{place}/.meta/config.json": json.dumps(config) for place, config in _CONFIGS.items()},
}
