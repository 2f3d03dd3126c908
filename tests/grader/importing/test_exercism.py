"""A track becomes a pack that the reader and the sandbox accept, and what was not carried over is said."""

from __future__ import annotations

import pytest

from grader.packs.checks import check_pack
from grader.proving import prove
from tests.grader.importing.conftest import write_tree
from tests.grader.importing.exercism_track import FILES


@pytest.fixture
def teas(import_from):
    return import_from("exercism", FILES)


def test_every_imported_exercise_proves_sound_in_the_sandbox(teas, sandbox):
    pack = teas.pack()

    assert check_pack(teas.folder).faults == []
    assert {name: prove(one, sandbox, repeats=1, mutants=0).faults for name, one in pack.exercises.items()} == {
        "first-tea": [],
        "tea-lists": [],
        "purse": [],
        "ledger": [],
    }


def test_what_became_of_each_exercise_is_said(run, tmp_path):
    output = run("exercism", write_tree(tmp_path / "track", FILES), tmp_path / "teas").output

    assert "left out: old-one: deprecated upstream" in output
    assert "left out: half: still being written upstream" in output
    assert "left out: elsewhere: its folder is not in this checkout" in output
    assert "left out: far: it needs numpy, which the image does not have" in output
    assert "4 imported, 0 unfinished, 5 left out" in output
    assert "the prerequisites classes: no exercise of the pack teaches them" in output
    assert "Try: bootcamp pack check" in output


def test_order_prerequisites_and_licence_are_kept(teas):
    pack = teas.pack().pack

    assert pack.exercises == ["first-tea", "tea-lists", "purse", "ledger"]
    assert pack.prerequisites == {"tea-lists": ["first-tea"], "purse": ["tea-lists"]}
    assert (pack.licence, teas.pack().exercises["purse"].exercise.licence) == ("MIT", "MIT")
    assert (teas.folder / "LICENSE").read_text() == "MIT License\n"


def test_text_hints_and_files_are_kept(teas):
    first = teas.pack().exercises["first-tea"]

    statement = first.statements[""]
    assert statement.index("# Introduction") < statement.index("# Instructions")
    assert "> **Note**\n>\n> In cents." in statement
    assert first.exercise.hints == [
        {"en": "Read this."},
        {"en": "1. Price: Use a number."},
        {"en": "1. Price: It is whole."},
    ]
    assert first.files == ("tea.py", "tea_data.py")
    assert first.support == {"tea_data.py": "PRICE = 250\n"}
    assert first.exercise.public_tests


def test_tasks_become_titles_and_share_one_point_each(teas):
    specs = teas.pack().exercises["first-tea"].exercise.tests

    assert [(spec.name, spec.title["en"], spec.points) for spec in specs] == [
        ("TeaTest::test_price", "Task 1: Price", 1),
        ("TeaTest::test_small", "Task 2: Sizes (small)", 0.5),
        ("TeaTest::test_large", "Task 2: Sizes (large)", 0.5),
    ]


def test_people_sources_and_difficulty_are_kept(teas):
    exercises = teas.pack().exercises
    first, purse = exercises["first-tea"].exercise, exercises["purse"].exercise

    assert first.authors == ["ada", "grace (contributor)"]
    assert first.source == "forked from csharp/first-tea"
    assert purse.source == "A book (https://example.org/purse)"
    assert purse.difficulty == 4
    assert exercises["ledger"].exercise.difficulty == 10
    assert purse.bridge.operators == {"Purse": ["__add__"]}


def test_what_has_no_place_is_said(teas):
    assert "icon of .meta/config.json: nothing here uses them" in teas.exercise("first-tea")["dropped"]
    purse = teas.exercise("purse")["dropped"]
    assert "the approaches: a pack has no place for them" in purse
    assert "the invalidator files: nothing here uses them" in purse


def test_an_exercise_about_refactoring_says_that_its_starter_may_pass(teas):
    exercises = teas.pack().exercises

    assert exercises["ledger"].exercise.refactoring
    assert not exercises["purse"].exercise.refactoring


def test_a_file_name_that_leads_out_of_the_exercise_is_refused(teas):
    assert teas.exercise("sly")["reason"] == "a file cannot be called '../../../LICENSE' here"
    assert not (teas.folder / "sly").exists()


def test_prerequisites_that_go_round_in_a_circle_are_said_and_broken(import_from):
    config = FILES["config.json"]
    assert isinstance(config, str)
    circle = config.replace('"prerequisites": []', '"prerequisites": ["lists"]')

    teas = import_from("exercism", {**FILES, "config.json": circle})

    assert teas.pack().pack.prerequisites == {"first-tea": ["tea-lists"], "purse": ["tea-lists"]}
    assert "prerequisites that go round in a circle" in teas.exercise("tea-lists")["dropped"]


def test_a_folder_that_is_no_track_is_refused_in_a_sentence(run, tmp_path):
    result = run("exercism", write_tree(tmp_path / "empty", {"a": ""}), tmp_path / "teas")

    assert result.exit_code == 2
    assert "the file config.json is missing" in result.output
