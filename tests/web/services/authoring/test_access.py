"""Who may look into a pack, and who may change it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from web.models import PackEventKind, PackVersion, StoredPack, User
from web.services.authoring import access, drafts, sources, versions
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound


def test_every_instructor_may_look_into_a_published_pack(
    session: Session, people: dict[str, User], mine: PackVersion
) -> None:
    for name in ("instructor", "colleague", "admin"):
        assert access.pack_for(session, people[name], "mine").id == "mine"
        assert {line.id for line in access.packs_of(session, people[name])} == {"mine", "tiny"}


@pytest.mark.parametrize("name", ["learner", "lead", "stranger"])
def test_nobody_else_may(session: Session, people: dict[str, User], mine: PackVersion, name: str) -> None:
    with pytest.raises(NotFound):
        access.pack_for(session, people[name], "mine")
    with pytest.raises(NotFound):
        versions.version_files(session, people[name], "mine", 1)
    assert access.packs_of(session, people[name]) == []


def test_a_pack_is_changed_by_its_owner_its_authors_and_admins(
    session: Session, people: dict[str, User], mine: PackVersion
) -> None:
    access.add_author(session, people["instructor"], "mine", "colleague@school.example")
    session.commit()
    for name in ("instructor", "colleague", "admin"):
        assert access.pack_to_edit(session, people[name], "mine").id == "mine"
    access.remove_author(session, people["instructor"], "mine", people["colleague"].id)
    session.commit()
    with pytest.raises(NotAllowed):
        access.pack_to_edit(session, people["colleague"], "mine")
    kinds = [event.kind for event in versions.history(session, people["instructor"], "mine")]
    assert kinds[:2] == [PackEventKind.AUTHOR_REMOVED, PackEventKind.AUTHOR_ADDED]


def test_what_came_with_the_installation_is_changed_by_admins_only(session: Session, people: dict[str, User]) -> None:
    assert access.pack_to_edit(session, people["admin"], "tiny")
    with pytest.raises(NotAllowed, match="make a copy"):
        access.pack_to_edit(session, people["instructor"], "tiny")


def test_another_teachers_pack_cannot_be_touched(session: Session, people: dict[str, User], mine: PackVersion) -> None:
    other = people["colleague"]
    attempts = [
        lambda: drafts.open_draft(session, other, "mine"),
        lambda: drafts.save_file(session, other, "mine", "pack.yaml", b"", 0),
        lambda: drafts.remove_file(session, other, "mine", "pack.yaml", 0),
        lambda: drafts.rename_file(session, other, "mine", "pack.yaml", "x.yaml", 0),
        lambda: drafts.replace_files(session, other, "mine", {}),
        lambda: drafts.discard_draft(session, other, "mine"),
        lambda: drafts.check_draft(session, other, "mine"),
        lambda: versions.publish(session, other, "mine", 0, "mine now"),
        lambda: versions.roll_back(session, other, "mine", 1, "mine now"),
        lambda: versions.compare(session, other, "mine", 1),
        lambda: access.add_author(session, other, "mine", other.email),
        lambda: access.remove_author(session, other, "mine", people["instructor"].id),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    with pytest.raises(Conflict):
        sources.new_pack(session, other, "mine")
    with pytest.raises(Conflict):
        sources.copy_pack(session, other, "tiny", "mine")
    session.expire_all()
    assert session.get_one(StoredPack, "mine").owner_id == people["instructor"].id
    assert len(versions.versions_of(session, other, "mine")) == 1


def test_what_was_never_published_is_known_to_its_authors_only(session: Session, people: dict[str, User]) -> None:
    sources.new_pack(session, people["instructor"], "fresh")
    with pytest.raises(NotFound):
        access.pack_for(session, people["colleague"], "fresh")
    assert "fresh" not in {line.id for line in access.packs_of(session, people["colleague"])}
    (line,) = [line for line in access.packs_of(session, people["instructor"]) if line.id == "fresh"]
    assert (line.number, line.has_changes, line.may_edit) == (None, True, True)


def test_only_instructors_become_authors(session: Session, people: dict[str, User], mine: PackVersion) -> None:
    with pytest.raises(Invalid, match="no instructor"):
        access.add_author(session, people["instructor"], "mine", "learner@school.example")
    with pytest.raises(NotFound):
        access.add_author(session, people["instructor"], "mine", "nobody@school.example")


def test_who_is_no_instructor_any_more_changes_nothing(
    session: Session, people: dict[str, User], mine: PackVersion
) -> None:
    people["instructor"].role = people["learner"].role
    session.commit()
    with pytest.raises(NotFound):
        access.pack_to_edit(session, people["instructor"], "mine")
