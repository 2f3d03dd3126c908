"""The course map."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import Publish, Submit, Write, report_on
from web.db import Database
from web.models import PackVersion, StoredPack, User
from web.services.catalog import Catalog, Shelf
from web.services.courses import Progress
from web.services.errors import NotFound
from web.services.pack_files import zipped
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


def test_a_new_version_is_noticed_by_every_process(
    database: Database, session: Session, tmp_path: Path, mine: PackVersion, write: Write, publish: Publish
) -> None:
    here, there = Shelf(tmp_path / "here"), Shelf(tmp_path / "there")
    with database.session() as other:
        first = here.catalog(session), there.catalog(other)
    write("first-steps/statement.md", "New words.")
    publish(note="new words")
    with database.session() as other:
        later = here.catalog(session), there.catalog(other)
    assert {catalog.exercise("mine/first-steps").statements[""] for catalog in later} == {"New words."}
    assert all(catalog.exercise("mine/first-steps").statements[""] != "New words." for catalog in first), (
        "a request keeps the catalogue that it began with"
    )


def test_the_catalogue_stays_the_same_object_while_nothing_is_published(
    session: Session, published: Callable[[], Catalog]
) -> None:
    assert published() is published()


def test_other_packs_are_not_read_again(
    mine: PackVersion, published: Callable[[], Catalog], write: Write, publish: Publish
) -> None:
    before = published().pack("tiny")
    write("first-steps/statement.md", "New words.")
    publish()
    assert published().pack("tiny") is before


def test_many_threads_see_one_new_catalogue(database: Database, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "versions")
    found: list[Catalog] = []
    start = threading.Barrier(8)

    def look() -> None:
        with database.session() as session:
            start.wait()
            found.append(shelf.catalog(session))

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(catalog) for catalog in found}) == 1
    assert [pack.pack.id for pack in found[0].packs] == ["tiny"]


def test_unpacked_versions_may_be_deleted_or_damaged_at_any_time(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    assert Shelf(folder).catalog(session).packs
    (unpacked,) = folder.iterdir()
    (unpacked / "tiny" / "add" / "exercise.yaml").write_text("titel: Oops\n")
    assert Shelf(folder).catalog(session).exercise("tiny/add")
    shutil.rmtree(folder)
    assert Shelf(folder).catalog(session).exercise("tiny/add")
    assert not [path for path in folder.iterdir() if path.name.startswith(".new-")]


def test_a_version_that_cannot_be_unpacked_now_is_tried_again(session: Session, tmp_path: Path) -> None:
    (tmp_path / "versions").write_text("a file in the way")
    shelf = Shelf(tmp_path / "versions")
    catalog = shelf.catalog(session)
    assert (catalog.packs, list(catalog.faults)) == ([], ["tiny"])
    (tmp_path / "versions").unlink()
    catalog = shelf.catalog(session)
    assert ([pack.pack.id for pack in catalog.packs], catalog.faults) == (["tiny"], {})


@pytest.mark.parametrize("files", [{"pack.yaml": b"id: tiny\ntitel: Of another form\n"}, None])
def test_a_version_that_cannot_be_read_is_told_and_hides_no_other(
    session: Session, mine: PackVersion, published: Callable[[], Catalog], files: dict[str, bytes] | None
) -> None:
    stored = session.get_one(StoredPack, "tiny")
    version = session.get_one(PackVersion, stored.current_version_id)
    version.files = zipped(files) if files else b"no archive"
    version.digest = "sha256:" + "0" * 64
    session.commit()
    catalog = published()
    assert [pack.pack.id for pack in catalog.packs] == ["mine"]
    assert catalog.faults["tiny"]
    assert published() is catalog


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [
        ("listed", {"learner": (True, True), "instructor": (True, True)}),
        ("unlisted", {"learner": (False, True), "instructor": (False, True)}),
        ("instructors", {"learner": (False, False), "instructor": (True, True)}),
    ],
)
def test_who_sees_a_pack_is_what_its_author_says(
    session: Session,
    people: dict[str, User],
    mine: PackVersion,
    published: Callable[[], Catalog],
    set_key: Callable[[str], None],
    visibility: str,
    seen: dict[str, tuple[bool, bool]],
) -> None:
    """On the course map, and by its address."""
    set_key(f"visibility: {visibility}")
    for name, (on_map, by_address) in seen.items():
        assert ("mine" in {course.id for course in published().course_map(session, people[name])}) == on_map
        assert _opens(published(), session, people[name]) == by_address


def _opens(catalog: Catalog, session: Session, user: User) -> bool:
    try:
        catalog.exercise_for(user, "mine/first-steps")
        catalog.step(session, user, "mine/first-steps")
    except NotFound:
        return False
    return True
