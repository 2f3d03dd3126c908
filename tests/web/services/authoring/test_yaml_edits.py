"""Changes to an author's YAML leave every other character of it alone."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from web.services.authoring.yaml_edits import with_entry, with_scalar
from web.services.errors import Invalid

VALUE = {"answer": {"a.py": "def f():\n    return 1\n"}, "say": {"en": "Look again.", "no": "Se: igjen"}}
WITH_BLOCK = """\
# of the whole file
title: {en: "First"}   # in one language
mistakes:   # known ones
  one: wrong/one
  two:
    answer: wrong/two   # a folder
    say: {en: "Hm."}
    # about two

# about the limits
limits: {wall_seconds: 5}
"""
LITERAL = "mistakes:\n  one:\n    answer:\n      a.py: |\n        # kept\n\n        x = 1\n"
DOCUMENTS = {
    "a block": WITH_BLOCK,
    "a block at the end": "title: x\nmistakes:\n  one: wrong/one\n",
    "a block without a line end": "title: x\nmistakes:\n  one: wrong/one",
    "a deeper block": "mistakes:\n      one:\n          answer: wrong/one\ntitle: x\n",
    "a flow": "title: x\nmistakes: {one: wrong/one}  # all of them\nminutes: 5\n",
    "an empty flow": "title: x\nmistakes: {}\nminutes: 5\n",
    "a flow over lines": "mistakes: {\n  one: wrong/one,\n}\ntitle: x\n",
    "an empty key": "title: x\nmistakes:  # none yet\nminutes: 5\n",
    "an empty key at the end": "title: x\nmistakes:",
    "a null": "mistakes: ~\ntitle: x\n",
    "no key": "# only this\ntitle: x\n",
    "no key and no line end": "title: x",
    "nothing": "",
    "a comment": "# nothing yet\n",
    "all in a flow": "{title: x, minutes: 5}\n",
    "a literal before it": f"{LITERAL}\nminutes: 5\n",
    "a literal at the end": LITERAL,
    "windows line ends": "title: x\r\nmistakes:\r\n  one: wrong/one\r\nminutes: 5\r\n",
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_an_entry_is_added_and_nothing_else_changes(text: str) -> None:
    if text == DOCUMENTS["a null"]:
        with pytest.raises(Invalid):
            with_entry(text, (), "mistakes", "new", VALUE)
        return
    changed = with_entry(text, (), "mistakes", "new", VALUE)
    before, after = yaml.safe_load(text) or {}, yaml.safe_load(changed)
    assert after["mistakes"].pop("new") == VALUE
    assert after["mistakes"] == (before.pop("mistakes", None) or {})
    assert {key: value for key, value in after.items() if key != "mistakes"} == before
    assert _is_kept(text, changed)


def _is_kept(text: str, changed: str) -> bool:
    """Whether *changed* is *text* with one stretch put in, white space at that place aside."""
    squeezed = ["".join(one.split()) for one in (text, changed)]
    head = 0
    while head < len(squeezed[0]) and squeezed[0][head] == squeezed[1][head]:
        head += 1
    return squeezed[1].endswith(squeezed[0][head:])


def test_comments_stay_where_they_belong() -> None:
    changed = with_entry(WITH_BLOCK, (), "mistakes", "new", VALUE)
    lines = changed.splitlines()
    assert lines.index("    # about two") < lines.index("  new:") < lines.index("# about the limits")
    assert "".join(line for line in WITH_BLOCK.splitlines()) in "".join(
        line for line in lines if line not in changed[changed.index("  new:") : changed.index("\n# about")].splitlines()
    )


def test_an_answer_reads_as_its_author_wrote_it() -> None:
    changed = with_entry("title: x\n", (), "mistakes", "new", VALUE)
    assert "      a.py: |\n        def f():\n            return 1\n" in changed


def test_an_exercise_inside_a_pack_has_its_entry_there() -> None:
    text = "id: p\nexercises:\n  - first\n  - id: second\n    kind: cases\n    minutes: 5\n  - third\ntitle: P\n"
    changed = with_entry(text, ("exercises", 1), "mistakes", "new", VALUE)
    after = yaml.safe_load(changed)
    assert after["exercises"][1].pop("mistakes") == {"new": VALUE}
    assert after == yaml.safe_load(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("mistakes: {new: x}\n", ()),
        ("mistakes: [1, 2]\n", ()),
        ("mistakes: some words\n", ()),
        ("- a list\n", ()),
        ("mistakes: [\n", ()),
        ("exercises: [first]\n", ("exercises", 0)),
        ("exercises: [first]\n", ("exercises", 7)),
        ("base: &base {a: b}\nmistakes: *base\n", ()),
    ],
)
def test_what_cannot_be_added_to_is_refused(text: str, where: tuple[str | int, ...]) -> None:
    with pytest.raises(Invalid):
        with_entry(text, where, "mistakes", "new", VALUE)


TEXTS = st.text(max_size=60) | st.text("ab \t\n:#|>-'\"\\{}[]é😀\x85\u2028\x00", max_size=40)


@given(name=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), text=TEXTS, said=TEXTS)
def test_any_answer_is_written_as_it_is_or_refused(name: str, text: str, said: str) -> None:
    value: dict[str, Any] = {"answer": {"a.py": text}, "say": {"en": said}}
    try:
        changed = with_entry(WITH_BLOCK, (), "mistakes", name, value)
    except Invalid:
        assert name in {"one", "two"} or not (text + said).isprintable()
    else:
        assert yaml.safe_load(changed)["mistakes"][name] == value


def test_one_value_is_replaced() -> None:
    text = "# first\nid: old-name   # the folder's name\ntitle: id\n"
    assert with_scalar(text, "id", "new-name") == "# first\nid: new-name   # the folder's name\ntitle: id\n"
    with pytest.raises(Invalid):
        with_scalar("title: x\n", "id", "new")
    with pytest.raises(Invalid):
        with_scalar("id: [a]\n", "id", "new")
