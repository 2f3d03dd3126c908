"""From wrong answers to known mistakes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.web.conftest import Write
from web.models import PackVersion, User
from web.services.authoring import drafts
from web.services.errors import Invalid, NotAllowed, NotFound
from web.services.mistakes import NewMistake, mistake_from_answer

YAML = "first-steps/exercise.yaml"
FILES = {"greeting.py": b"def greet(name):\n    return name\n"}
Add = Callable[..., drafts.OpenDraft]


@pytest.fixture
def add(session: Session, people: dict[str, User], mine: PackVersion) -> Add:
    def add(
        name: str = "forgets-hello",
        files: dict[str, bytes] = FILES,
        slug: str = "first-steps",
        user: str = "instructor",
    ) -> drafts.OpenDraft:
        said = {"en": "Where is the greeting?", "fr": " "}
        revision = drafts.open_draft(session, people["instructor"], "mine").revision
        return mistake_from_answer(session, people[user], "mine", slug, NewMistake(name, files, said), revision)

    return add


def test_a_group_becomes_a_mistake_in_the_authors_yaml(session: Session, people: dict[str, User], add: Add) -> None:
    before = drafts.open_draft(session, people["instructor"], "mine").texts()[YAML]
    draft = add()
    assert draft.texts()[YAML].startswith(before.rstrip("\n"))
    mistakes = drafts.read_draft(session, people["instructor"], "mine").exercises["first-steps"].mistakes
    assert list(mistakes) == ["forgets-the-name", "forgets-hello"]
    assert (mistakes["forgets-hello"].files, mistakes["forgets-hello"].say) == (
        FILES,
        {"en": "Where is the greeting?"},
    )


def test_it_works_in_an_exercise_that_is_written_in_the_pack(
    session: Session, people: dict[str, User], write: Write, add: Add
) -> None:
    write(
        "pack.yaml",
        "id: mine\ntitle: Mine\nlanguages: [en]\nexercises:\n"
        "  - id: doubling   # with no folder\n    kind: cases\n    statement: Double it.\n"
        "    reference: {double.py: 'def double(n): return 2 * n'}\n"
        '    cases:\n      - {call: "double(2)", returns: 4}\n'
        "  - first-steps\n",
    )
    add(files={"double.py": b"def double(n):\n    return n * n\n"}, slug="doubling", name="squares")
    exercises = drafts.read_draft(session, people["instructor"], "mine").exercises
    assert list(exercises) == ["doubling", "first-steps"]
    assert exercises["doubling"].mistakes["squares"].files == {"double.py": b"def double(n):\n    return n * n\n"}


@pytest.mark.parametrize("name", ["", "Forgets", "a b", "../x", "x" * 61, "forgets-the-name"])
def test_a_name_that_cannot_be_is_refused(session: Session, people: dict[str, User], add: Add, name: str) -> None:
    before = drafts.open_draft(session, people["instructor"], "mine")
    with pytest.raises(Invalid):
        add(name)
    assert drafts.open_draft(session, people["instructor"], "mine") == before


def test_an_answer_that_is_no_text_is_refused(add: Add) -> None:
    with pytest.raises(Invalid, match="not text"):
        add(files={"greeting.py": b"\xff"})


def test_an_answer_that_cannot_be_handed_in_is_refused(add: Add) -> None:
    with pytest.raises(drafts.FaultyDraft, match="would have faults"):
        add(files={"other.py": b""})


def test_only_who_may_change_the_pack_may_add_one(add: Add) -> None:
    with pytest.raises(NotAllowed):
        add(user="colleague")
    with pytest.raises(NotFound):
        add(slug="second-steps")
