"""Several people write one draft, and nobody's words are lost."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.conftest import Publish, Write
from web.db import Database
from web.models import Draft, PackVersion, User
from web.services.authoring import access, drafts, versions
from web.services.errors import Conflict, Invalid, NotFound

STATEMENT = "first-steps/statement.md"


@pytest.fixture
def author(people: dict[str, User], mine: PackVersion) -> User:
    return people["instructor"]


def test_a_draft_begins_as_the_current_version_and_reading_writes_nothing(
    session: Session, author: User, mine: PackVersion
) -> None:
    session.execute(Draft.__table__.delete())  # type: ignore[attr-defined]
    session.commit()
    draft = drafts.open_draft(session, author, "mine")
    assert draft.files == versions.version_files(session, author, "mine", 1)
    assert (draft.revision, draft.has_changes, draft.base_version_id) == (0, False, mine.id)
    assert session.scalar(select(Draft.pack_id)) is None


def test_a_saved_file_is_in_the_draft_and_nowhere_else(session: Session, author: User, write: Write) -> None:
    draft = write(STATEMENT, "New words.")
    assert draft.has_changes
    assert draft.texts()[STATEMENT] == "New words."
    assert drafts.open_draft(session, author, "mine").files == draft.files
    assert versions.version_files(session, author, "mine", 1)[STATEMENT] != b"New words."


def test_two_who_change_one_file_both_keep_their_text(session: Session, author: User) -> None:
    seen = drafts.open_draft(session, author, "mine").revision
    drafts.save_file(session, author, "mine", STATEMENT, b"theirs", seen)
    with pytest.raises(drafts.DraftConflict) as conflict:
        drafts.save_file(session, author, "mine", STATEMENT, b"mine", seen)
    assert (conflict.value.mine, conflict.value.theirs) == (b"mine", b"theirs")
    assert drafts.open_draft(session, author, "mine").files[STATEMENT] == b"theirs"
    drafts.save_file(session, author, "mine", STATEMENT, b"mine", conflict.value.revision)
    assert drafts.open_draft(session, author, "mine").files[STATEMENT] == b"mine"


def test_two_who_change_different_files_do_not_disturb_each_other(session: Session, author: User) -> None:
    seen = drafts.open_draft(session, author, "mine").revision
    drafts.save_file(session, author, "mine", STATEMENT, b"one", seen)
    draft = drafts.save_file(session, author, "mine", "NOTES.md", b"two", seen)
    assert (draft.files[STATEMENT], draft.files["NOTES.md"]) == (b"one", b"two")


def test_two_who_write_the_same_are_no_conflict(session: Session, author: User) -> None:
    seen = drafts.open_draft(session, author, "mine").revision
    for _ in range(2):
        draft = drafts.save_file(session, author, "mine", STATEMENT, b"the same", seen)
    assert draft.files[STATEMENT] == b"the same"


def test_a_file_that_somebody_removed_is_a_conflict_too(session: Session, author: User) -> None:
    seen = drafts.open_draft(session, author, "mine").revision
    drafts.remove_file(session, author, "mine", STATEMENT, seen)
    with pytest.raises(drafts.DraftConflict) as conflict:
        drafts.save_file(session, author, "mine", STATEMENT, b"mine", seen)
    assert conflict.value.theirs is None


def test_a_file_opened_before_a_publication_is_a_conflict_after_it(
    session: Session, author: User, write: Write, publish: Publish
) -> None:
    seen = drafts.open_draft(session, author, "mine").revision
    write(STATEMENT, "published")
    publish()
    with pytest.raises(drafts.DraftConflict):
        drafts.save_file(session, author, "mine", STATEMENT, b"mine", seen)


def test_many_threads_lose_no_change(database: Database, author: User) -> None:
    failed: list[Exception] = []

    def save(number: int) -> None:
        try:
            with database.session() as session:
                user = session.get_one(User, author.id)
                drafts.save_file(session, user, "mine", f"notes/n{number}.md", b"x", 0)
        except Conflict as error:
            failed.append(error)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.session() as session:
        files = drafts.open_draft(session, session.get_one(User, author.id), "mine").files
    assert failed == []
    assert {name for name in files if name.startswith("notes/")} == {f"notes/n{number}.md" for number in range(8)}


def test_files_and_folders_are_renamed_and_removed(session: Session, author: User) -> None:
    draft = drafts.open_draft(session, author, "mine")
    draft = drafts.rename_file(session, author, "mine", "first-steps", "second-steps", draft.revision)
    assert not [name for name in draft.files if name.startswith("first-steps/")]
    assert "second-steps/tests/test_greeting.py" in draft.files
    draft = drafts.remove_file(session, author, "mine", "second-steps/tests", draft.revision)
    assert "second-steps/tests/test_greeting.py" not in draft.files
    with pytest.raises(NotFound):
        drafts.remove_file(session, author, "mine", "first-steps", draft.revision)
    with pytest.raises(Conflict, match="already"):
        drafts.rename_file(session, author, "mine", "pack.yaml", "second-steps/statement.md", draft.revision)


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a\\b", "", "con.py", "PACK.yaml", "pack.yaml/x", "a b"])
def test_a_path_that_leads_elsewhere_is_refused(session: Session, author: User, path: str) -> None:
    before = drafts.open_draft(session, author, "mine")
    with pytest.raises(Invalid):
        drafts.save_file(session, author, "mine", path, b"x", before.revision)
    with pytest.raises(Invalid):
        drafts.check_draft(session, author, "mine", {path: b"x"})
    assert drafts.open_draft(session, author, "mine").files == before.files


def test_a_file_that_is_too_large_is_refused(session: Session, author: User) -> None:
    with pytest.raises(Invalid, match="larger than 512 kB"):
        drafts.save_file(session, author, "mine", "large.txt", bytes(512 * 1024 + 1), 0)


def test_a_draft_that_is_like_the_current_version_again_has_no_changes(
    session: Session, author: User, write: Write
) -> None:
    before = drafts.open_draft(session, author, "mine").files[STATEMENT].decode()
    assert write(STATEMENT, "New words.").has_changes
    assert not write(STATEMENT, before).has_changes


def test_a_discarded_draft_is_the_current_version(session: Session, author: User, write: Write) -> None:
    seen = write(STATEMENT, "New words.").revision
    draft = drafts.discard_draft(session, author, "mine")
    assert not draft.has_changes
    assert draft.files[STATEMENT] != b"New words."
    with pytest.raises(drafts.DraftConflict):
        drafts.save_file(session, author, "mine", STATEMENT, b"late", seen)


def test_faults_are_told_with_their_file_line_and_column(session: Session, author: User, write: Write) -> None:
    text = drafts.open_draft(session, author, "mine").texts()["first-steps/exercise.yaml"]
    write("first-steps/exercise.yaml", text.replace("minutes: 10", "minuts: 10"))
    (fault,) = [fault for fault in drafts.check_draft(session, author, "mine") if not fault.warning]
    line = text.splitlines().index("minutes: 10") + 1
    assert (fault.path, fault.line, fault.column) == ("first-steps/exercise.yaml", line, 1)
    assert "did you mean 'minutes'" in fault.message


def test_what_is_not_saved_yet_is_checked_and_not_kept(session: Session, author: User) -> None:
    faults = drafts.check_draft(session, author, "mine", {"pack.yaml": b"id: [\n"})
    assert [fault.path for fault in faults if not fault.warning] == ["pack.yaml"]
    assert [fault for fault in drafts.check_draft(session, author, "mine") if not fault.warning] == []


def test_warnings_are_told_as_such(session: Session, author: User, write: Write) -> None:
    write("pack.yaml", drafts.open_draft(session, author, "mine").texts()["pack.yaml"].replace("[en]", "[en, fr]"))
    faults = drafts.check_draft(session, author, "mine")
    assert faults
    assert all(fault.warning for fault in faults)


def test_a_draft_can_be_read_as_learners_would_have_it(session: Session, author: User, write: Write) -> None:
    write(STATEMENT, "New words.")
    pack = drafts.read_draft(session, author, "mine", {"first-steps/starter/greeting.py": b"# unsaved\n"})
    exercise = pack.exercises["first-steps"]
    assert (exercise.statements[""], exercise.starter["greeting.py"]) == ("New words.", b"# unsaved\n")


def test_a_faulty_draft_cannot_be_read_and_says_why(session: Session, author: User, write: Write) -> None:
    write("pack.yaml", "id: mine\n")
    with pytest.raises(drafts.FaultyDraft, match=r"pack\.yaml:1:1: ") as refusal:
        drafts.read_draft(session, author, "mine")
    assert {fault.path for fault in refusal.value.faults} == {"pack.yaml"}


def test_an_author_who_was_added_writes_the_same_draft(
    session: Session, author: User, people: dict[str, User], write: Write
) -> None:
    access.add_author(session, author, "mine", "colleague@school.example")
    session.commit()
    write(STATEMENT, "Ours.", user="colleague")
    assert drafts.open_draft(session, author, "mine").texts()[STATEMENT] == "Ours."
