"""Repositories come from where the operator allows, and from nowhere else, whatever a server answers."""

from __future__ import annotations

import gzip
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.services.authoring.git_server import commit_all, git_answer, make_repository, serving
from web.services.authoring.git_repositories import MAX_RECEIVED_BYTES, fetched
from web.services.errors import Invalid, NotAllowed, Unavailable

OLD = {"pack.yaml": "id: old\n", "notes/a.md": "line\n" * 400}
NEW = {"pack.yaml": "id: new\n", "notes/a.md": "line\n" * 400 + "more\n"}
OLD_FILES, FILES = ({name: text.encode() for name, text in state.items()} for state in (OLD, NEW))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_repository(tmp_path / "repositories" / "one", OLD, NEW)
    return tmp_path / "repositories"


@pytest.fixture
def server(root: Path) -> Iterator[str]:
    with serving(git_answer(root)) as address:
        yield address


def test_the_newest_state_comes_over_http(server: str) -> None:
    repository = fetched(f"{server}one", [server])
    assert repository.files == FILES
    assert len(repository.commit) == 40


def test_the_newest_state_comes_from_a_folder_of_this_machine(root: Path) -> None:
    assert fetched(f"file://{root}/one", [f"file://{root}/"]).files == FILES


def test_without_a_setting_nothing_is_fetched(server: str) -> None:
    with pytest.raises(NotAllowed, match="has allowed no address"):
        fetched(f"{server}one", [])


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/one", "https://git.example.org.evil.example/one", "https://git.example.org@evil.example/one",
     "https://git.example.org/packs/../../secret", "https://git.example.org/packs/%2e%2e/secret",
     "https://git.example.org/packs//evil.example/x", "https://git.example.org/packs/",
     "https://git.example.org/packs/x?y", "https://git.example.org/packs/x#y", "https://git.example.org/packs/x\\y",
     "https://git.example.org/packs/x\r\nHost: evil", "https://git.example.org/packs/./x", "HTTPS://git.example.org/x",
     "file:///etc", "file:///srv/packs", "file:///srv/packs/../etc", "ssh://git.example.org/packs/x", "git@host:x",
     "ext::sh -c id", "/srv/packs/one", "http://[::1]/one", "http://169.254.169.254/latest", ""],
)  # fmt: skip
def test_an_address_that_is_not_plainly_below_an_allowed_one_is_refused(url: str) -> None:
    with pytest.raises(NotAllowed, match="addresses that begin with"):
        fetched(url, ["https://git.example.org/packs/", "file:///srv/packs/"])


def test_a_link_out_of_an_allowed_folder_is_refused(root: Path, tmp_path: Path) -> None:
    make_repository(tmp_path / "secret", OLD)
    (root / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(NotAllowed, match="not below one"):
        fetched(f"file://{root}/link", [f"file://{root}/"])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server: str, status: int) -> None:
    asked: list[str] = []

    def elsewhere(_method: str, path: str, _headers: object, _body: bytes) -> tuple[int, dict[str, str], bytes]:
        asked.append(path)
        return status, {"Location": f"{server}{path.removeprefix('/')}"}, b""

    with serving(elsewhere) as address, pytest.raises(Unavailable):
        fetched(f"{address}one", [address])
    assert len(asked) == 1


def test_a_server_that_does_not_speak_gits_protocol_is_refused() -> None:
    head = b"1" * 40 + b"\trefs/heads/main\n"
    with (
        serving(lambda *_: (200, {"Content-Type": "text/plain"}, head)) as address,
        pytest.raises(Invalid, match="git's own protocol"),
    ):
        fetched(f"{address}one", [address])


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_an_answer_that_is_none_says_so_in_words(status: int) -> None:
    with serving(lambda *_: (status, {}, b"")) as address, pytest.raises((Invalid, Unavailable)):
        fetched(f"{address}one", [address])


def test_nobody_at_the_address_is_told() -> None:
    with pytest.raises(Unavailable):
        fetched("http://127.0.0.1:1/one", ["http://127.0.0.1:1/"])


def test_an_answer_without_end_is_cut(server: str) -> None:
    kind = {"Content-Type": "application/x-git-upload-pack-advertisement", "Content-Encoding": "gzip"}
    flood = gzip.compress(b"0032" + b"x" * 46 + bytes(2 * MAX_RECEIVED_BYTES))
    assert len(flood) < 1 << 20
    with serving(lambda *_: (200, kind, flood)) as address, pytest.raises((Invalid, Unavailable)):
        fetched(f"{address}one", [address])


@pytest.mark.parametrize("seed", range(40))
def test_an_answer_with_errors_in_it_ends_in_words(root: Path, seed: int) -> None:
    chance, real = random.Random(seed), git_answer(root)

    def damaged(method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        status, lines, data = real(method, path, headers, body)
        changed = bytearray(data)
        for _ in range(chance.randint(0, 3) if changed else 0):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return status, lines, bytes(changed[: chance.choice([None, chance.randrange(len(changed) + 1)])])

    said, files = "", {}
    with serving(damaged) as address:
        try:
            files = fetched(f"{address}one", [address]).files
        except (Invalid, Unavailable) as refusal:
            said = str(refusal)
    assert said.isprintable()
    assert files in ({}, OLD_FILES, FILES), "what cannot be read as it was is refused"


def test_a_server_that_takes_its_time_is_left(root: Path) -> None:
    real, pause = git_answer(root), threading.Event()

    def slow(method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        pause.wait(0.4)
        return real(method, path, headers, body)

    with serving(slow) as address, pytest.raises(Unavailable, match="longer than"):
        fetched(f"{address}one", [address], deadline_seconds=0.3)


def test_links_and_submodules_are_refused(root: Path) -> None:
    (root / "one" / "evil").symlink_to("/etc/passwd")
    commit_all(root / "one")
    with pytest.raises(Invalid, match="'evil' is a link or a submodule"):
        fetched(f"file://{root}/one", [f"file://{root}/"])


def test_an_empty_repository_is_told(tmp_path: Path) -> None:
    make_repository(tmp_path / "empty")
    with pytest.raises(Invalid, match="holds nothing yet"):
        fetched(f"file://{tmp_path}/empty", [f"file://{tmp_path}/"])
