"""Drafts on the server: nothing is replaced that its writer did not know of, and what gives way is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from grader.jobs import MAX_FILE_BYTES
from grader.packs.reader import LoadedExercise
from tests.web.conftest import ADD, Submit
from web.db import now
from web.models import KeptDraft, LearnerDraft, PackVersion, User
from web.services import hints, learner_drafts
from web.services.catalog import Catalog
from web.services.errors import Invalid, NotFound, TooOften
from web.services.learner_drafts import BURST, KEPT, Saved, Work

Save = Callable[..., Saved]


@pytest.fixture
def add(catalog: Catalog) -> LoadedExercise:
    return catalog.exercise(ADD)


@pytest.fixture
def learner(people: dict[str, User]) -> User:
    return people["learner"]


@pytest.fixture
def save(session: Session, learner: User, add: LoadedExercise) -> Save:
    """Saves a text as the learner; the limit of a minute is that of a learner who takes their time."""

    def save(text: str, revision: int = 0, *, keep_other: bool = False) -> Saved:
        if draft := learner_drafts.draft_of(session, learner, ADD):
            draft.burst = 0
        work = Work({"sums.py": text.encode()}, "", revision)
        saved = learner_drafts.save(session, learner, add, work, keep_other=keep_other)
        session.commit()
        return saved

    return save


def texts(kept: list[KeptDraft]) -> list[str]:
    return [draft.contents()["sums.py"].decode() for draft in kept]


def test_a_draft_is_saved_and_read_by_its_writer_alone(save: Save, session: Session, people: dict[str, User]) -> None:
    assert save("one").draft.revision == 1
    found = learner_drafts.draft_of(session, people["learner"], ADD)
    assert found is not None
    assert found.contents() == {"sums.py": b"one"}
    assert learner_drafts.draft_of(session, people["second"], ADD) is None


def test_who_knows_the_newest_revision_replaces_it(save: Save, session: Session, learner: User) -> None:
    first = save("one").draft.revision
    second = save("two", first)
    assert (second.diverged, second.draft.revision) == (False, 2)
    assert learner_drafts.kept_drafts(session, learner, ADD) == []


def test_who_knows_an_older_one_replaces_nothing(save: Save) -> None:
    save("one")
    other = save("mine", 0)
    assert other.diverged
    assert other.draft.contents() == {"sums.py": b"one"}
    assert other.draft.revision == 1


def test_the_same_text_is_no_divergence(save: Save) -> None:
    save("one")
    again = save("one", 0)
    assert (again.diverged, again.draft.revision) == (False, 1)


def test_keeping_mine_keeps_the_other(save: Save, session: Session, learner: User) -> None:
    save("other")
    mine = save("mine", 1, keep_other=True)
    assert mine.draft.contents() == {"sums.py": b"mine"}
    assert texts(learner_drafts.kept_drafts(session, learner, ADD)) == ["other"]


def test_taking_the_other_keeps_mine(save: Save, session: Session, learner: User, add: LoadedExercise) -> None:
    save("other")
    draft = learner_drafts.put_away(session, learner, add, {"sums.py": b"mine"})
    assert draft.contents() == {"sums.py": b"other"}
    assert texts(learner_drafts.kept_drafts(session, learner, ADD)) == ["mine"]


def test_handing_in_empties_the_draft_but_never_counts_back(
    save: Save, session: Session, learner: User, submit: Submit
) -> None:
    save("before")
    revision = learner_drafts.handed_in(session, learner, submit(), 1)
    draft = learner_drafts.draft_of(session, learner, ADD)
    assert draft is not None
    assert (revision, draft.files) == (2, {})
    assert learner_drafts.kept_drafts(session, learner, ADD) == []
    assert save("a window from before", 1).diverged


def test_handing_in_keeps_what_another_device_saved(
    save: Save, session: Session, learner: User, submit: Submit
) -> None:
    save("on the phone")
    learner_drafts.handed_in(session, learner, submit(), 0)
    assert texts(learner_drafts.kept_drafts(session, learner, ADD)) == ["on the phone"]


def test_the_newest_few_are_kept(save: Save, session: Session, learner: User) -> None:
    save("0")
    for number in range(1, KEPT + 3):
        save(str(number), number, keep_other=True)
    kept = texts(learner_drafts.kept_drafts(session, learner, ADD))
    assert kept == [str(number) for number in range(KEPT + 1, 1, -1)]


def test_a_kept_draft_is_nobody_elses(save: Save, session: Session, people: dict[str, User]) -> None:
    save("one")
    save("two", 1, keep_other=True)
    (kept,) = learner_drafts.kept_drafts(session, people["learner"], ADD)
    assert learner_drafts.kept_draft(session, people["learner"], ADD, kept.id) is kept
    for name, exercise in (("second", ADD), ("instructor", ADD), ("learner", "tiny/double")):
        with pytest.raises(NotFound):
            learner_drafts.kept_draft(session, people[name], exercise, kept.id)


def test_a_draft_is_no_larger_than_a_submission(save: Save) -> None:
    with pytest.raises(Invalid):
        save("x" * (MAX_FILE_BYTES + 1))


def test_saving_has_a_limit_for_a_minute(session: Session, learner: User, add: LoadedExercise) -> None:
    for number in range(BURST):
        work = Work({"sums.py": str(number).encode()}, "", number)
        learner_drafts.save(session, learner, add, work)
    session.commit()
    late = Work({"sums.py": b"late"}, "", BURST)
    with pytest.raises(TooOften):
        learner_drafts.save(session, learner, add, late)
    draft = session.get_one(LearnerDraft, (learner.id, ADD))
    draft.burst_began = now() - timedelta(seconds=61)
    session.commit()
    assert not learner_drafts.save(session, learner, add, late).diverged


def test_hints_are_opened_one_by_one_as_far_as_there_are_any(
    session: Session, people: dict[str, User], mine: PackVersion, published: Callable[[], Catalog]
) -> None:
    exercise = published().exercise("mine/first-steps")
    many = len(exercise.exercise.hints)
    assert many
    counts = [hints.open_next(session, people["learner"], exercise) for _ in range(many + 1)]
    assert counts == [*range(1, many + 1), many]
    assert hints.opened(session, people["learner"], exercise.id) == many
    assert hints.opened(session, people["second"], exercise.id) == 0
