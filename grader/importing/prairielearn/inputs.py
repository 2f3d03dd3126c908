"""Elements that ask for a choice, an order or a short answer become questions of a quiz."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable
from typing import Any

from grader.importing.conversions import Notes
from grader.importing.markup import markdown
from grader.importing.markup.html_markdown import markdown_of
from grader.importing.markup.html_tree import Element
from grader.importing.prairielearn.panels import words
from grader.importing.prairielearn.server import Server
from grader.importing.shapes import flag, number, text

Drafted = dict[str, Any]
"""A question without its name and what it asks; empty where nothing could be made of it."""
_LEAST = 2


def question(element: Element, server: Server, notes: Notes) -> Drafted:
    """The question of one element. Why there is none is noted."""
    name = element.get("answers-name") or element.tag
    drafted = _QUESTIONS[element.tag](element, server, notes)
    choices = drafted.get("choices")
    if choices is not None and len(choices) < _LEAST:
        notes.drop(f"{name}: there is nothing to choose from")
        return {}
    if drafted and flag(element.get("allow-blank")):
        notes.drop(f"{name}: that it may be left blank")
    return drafted


def _single(element: Element, _server: Server, notes: Notes) -> Drafted:
    name = element.get("answers-name")
    choices: list[Drafted] = []
    right = False
    for answer, drafted in _answers(element, notes):
        if drafted.get("right") and right:
            notes.drop(f"{name}: a second right choice, of which one was drawn by lot: {drafted['text'][:60]}")
            continue
        right |= bool(drafted.get("right"))
        if answer.has("score"):
            notes.drop(f"{name}: a part of the points for a choice that is not quite right")
        choices.append(drafted)
    for attribute, sentence in (("all-of-the-above", "All of the above"), ("none-of-the-above", "None of the above")):
        wanted = element.get(attribute).lower()
        if wanted in {"correct", "incorrect", "true"}:
            choices.append({"text": sentence} | ({"right": True} if wanted == "correct" else {}))
        elif wanted == "random":
            notes.drop(f"{name}: '{sentence}', which was right by lot")
    if sum(bool(choice.get("right")) for choice in choices) != 1:
        notes.drop(f"{name}: not exactly one choice is right")
        return {}
    _say_how_many(element, notes, len(choices))
    order = element.get("order") or ("fixed" if flag(element.get("fixed-order")) else "random")
    return {"type": "single", "choices": choices} | ({} if order == "random" else {"shuffle": False})


def _multiple(element: Element, _server: Server, notes: Notes) -> Drafted:
    name = element.get("answers-name")
    choices = [drafted for _answer, drafted in _answers(element, notes)]
    if not any(choice.get("right") for choice in choices):
        notes.drop(f"{name}: no choice is right")
        return {}
    if element.get("partial-credit").lower() not in {"", "off", "false"}:
        notes.drop(f"{name}: a part of the points for some of the right choices")
    _say_how_many(element, notes, len(choices))
    fixed = element.get("order") == "fixed" or flag(element.get("fixed-order"))
    return {"type": "multiple", "choices": choices} | ({"shuffle": False} if fixed else {})


def _answers(element: Element, notes: Notes) -> list[tuple[Element, Drafted]]:
    found = []
    for answer in element.all("pl-answer"):
        written = markdown_of(answer, notes)
        if written:
            drafted: Drafted = {"text": written}
            if flag(answer.get("correct")):
                drafted["right"] = True
            if feedback := words(answer.get("feedback"), notes):
                drafted["say"] = feedback
            found.append((answer, drafted))
    if element.has("external-json"):
        notes.drop(f"{element.get('answers-name')}: the choices in {element.get('external-json')}")
    return found


def _say_how_many(element: Element, notes: Notes, there: int) -> None:
    shown = number(element.get("number-answers"))
    if shown and shown < there:
        notes.change(f"{element.get('answers-name')} showed {int(shown)} of its {there} choices: here all are shown")


def _number(element: Element, server: Server, notes: Notes) -> Drafted:
    answer = number(_answer(element, server))
    if answer is None:
        notes.drop(f"{element.get('answers-name')}: its right answer is only known when its server.py is run")
        return {}
    if element.get("comparison") in {"", "relabs"}:
        relative, absolute = number(element.get("rtol")), number(element.get("atol"))
        tolerance = (1e-8 if absolute is None else absolute) + (0.01 if relative is None else relative) * abs(answer)
    else:
        digits = int(number(element.get("digits")) or 2)
        size = math.floor(math.log10(abs(answer))) + 1 if answer and element.get("comparison") == "sigfig" else 0
        tolerance = 0.5 * 10.0 ** (size - digits)
        notes.change(f"{element.get('answers-name')}: {digits} right digits are a tolerance of {tolerance:g}")
    plain = int(answer) if answer == int(answer) else answer
    return {"type": "short", "accept": [plain], "tolerance": float(f"{tolerance:.12g}")}


def _integer(element: Element, server: Server, notes: Notes) -> Drafted:
    written = text(_answer(element, server)).strip().replace("_", "")
    base = number(element.get("base"))
    if base not in {None, 0, 10}:
        notes.change(f"{element.get('answers-name')}: the answer to base {base:g} has to be written as it stands")
        return {"type": "short", "accept": [written]} if written else {}
    value = number(written)
    if value is None or value != int(value):
        notes.drop(f"{element.get('answers-name')}: its right answer is only known when its server.py is run")
        return {}
    return {"type": "short", "accept": [int(value)], "tolerance": 0}


def _string(element: Element, server: Server, notes: Notes) -> Drafted:
    name = element.get("answers-name")
    answer = text(_answer(element, server))
    if not answer.strip() or "\n" in answer.strip():
        notes.drop(f"{name}: its right answer is no line that is known without running its server.py")
        return {}
    loose = [one for one in ("ignore-case", "remove-spaces", "normalize-to-ascii") if flag(element.get(one))]
    if loose:
        notes.change(f"{name}: {', '.join(loose)}: upper and lower case, accents and spaces do not count")
    return {"type": "short", "accept": [answer.strip()]} | ({} if loose else {"exact": True})


def _order(element: Element, _server: Server, notes: Notes) -> Drafted:
    name = element.get("answers-name")
    method = element.get("grading-method") or "ordered"
    blocks = [one for one in element.all("pl-answer") if not one.has("correct") or flag(one.get("correct"))]
    others = len(list(element.all("pl-answer"))) - len(blocks)
    arranged = _ARRANGE[method](blocks) if method in _ARRANGE else None
    if arranged is None or (method == "dag" and list(element.all("pl-block-group"))):
        notes.drop(f"{name}: blocks that have no single right order ({method})")
        return {}
    if others:
        notes.drop(f"{name}: {others} blocks that belong nowhere: here all blocks are put in order")
    if flag(element.get("indentation")):
        notes.drop(f"{name}: how far blocks are indented")
    return {"type": "order", "choices": [{"text": _block(one, element, notes)} for one in arranged]}


def _block(block: Element, element: Element, notes: Notes) -> str:
    if element.get("format") != "code":
        return markdown_of(block, notes)
    lines = textwrap.dedent(block.text()).strip("\n")
    return markdown.code_block(lines) if "\n" in lines else markdown.code_span(lines)


def _by_rank(blocks: list[Element]) -> list[Element] | None:
    ranks = [number(block.get("ranking")) for block in blocks]
    if None in ranks or len(set(ranks)) != len(ranks):
        return None
    return sorted(blocks, key=lambda block: number(block.get("ranking")) or 0)


def _by_dependencies(blocks: list[Element]) -> list[Element] | None:
    """The one order in which each block comes behind those that it depends on; None where there are several."""
    waiting = {block.get("tag"): block for block in blocks}
    needs = {tag: {one.strip() for one in block.get("depends").split(",")} - {""} for tag, block in waiting.items()}
    if len(waiting) != len(blocks) or any("|" in one for wanted in needs.values() for one in wanted):
        return None
    arranged: list[Element] = []
    while waiting:
        ready = [tag for tag in waiting if not needs[tag] & set(waiting)]
        if len(ready) != 1:
            return None
        arranged.append(waiting.pop(ready[0]))
    return arranged


def _answer(element: Element, server: Server) -> Any:
    if element.has("correct-answer"):
        return element.get("correct-answer")
    return server.answers.get(element.get("answers-name"))


_ARRANGE: dict[str, Callable[[list[Element]], list[Element] | None]] = {
    "ordered": lambda blocks: blocks,
    "ranking": _by_rank,
    "dag": _by_dependencies,
}
_QUESTIONS: dict[str, Callable[[Element, Server, Notes], Drafted]] = {
    "pl-multiple-choice": _single,
    "pl-checkbox": _multiple,
    "pl-number-input": _number,
    "pl-integer-input": _integer,
    "pl-string-input": _string,
    "pl-order-blocks": _order,
}
