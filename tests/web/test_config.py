"""Settings of the web side."""

from __future__ import annotations

from pathlib import Path

import pytest

from web.config import BadSetting, WebConfig

SECRET = "kX3v9QpL0aTzR7mWcB2yN5sJ8dFhGu4E"


def test_everything_but_the_secret_has_a_default(tmp_path: Path) -> None:
    config = WebConfig.from_environ({"BOOTCAMP_DATA_DIR": str(tmp_path), "BOOTCAMP_SECRET_KEY": SECRET})
    assert config.database_url == f"sqlite:///{tmp_path}/bootcamp.sqlite3"
    assert config.redis_url == "redis://127.0.0.1:6379/0"
    assert not config.https


def test_the_data_folder_tells_where_its_queue_is(tmp_path: Path) -> None:
    for name, text in (("secrets/queue-web", "word"), ("queue/port", "7001"), ("secrets/sessions", SECRET)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    config = WebConfig.from_environ({"BOOTCAMP_DATA_DIR": str(tmp_path)})
    assert config.redis_url == "redis://web:word@127.0.0.1:7001/0"
    assert config.secret_key == SECRET


@pytest.mark.parametrize(
    "secret", ["", "short", "a" * 40, "change-me-" + SECRET, "password" * 5, "my-secret-key-" + SECRET]
)
def test_a_secret_that_can_be_guessed_is_refused(tmp_path: Path, secret: str) -> None:
    with pytest.raises(BadSetting, match="BOOTCAMP_SECRET_KEY"):
        WebConfig.from_environ({"BOOTCAMP_DATA_DIR": str(tmp_path), "BOOTCAMP_SECRET_KEY": secret})


@pytest.mark.parametrize(
    ("name", "value"), [("BOOTCAMP_HTTPS", "maybe"), ("BOOTCAMP_WEB_THREADS", "0"), ("BOOTCAMP_WEB_THREADS", "many")]
)
def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path, name: str, value: str) -> None:
    environ = {"BOOTCAMP_DATA_DIR": str(tmp_path), "BOOTCAMP_SECRET_KEY": SECRET, name: value}
    with pytest.raises(BadSetting, match=name):
        WebConfig.from_environ(environ)


def test_sources_of_packs_are_a_list_of_addresses(tmp_path: Path) -> None:
    environ = {"BOOTCAMP_DATA_DIR": str(tmp_path), "BOOTCAMP_SECRET_KEY": SECRET}
    assert WebConfig.from_environ(environ).pack_sources == ()
    two = "https://git.example.org:8443/packs/  file:///srv/packs/"
    config = WebConfig.from_environ(environ | {"BOOTCAMP_PACK_SOURCES": two})
    assert config.pack_sources == ("https://git.example.org:8443/packs/", "file:///srv/packs/")


@pytest.mark.parametrize(
    "value",
    ["https://git.example.org", "https://git.example.org/packs", "git.example.org/", "ssh://git.example.org/", "/srv/",
     "file://srv/packs/", "https://user:word@git.example.org/", "https:///", "https://good.example/ ftp://bad.example/"],
)  # fmt: skip
def test_a_source_of_packs_that_allows_more_than_it_says_is_refused(tmp_path: Path, value: str) -> None:
    environ = {"BOOTCAMP_DATA_DIR": str(tmp_path), "BOOTCAMP_SECRET_KEY": SECRET, "BOOTCAMP_PACK_SOURCES": value}
    with pytest.raises(BadSetting, match="BOOTCAMP_PACK_SOURCES"):
        WebConfig.from_environ(environ)


@pytest.mark.parametrize("value", ["learn.example.org", "https://learn.example.org/", "ftp://x", "https://a b"])
def test_a_public_address_is_scheme_and_host(tmp_path: Path, value: str) -> None:
    environ = {"BOOTCAMP_DATA_DIR": str(tmp_path), "BOOTCAMP_SECRET_KEY": SECRET}
    with pytest.raises(BadSetting, match="BOOTCAMP_PUBLIC_ADDRESS"):
        WebConfig.from_environ({**environ, "BOOTCAMP_PUBLIC_ADDRESS": value})
    config = WebConfig.from_environ({**environ, "BOOTCAMP_PUBLIC_ADDRESS": "https://learn.example.org:8443"})
    assert (config.public_address, config.issuer) == ("https://learn.example.org:8443", "bootcamp")
