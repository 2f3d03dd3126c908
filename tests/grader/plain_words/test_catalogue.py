"""Every code is said in every language, and what comes from a program is code in each sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from grader.plain_words import LANGUAGES, Piece, all_codes, plain
from grader.plain_words.catalogue import catalogue
from grader.plain_words.classifier import OF_TYPES
from web.languages import NAMES

PLACEHOLDER = re.compile(r"\{([a-z]{1,20})\}")
DATA = Path(__file__).parents[2] / "data" / "plain_words"
ENGLISH = catalogue("en")
OTHERS = [language for language in LANGUAGES if language != "en"]
NOT_FROM_A_PROGRAM = {"called_by_test", "input_at_load"}


def placeholders(texts):
    return [set(PLACEHOLDER.findall(text)) for text in texts]


def test_the_languages_are_those_of_the_interface():
    assert set(LANGUAGES) == set(NAMES)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_all_that_english_says(language):
    other = catalogue(language)
    assert other.language == language
    assert (other.labels.keys(), other.types.keys()) == (ENGLISH.labels.keys(), ENGLISH.types.keys())
    assert other.entries.keys() == ENGLISH.entries.keys()


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_placeholders_of_the_english_one(language):
    other = catalogue(language).entries
    for code, entry in ENGLISH.entries.items():
        said = [other[code].means, *other[code].look]
        assert placeholders(said) == placeholders([entry.means, *entry.look]), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_from_a_program_stands_between_backticks(language):
    words = catalogue(language)
    texts = [text for entry in words.entries.values() for text in (entry.means, *entry.look)]
    for text in (*texts, *words.labels.values()):
        assert text.count("`") % 2 == 0, text
        assert not PLACEHOLDER.search(re.sub(r"`[^`]*`", "", text)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_code_says_what_to_look_at_in_one_to_three_short_sentences(language):
    for code, entry in catalogue(language).entries.items():
        assert 1 <= len(entry.look) <= 3, code
        assert max(len(text) for text in (entry.means, *entry.look)) < 200, code


def test_every_code_is_met_by_a_program_or_a_recorded_message():
    programs = yaml.safe_load((DATA / "programs.yaml").read_text(encoding="utf-8"))
    messages = yaml.safe_load((DATA / "messages.yaml").read_text(encoding="utf-8"))
    assert all(programs.values())
    met = set(programs) | {code for *_, code in messages} | set(OF_TYPES.values())
    assert met == all_codes() - NOT_FROM_A_PROGRAM


def test_a_type_is_told_in_words_too():
    sentence = catalogue("fr").sentence("C’est `{type}`.", {"type": "int"})
    assert sentence == (Piece("C’est "), Piece("int", is_code=True), Piece(" (nombre entier)"), Piece("."))


def test_an_argument_cannot_change_its_sentence():
    sentence = ENGLISH.sentence("It is `{name}`.", {"name": "`{type}` <b>"})
    assert sentence == (Piece("It is "), Piece("`{type}` <b>", is_code=True), Piece("."))
    assert plain(ENGLISH.sentence("It is `{name}`.", {})) == "It is `…`."


@pytest.mark.parametrize(("asked", "given"), [("nl-BE", "nl"), ("ar_EG", "ar"), ("ps", "en"), ("", "en")])
def test_a_language_that_is_not_there_is_english(asked, given):
    assert catalogue(asked).language == given
