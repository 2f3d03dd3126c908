"""Every sentence for people stands in the catalogues, and every catalogue says all of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from catalogues import files
from catalogues.sources import KEYWORDS, found

from grader.explanations import SENTENCES
from tests.rules.interface_texts import unmarked_texts
from tests.rules.tree import parsed, python_files, text_of, tracked
from web.languages import NAMES

TEMPLATES = [name for name in tracked() if name.startswith("web/templates/")]
STYLES = [name for name in tracked() if name.startswith("web/assets/styles/")]
SAYING = [name for name in python_files("web/", "grader/") if not name.startswith("grader/importing/")]
NAMES_OF_THINGS = {"bootcamp", "YAML", "ZIP", "CSV", "JSON"}
AFRESH = "run `make translations`, and translate what is new"
GAP = re.compile(r"%\((\w+)\)s")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:left|right)(?=\s*:)|(?:float|clear|text-align)\s*:\s*(?:left|right))"
)
"""What names a side of the screen. `inline-start` and `inline-end` follow the language."""


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_a_catalogue_holds_what_the_code_says_and_nothing_else(language: str) -> None:
    catalog = files.read(language)
    assert {message.id for message in catalog if message.id} == {message.id for message in found() if message.id}, (
        AFRESH
    )
    assert not catalog.obsolete, AFRESH
    assert files.text_of(files.updated(catalog, found())) == files.source_of(language).read_text("utf-8"), AFRESH


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_every_sentence_is_translated_with_the_same_gaps(language: str) -> None:
    catalog = files.read(language)
    for message in catalog:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        assert _forms(message.string), message.id
        assert all(form.strip() for form in _forms(message.string)), message.id
        for form in _forms(message.string):
            _same_gaps(message.id, form)


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_every_plural_has_all_forms_of_its_language(language: str) -> None:
    catalog = files.read(language)
    assert catalog.num_plurals == {"ar": 6, "es": 2, "fr": 2, "nl": 2}[language]
    for message in catalog:
        if message.pluralizable:
            assert len(_forms(message.string)) == catalog.num_plurals, message.id


def test_the_languages_are_those_of_the_application() -> None:
    assert set(files.LANGUAGES) == set(NAMES) - {"en"}


@pytest.mark.parametrize("language", files.LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    written, compiled = files.source_of(language), files.compiled_of(language)
    with written.open("rb") as file:
        catalog = read_po(file, locale=language)
    assert files.compiled_text(catalog) == compiled.read_bytes(), "run `make translations`"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_text_outside_the_catalogues(name: str) -> None:
    assert [word for word in unmarked_texts(text_of(name)) if word not in NAMES_OF_THINGS] == []


def test_a_text_outside_the_catalogues_is_noticed() -> None:
    template = '<p title="Look">{{ _("Known") }} {% trans %}Known too{% endtrans %} <b>Not known</b></p>'
    assert list(unmarked_texts(template)) == ["Not", "known", "Look"]


@pytest.mark.parametrize("name", SAYING)
def test_what_is_said_can_be_found_in_the_code(name: str) -> None:
    """A sentence with its values already in it is in no catalogue: give the values by name."""
    calls = [node for node in ast.walk(parsed(name)) if isinstance(node, ast.Call)]
    said = [(node.lineno, node.args[0]) for node in calls if _called(node) in KEYWORDS and node.args]
    assert [line for line, text in said if isinstance(text, ast.JoinedStr) or _is_str_call(text)] == []
    told = [node.args[0] for node in calls if _called(node) == "flash"]
    assert [one.lineno for one in told if not (isinstance(one, ast.Call) and _called(one) in KEYWORDS)] == []


def test_every_explanation_is_in_the_catalogues() -> None:
    assert set(SENTENCES.values()) <= {message.id for message in found()}


@pytest.mark.parametrize("name", STYLES)
def test_styles_name_no_side_of_the_screen(name: str) -> None:
    assert PHYSICAL.findall(text_of(name)) == []


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_str_call(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _called(node) == "str"


def _forms(text: object) -> Sequence[str]:
    return [text] if isinstance(text, str) else list(text) if isinstance(text, list | tuple) else []


def _same_gaps(source: str | Sequence[str], translation: str) -> None:
    """A form for one certain number (Arabic has two of them) may say it as a word."""
    sources = [source] if isinstance(source, str) else list(source)
    gaps, wanted = _gaps(translation), _gaps(sources[-1])
    may_be_left_out = set() if isinstance(source, str) else {"count", "num"}
    assert wanted - may_be_left_out <= gaps <= wanted, (source, translation)


def _gaps(text: str) -> set[str]:
    named = set(GAP.findall(text))
    if named or "{" not in text:
        return named
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_gaps_that_differ_are_noticed() -> None:
    catalog = Catalog(locale="ar")
    assert catalog.num_plurals == 6
    with pytest.raises(AssertionError):
        _same_gaps("Hello %(name)s", "مرحبا")


def test_code_stays_left_to_right_in_every_page() -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", text_of("web/assets/styles/base.css"))
    to_the_right = " ".join(
        names for names, rule in rules if "direction: ltr" in rule and "unicode-bidi: isolate" in rule
    )
    assert {"code", "pre"} <= set(re.findall(r"\w+", to_the_right))
