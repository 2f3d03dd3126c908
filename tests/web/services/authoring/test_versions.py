"""What is published is never changed, and can be compared and made current again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.reports import Verdict
from tests.web.conftest import GOOD, Publish, Submit, Write, report_on
from web.models import PackEventKind, PackVersion, User
from web.services.authoring import drafts, versions
from web.services.catalog import Catalog
from web.services.errors import Conflict, Invalid, NotFound
from web.services.pack_files import zipped
from web.services.recording import record

STATEMENT = "first-steps/statement.md"


@pytest.fixture
def author(people: dict[str, User], mine: PackVersion) -> User:
    return people["instructor"]


def test_a_publication_is_a_new_version_that_learners_have_at_once(
    session: Session, author: User, mine: PackVersion, write: Write, publish: Publish, published: Callable[[], Catalog]
) -> None:
    write("pack.yaml", drafts.open_draft(session, author, "mine").texts()["pack.yaml"] + 'version: "1.1"\n')
    version = publish(note="Says more.")
    assert (version.number, version.label, version.note, version.shipped) == (2, "1.1", "Says more.", False)
    assert version.created_by == author.id
    assert published().pack("mine").pack.version == "1.1"
    assert mine.digest != version.digest
    draft = drafts.open_draft(session, author, "mine")
    assert (draft.has_changes, draft.base_version_id) == (False, version.id)


def test_older_versions_stay_as_they_were(session: Session, author: User, write: Write, publish: Publish) -> None:
    before = versions.version_files(session, author, "mine", 1)
    write(STATEMENT, "New words.")
    publish()
    assert versions.version_files(session, author, "mine", 1) == before
    pack = versions.read_version(session, author, "mine", 1)
    assert pack.exercises["first-steps"].statements[""] == before[STATEMENT].decode()
    assert [version.number for version in versions.versions_of(session, author, "mine")] == [2, 1]


def test_a_draft_with_faults_is_not_published(session: Session, author: User, write: Write, publish: Publish) -> None:
    write("first-steps/exercise.yaml", "titel: Oops\nminutes: many\n")
    with pytest.raises(drafts.FaultyDraft, match="cannot be published yet") as refusal:
        publish()
    assert len(refusal.value.faults) >= 2
    assert len(versions.versions_of(session, author, "mine")) == 1


@pytest.mark.parametrize("note", ["", "   ", "x" * 501])
def test_a_note_is_asked_for(session: Session, author: User, write: Write, publish: Publish, note: str) -> None:
    write(STATEMENT, "New words.")
    with pytest.raises(Invalid):
        publish(note=note)


def test_what_is_published_already_is_no_new_version(
    session: Session, author: User, write: Write, publish: Publish
) -> None:
    with pytest.raises(Invalid, match="Nothing has changed since version 1"):
        publish()
    first = drafts.open_draft(session, author, "mine").texts()[STATEMENT]
    write(STATEMENT, "New words.")
    publish()
    write(STATEMENT, first)
    with pytest.raises(Invalid, match="same as version 1"):
        publish()


def test_what_somebody_changed_meanwhile_is_not_published_unseen(session: Session, author: User, write: Write) -> None:
    seen = write(STATEMENT, "What I saw.").revision
    write("NOTES.md", "What I did not see.")
    with pytest.raises(Conflict, match="Look again"):
        versions.publish(session, author, "mine", seen, "as I saw it")


def test_rolling_back_shows_learners_the_older_version(
    session: Session, author: User, write: Write, publish: Publish, published: Callable[[], Catalog]
) -> None:
    write(STATEMENT, "New words.")
    publish()
    versions.roll_back(session, author, "mine", 1, "the first was better")
    assert published().exercise("mine/first-steps").statements[""] != "New words."
    assert drafts.open_draft(session, author, "mine").files == versions.version_files(session, author, "mine", 1)
    with pytest.raises(Invalid, match="is the current one"):
        versions.roll_back(session, author, "mine", 1, "again")
    with pytest.raises(NotFound):
        versions.roll_back(session, author, "mine", 7, "to nowhere")


def test_rolling_back_leaves_a_draft_with_changes_alone(
    session: Session, author: User, write: Write, publish: Publish
) -> None:
    write(STATEMENT, "New words.")
    publish()
    write(STATEMENT, "Newer words.")
    versions.roll_back(session, author, "mine", 1, "the first was better")
    draft = drafts.open_draft(session, author, "mine")
    assert (draft.texts()[STATEMENT], draft.has_changes) == ("Newer words.", True)


def test_a_version_that_cannot_be_read_any_more_is_not_rolled_back_to(
    session: Session, author: User, write: Write, publish: Publish
) -> None:
    write(STATEMENT, "New words.")
    publish()
    old = session.scalars(select(PackVersion).where(PackVersion.pack_id == "mine", PackVersion.number == 1)).one()
    old.files = zipped({"pack.yaml": b"id: mine\nof: another form\n"})
    session.commit()
    with pytest.raises(drafts.FaultyDraft, match="Version 1 cannot be read"):
        versions.roll_back(session, author, "mine", 1, "back")


def test_the_history_tells_what_happened_and_who_did_it(
    session: Session, author: User, people: dict[str, User], write: Write, publish: Publish
) -> None:
    write(STATEMENT, "New words.")
    publish(note="says more")
    versions.roll_back(session, people["admin"], "mine", 1, "said too much")
    events = versions.history(session, people["colleague"], "mine")
    told = [(event.kind, event.version and event.version.number, event.user and event.user.name) for event in events]
    assert told == [
        (PackEventKind.ROLLED_BACK, 1, "Admin"),
        (PackEventKind.PUBLISHED, 2, "Instructor"),
        (PackEventKind.PUBLISHED, 1, "Instructor"),
        (PackEventKind.CREATED, None, "Instructor"),
    ]
    assert [event.note for event in events[:2]] == ["said too much", "says more"]


def test_versions_and_the_draft_are_compared_line_by_line(
    session: Session, author: User, write: Write, publish: Publish
) -> None:
    write(STATEMENT, "one\ntwo\nthree\n")
    publish()
    write(STATEMENT, "one\n2\nthree\n")
    write("NOTES.md", "new\n")
    notes, statement = versions.compare(session, author, "mine", 2)
    assert (notes.path, notes.kind, notes.added) == ("NOTES.md", "added", 1)
    assert (statement.kind, statement.added, statement.removed) == ("changed", 1, 1)
    assert [(line.kind, line.text, line.before, line.after) for line in statement.lines] == [
        ("same", "one", 1, 1),
        ("removed", "two", 2, None),
        ("added", "2", None, 2),
        ("same", "three", 3, 3),
    ]
    (between,) = versions.compare(session, author, "mine", 1, 2)
    assert between.path == STATEMENT
    assert versions.compare(session, author, "mine", 2, 2) == []
    with pytest.raises(NotFound):
        versions.compare(session, author, "mine", "of yesterday")


def test_submissions_stay_with_the_version_that_they_were_made_on(
    session: Session,
    people: dict[str, User],
    submit: Submit,
    write: Write,
    publish: Publish,
    published: Callable[[], Catalog],
) -> None:
    submission = submit(files=GOOD)
    before = submission.digest
    write(
        "add/tests/test_sums.py",
        "from sums import add\n\n\ndef test_adds():\n    assert add(1, 1) == 2\n",
        "tiny",
        "admin",
    )
    write("add/exercise.yaml", "title: Add\n", "tiny", "admin")
    publish("tiny", "other tests", "admin")
    assert published().bundle(published().exercise("tiny/add")).digest != before
    record(session, report_on(submission, Verdict.PASSED))
    session.commit()
    assert submission.latest is not None
    assert (submission.digest, submission.latest.digest) == (before, before)
