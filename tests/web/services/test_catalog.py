"""The course map."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import Submit, report_on
from web.models import User
from web.services.catalog import Catalog
from web.services.courses import Progress
from web.services.errors import NotFound
from web.services.recording import record


def _progress(catalog: Catalog, session: Session, user: User) -> list[Progress]:
    (course,) = catalog.course_map(session, user)
    return [step.progress for step in course.steps]


def test_the_map_follows_what_a_learner_passes(
    submit: Submit, session: Session, catalog: Catalog, people: dict[str, User]
) -> None:
    learner = people["learner"]
    assert _progress(catalog, session, learner) == [Progress.OPEN, Progress.LOCKED, Progress.OPEN]
    record(session, report_on(submit(), Verdict.FAILED, 0.5))
    assert _progress(catalog, session, learner) == [Progress.STARTED, Progress.LOCKED, Progress.OPEN]
    record(session, report_on(submit()))
    assert _progress(catalog, session, learner) == [Progress.PASSED, Progress.OPEN, Progress.OPEN]
    assert _progress(catalog, session, people["second"]) == [Progress.OPEN, Progress.LOCKED, Progress.OPEN]
    (course,) = catalog.course_map(session, learner)
    assert course.passed == 1
    assert course.next_step is not None
    assert course.next_step.slug == "double"


def test_a_locked_step_names_what_it_waits_for(session: Session, catalog: Catalog, people: dict[str, User]) -> None:
    assert catalog.step(session, people["learner"], "tiny/double").waits_for == ("Add two numbers",)


def test_texts_are_in_the_learners_language_where_there_are_any(
    session: Session, catalog: Catalog, people: dict[str, User]
) -> None:
    people["learner"].language = "fr"
    (course,) = catalog.course_map(session, people["learner"])
    assert course.title == "Un tout petit cours"
    assert course.steps[0].title == "Additionner deux nombres"
    text, language = catalog.statement(catalog.exercise("tiny/add"), "fr")
    assert (text.startswith("# Additionner"), language) == (True, "fr")
    text, language = catalog.statement(catalog.exercise("tiny/double"), "fr")
    assert (text.startswith("# Double"), language) == (True, "en")


def test_languages_are_those_of_packs_and_statements(catalog: Catalog) -> None:
    assert set(catalog.languages()) == {"en", "fr"}


@pytest.mark.parametrize("name", ["", "tiny", "tiny/", "tiny/nothing", "../tiny/add", "tiny/add/tests"])
def test_what_is_no_exercise_is_not_found(catalog: Catalog, name: str) -> None:
    with pytest.raises(NotFound):
        catalog.exercise(name)


def test_a_pack_with_a_fault_is_told_to_instructors_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.yaml").write_text("id: broken\ntitel: Oops\n")
    catalog = Catalog(tmp_path)
    assert catalog.packs == []
    assert any("titel" in str(fault) for fault in catalog.faults["broken"])
