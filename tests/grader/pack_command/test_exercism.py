"""A track becomes a pack that the reader and the sandbox accept, and what was not carried over is said."""

from __future__ import annotations

import json

from grader.packs.reader import read_pack


def test_a_converted_track_passes_the_check_in_the_sandbox(run, track, tmp_path):
    assert run("import", "exercism", track, tmp_path / "teas").exit_code == 0

    checked = run("check", tmp_path / "teas", "--json", "--repeats", "2", "--mutants", "0")

    body = json.loads(checked.stdout)
    assert (checked.exit_code, body["faults"], body["exercises"]) == (0, [], 3), checked.output


def test_what_was_converted_and_what_not_is_said_for_each_exercise(run, track, tmp_path):
    output = run("import", "exercism", track, tmp_path / "teas").output

    assert "first-tea: converted" in output
    assert "old-one: left out\n  - deprecated upstream" in output
    assert "elsewhere: left out\n  - its folder is not in this checkout" in output
    assert "purse: converted\n  - the approaches are left out" in output
    assert "no exercise of the pack teaches classes" in output
    assert "3 converted, 3 left out" in output


def test_text_order_and_attribution_are_kept(run, track, tmp_path):
    run("import", "exercism", track, tmp_path / "teas")

    pack = read_pack(tmp_path / "teas")

    assert pack.pack.exercises == ["first-tea", "tea-lists", "purse"]
    assert pack.pack.prerequisites == {"tea-lists": ["first-tea"], "purse": ["tea-lists"]}
    assert pack.pack.licence == "MIT"
    assert (tmp_path / "teas/LICENSE").read_text() == "MIT License\n"
    first, purse = pack.exercises["first-tea"], pack.exercises["purse"]
    statement = first.statements[""]
    assert statement.index("# Introduction") < statement.index("# Instructions")
    assert "> **Note**\n>\n> In cents." in statement
    assert first.exercise.hints == [{"en": "- Use a number."}]
    assert first.support == {"tea_data.py": "PRICE = 250\n"}
    assert first.exercise.public_tests
    assert purse.exercise.authors == ["grace"]
    assert purse.exercise.source == "https://example.org/purse"
    assert purse.exercise.difficulty == 4
    assert purse.exercise.bridge.operators == {"Purse": ["__add__"]}


def test_a_file_name_that_leads_out_of_the_exercise_is_refused(run, track, tmp_path):
    output = run("import", "exercism", track, tmp_path / "teas").output

    assert "sly: left out\n  - '../../../LICENSE' leads out of the exercise's folder" in output
    assert not (tmp_path / "teas/sly").exists()


def test_a_folder_with_something_in_it_is_not_written_to(run, track, tmp_path):
    (tmp_path / "teas").mkdir()
    (tmp_path / "teas/mine.txt").write_text("mine")

    result = run("import", "exercism", track, tmp_path / "teas")

    assert result.exit_code == 2
    assert "not empty" in result.output
    assert [path.name for path in (tmp_path / "teas").iterdir()] == ["mine.txt"]


def test_a_folder_that_is_no_track_is_refused_in_a_sentence(run, tmp_path):
    (tmp_path / "empty").mkdir()

    result = run("import", "exercism", tmp_path / "empty", tmp_path / "teas")

    assert result.exit_code == 2
    assert "config.json is missing" in result.output
