"""The page on the format and the published schema say what the models say, and the page's examples are sound."""

from __future__ import annotations

import re
from pathlib import Path

import pack_format
import pytest
import yaml
from pydantic import BaseModel

from grader import model
from grader.model import Exercise
from grader.packs.new import KINDS
from grader.packs.reader import read_pack
from grader.packs.schema import pack_schema
from tests.rules.tree import text_of

PAGE = text_of("docs/pack-format.md")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
FENCE = re.compile(r"^```(?:yaml|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MODELS = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, BaseModel)]
AFRESH = "write it anew: .venv/bin/python scripts/pack_format.py"


def test_the_published_schema_is_that_of_the_models() -> None:
    assert text_of("docs/pack-schema.json") == pack_schema(), AFRESH


def test_the_page_says_of_each_key_what_its_model_says() -> None:
    assert pack_format.with_tables(PAGE) == PAGE, AFRESH


def test_the_keys_of_every_model_are_on_the_page() -> None:
    assert pack_format.documented(PAGE) == pack_format.names_of_tables()


@pytest.mark.parametrize("one", MODELS, ids=lambda one: one.__name__)
def test_every_key_is_described(one: type[BaseModel]) -> None:
    assert [name for name, field in one.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("section", ["A pack in files", "A pack in one file"])
def test_the_packs_on_the_page_are_sound(tmp_path: Path, section: str) -> None:
    files = {text.split("\n", 1)[0].removeprefix("# "): text for text in FENCE.findall(SECTIONS[section])}
    folder = tmp_path / "on-the-road"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

    pack = read_pack(folder)

    kinds = {exercise.kind for exercise in pack.exercises.values()}
    assert kinds == ({"pytest", "stdio"} if "seats/exercise.yaml" in files else set(KINDS))


@pytest.mark.parametrize("section", ["cases and stdio", "A small input for learners who fail a hidden test"])
def test_the_examples_of_single_keys_are_sound(section: str) -> None:
    fragments = FENCE.findall(SECTIONS[section])
    assert [Exercise.model_validate(yaml.safe_load(text)) for text in fragments]
