"""What of a template a person reads: the text that stands in it outside of `_()` and `{% trans %}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment

READ_ATTRIBUTES = {"alt", "aria-description", "aria-label", "label", "placeholder", "summary", "title"}
"""Attributes that are read or read out; a placeholder only where it is no code."""
CODE = {"data-starter", "data-task"}
"""What scripts get that is no text of the interface: files, and the task that an exercise sets."""
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NOT_READ = {"kbd", "script", "style", "svg"}
"""A key is called by what stands on it."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands where a template puts something in."""


class Reader(HTMLParser):
    """Collects what is read of a page: texts with the names of the elements around them, and attributes.

    What says which language it is in, such as a statement, is no text of the interface.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.attributes: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            says_its_language = tag != "html" and any(name == "lang" for name, _ in attrs)
            self._open.append((tag, says_its_language))
        is_code = ("dir", "ltr") in attrs
        for name, value in attrs:
            if value and name in READ_ATTRIBUTES and not (is_code and name == "placeholder"):
                self.attributes.append((name, value))
            if value and name.startswith("data-") and name not in CODE and " " in value.strip():
                self.attributes += [(name, text) for text in _said(value)]  # what a script says

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        around = tuple(name for name, _ in self._open)
        is_of_the_interface = not any(says_its_language for _, says_its_language in self._open)
        if data.strip() and is_of_the_interface and not NOT_READ & set(around):
            self.texts.append((around, data.strip()))


def unmarked_texts(template: str) -> Iterator[str]:
    """Words in *template* that no catalogue knows."""
    reader = Reader()
    reader.feed("".join(_skeleton(template)))
    reader.close()
    for _, text in reader.texts:
        yield from LETTERS.findall(text.replace(HOLE, " "))
    for _, text in reader.attributes:
        yield from LETTERS.findall(text.replace(HOLE, " "))


def _said(value: str) -> Iterator[str]:
    """The sentence in an attribute, or each of those in an attribute that holds JSON."""
    try:
        waiting = [json.loads(value)] if value.startswith(("{", "[")) else [value]
    except ValueError:
        waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            yield one


def _skeleton(template: str) -> Iterator[str]:
    """The template with a hole for every expression; what stands between `trans` and `endtrans` is left out."""
    environment, in_trans, in_tag, words, before = Environment(autoescape=True), False, False, [""], ""
    in_class = False
    for _, kind, value in environment.lex(template):
        if kind == "block_begin":
            in_tag, words = True, []
        elif kind == "block_end":
            in_tag = False
            in_trans = words[:1] == ["trans"] or (in_trans and words[:1] != ["endtrans"])
            in_class = words == ["block", "page_class"] or (in_class and words[:1] != ["endblock"])
        elif in_tag:
            words += [value] if kind == "name" else []
        elif kind == "variable_begin":
            yield "div" if before.endswith(("<", "</")) else HOLE
        elif kind == "data" and not (in_trans or in_class):
            before = value
            yield value
