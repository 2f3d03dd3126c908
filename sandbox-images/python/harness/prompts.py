"""The texts of `input("…")` in a program: what beginners do not know to be a part of what they print."""

from __future__ import annotations

import ast
import contextlib
import re

_PROMPT = re.compile(r"""\binput\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*\)""")
_MAX_PROMPTS = 50


def without_prompts(text: str, files: dict[str, bytes]) -> str:
    """A program's output less the texts of `input("…")` in *files*, as far as they stand there in so many words."""
    found: set[str] = set()
    for content in files.values():
        for literal in _PROMPT.findall(content.decode("utf-8", "replace"))[:_MAX_PROMPTS]:
            with contextlib.suppress(SyntaxError, ValueError):
                found.add(ast.literal_eval(literal))
    for prompt in sorted(found - {""}, key=len, reverse=True):
        text = text.replace(prompt, "")
    return text
