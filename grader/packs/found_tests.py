"""The tests of an exercise of kind `pytest`: those that its files hold, with what its author says of them."""

from __future__ import annotations

from grader.bundles import BundledTest
from grader.model import Exercise, Files, TestSpec
from grader.model.calls import reason
from grader.packs.collection import TestFunctions, is_test_file, test_functions
from grader.packs.contents import Contents
from grader.packs.notes import Notes
from grader.packs.validation import meant
from grader.packs.yaml_source import Where
from grader.reports import Show


def found_tests(
    exercise: Exercise, hidden: dict[str, str], visible: dict[str, str], contents: Contents, notes: Notes
) -> tuple[BundledTest, ...]:
    """All tests in the order of the report; notes what is wrong with them."""
    specs = {spec.name: (number, spec) for number, spec in enumerate(exercise.tests)}
    _check_names(exercise, notes)
    found: dict[str, BundledTest] = {}
    before = len(notes.faults.found)
    for key, value, texts in (("hidden", exercise.hidden, hidden), ("visible", exercise.visible, visible)):
        for file, text in texts.items():
            for name, place in _collected((key,), value, file, text, contents, notes).items():
                if name in found:
                    path, line, column = contents.file_place((key,), value, file, *place)
                    notes.faults.add(path, f"a test called {name} is there already", line=line, column=column)
                    continue
                spec = specs[name][1] if name in specs else None
                found[name] = _bundled(name, file, spec, exercise, visible=key == "visible", number=len(found) + 1)
    for name, (number, _spec) in specs.items():
        if name not in found:
            notes.fault(("tests", number, "name"), f"there is no test {name}{meant(name, found)}")
    if all(test.visible for test in found.values()) and len(notes.faults.found) == before:
        notes.fault(("hidden",), "there are no hidden tests")
    return tuple(found.values())


def _check_names(exercise: Exercise, notes: Notes) -> None:
    seen = set()
    for number, spec in enumerate(exercise.tests):
        if spec.name in seen:
            notes.fault(("tests", number, "name"), f"the test {spec.name} is described already")
        seen.add(spec.name)


def _collected(where: Where, value: Files, file: str, text: str, contents: Contents, notes: Notes) -> TestFunctions:
    if not is_test_file(file):
        return {}
    try:
        return test_functions(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        path, line, column = contents.file_place(where, value, file, line, column)
        notes.faults.add(path, f"is no Python: {reason(error)}", line=line, column=column)
        return {}


def _bundled(
    name: str, file: str, spec: TestSpec | None, exercise: Exercise, *, visible: bool, number: int
) -> BundledTest:
    show = Show.DETAILS if visible else (spec and spec.show) or exercise.show
    plain = name.rsplit("::", 1)[-1].removeprefix("test").strip("_").replace("_", " ").capitalize()
    title = (spec and spec.title) or {"": plain if show is Show.DETAILS and plain else f"Test {number}"}
    points = 0.0 if visible and not (spec and "points" in spec.model_fields_set) else spec.points if spec else 1.0
    return BundledTest(
        name=name, file=file, visible=visible, title=title, points=points, show=show, hint=spec.hint if spec else {}
    )
