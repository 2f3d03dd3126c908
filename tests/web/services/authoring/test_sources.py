"""Where a pack's files come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.web.conftest import Publish
from tests.web.services.authoring.git_server import make_repository
from tests.web.services.test_pack_files import archive
from web.models import PackEventKind, PackVersion, StoredPack, User
from web.services.authoring import drafts, sources, versions
from web.services.catalog import Catalog
from web.services.errors import Conflict, Invalid, NotAllowed, NotFound
from web.services.pack_files import zipped


@pytest.fixture
def author(people: dict[str, User]) -> User:
    return people["instructor"]


@pytest.fixture
def template(session: Session, author: User) -> dict[str, bytes]:
    """The files of a sound pack called `sent`."""
    files = sources.new_pack(session, author, "template").files
    return {**files, "pack.yaml": files["pack.yaml"].replace(b"id: template", b"id: sent")}


def test_a_new_pack_is_the_template_and_nobody_sees_it_yet(
    session: Session, author: User, published: Callable[[], Catalog]
) -> None:
    draft = sources.new_pack(session, author, "fresh")
    assert draft.has_changes
    assert drafts.read_draft(session, author, "fresh").pack.id == "fresh"
    assert session.get_one(StoredPack, "fresh").owner_id == author.id
    assert "fresh" not in {pack.pack.id for pack in published().packs}
    with pytest.raises(Invalid, match="nothing to go back to"):
        drafts.discard_draft(session, author, "fresh")


@pytest.mark.parametrize("name", ["", "Fresh", "../x", "a_b", "-a", "a--b", "x" * 61, "tiny/add", "é"])
def test_an_id_that_cannot_be_is_refused(session: Session, author: User, name: str) -> None:
    with pytest.raises(Invalid, match="A pack's id"):
        sources.new_pack(session, author, name)


@pytest.mark.parametrize("name", ["learner", "lead"])
def test_only_instructors_make_packs(
    session: Session, people: dict[str, User], name: str, template: dict[str, bytes]
) -> None:
    for attempt in (
        lambda: sources.new_pack(session, people[name], "fresh"),
        lambda: sources.upload(session, people[name], zipped(template)),
        lambda: sources.import_repository(session, people[name], ["file:///srv/"], "file:///srv/x"),
    ):
        with pytest.raises(NotAllowed, match="Only instructors"):
            attempt()
    with pytest.raises(NotFound):
        sources.copy_pack(session, people[name], "tiny", "fresh")


def test_a_copy_is_ones_own_and_the_original_is_left_alone(
    session: Session, people: dict[str, User], publish: Publish, published: Callable[[], Catalog]
) -> None:
    original = versions.version_files(session, people["colleague"], "tiny", 1)
    draft = sources.copy_pack(session, people["colleague"], "tiny", "tiny-too")
    assert draft.files["pack.yaml"] == original["pack.yaml"].replace(b"id: tiny", b"id: tiny-too")
    publish("tiny-too", "our own", "colleague")
    assert published().exercise("tiny-too/add").statements == published().exercise("tiny/add").statements
    assert versions.version_files(session, people["colleague"], "tiny", 1) == original
    created = versions.history(session, people["colleague"], "tiny-too")[-1]
    assert (created.kind, created.note) == (PackEventKind.CREATED, "tiny (1)")


def test_an_id_in_use_is_refused_and_nothing_changes(session: Session, people: dict[str, User], author: User) -> None:
    sources.new_pack(session, author, "fresh")
    for attempt in (
        lambda: sources.new_pack(session, people["colleague"], "fresh"),
        lambda: sources.copy_pack(session, people["colleague"], "tiny", "fresh"),
        lambda: sources.new_pack(session, author, "tiny"),
    ):
        with pytest.raises(Conflict, match="Choose another id"):
            attempt()
    assert session.get_one(StoredPack, "fresh").owner_id == author.id


def test_an_archive_becomes_a_new_pack(session: Session, author: User, template: dict[str, bytes]) -> None:
    draft = sources.upload(session, author, zipped(template))
    assert (draft.pack_id, draft.files) == ("sent", dict(sorted(template.items())))
    assert versions.history(session, author, "sent")[0].kind == PackEventKind.UPLOADED


def test_an_archive_may_be_given_another_id(session: Session, author: User, template: dict[str, bytes]) -> None:
    draft = sources.upload(session, author, zipped(template), "renamed")
    assert b"id: renamed" in draft.files["pack.yaml"]
    assert drafts.read_draft(session, author, "renamed").pack.id == "renamed"


def test_an_archive_replaces_the_draft_and_nothing_that_is_published(
    session: Session, author: User, template: dict[str, bytes], mine: PackVersion, published: Callable[[], Catalog]
) -> None:
    seen = drafts.open_draft(session, author, "mine").revision
    changed = {**template, "first-steps/statement.md": b"Sent."}
    draft = sources.upload(session, author, zipped(changed), "mine")
    assert draft.texts()["first-steps/statement.md"] == "Sent."
    assert published().exercise("mine/first-steps").statements[""] != "Sent."
    with pytest.raises(drafts.DraftConflict):
        drafts.save_file(session, author, "mine", "first-steps/statement.md", b"late", seen)


def test_an_archive_cannot_overwrite_another_teachers_pack(
    session: Session, people: dict[str, User], template: dict[str, bytes], mine: PackVersion
) -> None:
    before = drafts.open_draft(session, people["instructor"], "mine")
    with pytest.raises(Conflict, match="another id than mine"):
        sources.upload(session, people["colleague"], zipped(template), "mine")
    stolen = {**template, "pack.yaml": template["pack.yaml"].replace(b"id: sent", b"id: mine")}
    with pytest.raises(Conflict):
        sources.upload(session, people["colleague"], zipped(stolen))
    assert drafts.open_draft(session, people["instructor"], "mine") == before


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        (None, "There is no pack.yaml"),
        (b"id: ../x\n", "A pack's id"),
        (b"id: [a]\n", "A pack's id"),
        (b"title: no id\n", "A pack's id"),
        (b"id: [\n", "no YAML"),
        (b"\xff", "not UTF-8"),
        (b"- a list\n", "A pack's id"),
        (b"id: !!python/object/apply:os.system [id]\n", "A pack's id"),
        (b"id: x\n" + b"#" * (257 * 1024), "larger than 256 kB"),
    ],
)
def test_an_archive_without_a_usable_id_is_refused(
    session: Session, author: User, manifest: bytes | None, words: str
) -> None:
    files = {"README.md": b""} | ({} if manifest is None else {"pack.yaml": manifest})
    with pytest.raises(Invalid, match=words):
        sources.upload(session, author, zipped(files))


def test_an_archive_with_a_path_out_of_it_makes_no_pack(session: Session, author: User) -> None:
    with pytest.raises(Invalid, match="not allowed"):
        sources.upload(session, author, archive(("pack.yaml", b"id: sent\n"), ("../../evil", b"x")))
    assert session.get(StoredPack, "sent") is None


def test_an_archive_with_faults_becomes_a_draft_that_tells_them(session: Session, author: User) -> None:
    sources.upload(session, author, archive(("pack.yaml", b"id: sent\ntitel: Oops\n")))
    assert any("titel" in fault.message for fault in drafts.check_draft(session, author, "sent"))


@pytest.fixture
def repositories(tmp_path: Path, template: dict[str, bytes]) -> Path:
    texts = {name: content.decode() for name, content in template.items()}
    make_repository(tmp_path / "one", texts)
    make_repository(tmp_path / "inside", {f"packs/sent/{name}": text for name, text in texts.items()}, {"README": "x"})
    both = {f"{folder}/{name}": text for folder in ("a", "b") for name, text in texts.items()}
    make_repository(tmp_path / "several", both | {".github/x.yaml": "y"})
    return tmp_path


def test_a_repository_becomes_a_pack(
    session: Session, author: User, repositories: Path, template: dict[str, bytes]
) -> None:
    allowed = [f"file://{repositories}/"]
    draft = sources.import_repository(session, author, allowed, f"file://{repositories}/one")
    assert (draft.pack_id, draft.files) == ("sent", dict(sorted(template.items())))
    (event,) = versions.history(session, author, "sent")
    assert event.kind == PackEventKind.IMPORTED
    assert event.note.startswith(f"file://{repositories}/one ")


def test_the_pack_may_lie_in_a_folder_of_it(
    session: Session, author: User, repositories: Path, template: dict[str, bytes]
) -> None:
    allowed = [f"file://{repositories}/"]
    only = sources.import_repository(session, author, allowed, f"file://{repositories}/inside")
    assert only.files == dict(sorted(template.items()))
    with pytest.raises(Invalid, match=r"several packs in it.*a, b"):
        sources.import_repository(session, author, allowed, f"file://{repositories}/several", pack_id="one-of-them")
    chosen = sources.import_repository(session, author, allowed, f"file://{repositories}/several", "b/", "one-of-them")
    assert set(chosen.files) == set(template)
    with pytest.raises(Invalid, match="no folder"):
        sources.import_repository(session, author, allowed, f"file://{repositories}/several", "../../etc", "other")
