"""Builds the sandbox images that this checkout needs and that the engine does not have yet.

`python scripts/build_images.py` (a step of `make up` and `make test`). Debian comes from a registry where
one answers, else from Debian's packages; everything above it is the same. Exit 0 ready, 3 cannot be built.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import docker
from docker.errors import DockerException, ImageNotFound
from requests.exceptions import RequestException

from grader.sandbox.images import BASE, INPUTS_LABEL, SOURCES, inputs_digest, reference

RELEASE = "trixie"
DEBIAN = ("bootcamp-debian", RELEASE)
REGISTRY_SECONDS = 5
"""A registry that has not answered by then counts as none."""
MIRRORS = (
    f"deb http://deb.debian.org/debian {RELEASE} main",
    f"deb http://deb.debian.org/debian {RELEASE}-updates main",
    f"deb http://deb.debian.org/debian-security {RELEASE}-security main",
)
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
UNWANTED = ("doc", "info", "locale", "man")
PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


class CannotBuild(Exception):  # noqa: N818 - says what happened
    """The message says in one sentence what is missing and how to mend it."""


def main() -> int:
    """Builds what is missing; the exit status is for make."""
    try:
        engine = docker.APIClient(**docker.utils.kwargs_from_env(), version="auto", timeout=600)
        names = [folder.parent.name for folder in sorted(SOURCES.glob("*/Dockerfile"))]
        for name in sorted(names, key=lambda name: name != BASE):
            _ensure(engine, name)
    except CannotBuild as error:
        print(f"sandbox images: {error}", file=sys.stderr)
        return 3
    except (DockerException, RequestException) as error:
        print(f"sandbox images: the Docker engine does not do its part: {error}", file=sys.stderr)
        return 3
    return 0


def _ensure(engine: docker.APIClient, name: str) -> None:
    wanted = reference(name)
    if _exists(engine, wanted):
        print(f"sandbox image {wanted}: there already", flush=True)
        return
    with _step(f"sandbox image {wanted}"), tempfile.TemporaryDirectory() as scratch:
        context = Path(scratch) / name
        shutil.copytree(SOURCES / name, context, ignore=shutil.ignore_patterns("__pycache__"))
        arguments = {variable: os.environ[variable] for variable in PROXIES if variable in os.environ}
        if name == BASE:
            arguments["DEBIAN"] = debian_image(engine)
        else:
            arguments |= {"BASE": reference(BASE), "TAG": inputs_digest(name)}
        if (context / "requirements.txt").exists():
            _fetch_wheels(context / "requirements.txt", context / "wheels")
        _build(engine, context, wanted, arguments, inputs_digest(name))


def _build(engine: docker.APIClient, context: Path, tag: str, arguments: dict[str, str], inputs: str) -> None:
    log: list[str] = []
    # The host's network, so that a mirror which only this machine can reach is reached.
    for line in engine.build(
        path=str(context),
        tag=tag,
        buildargs=arguments,
        labels={INPUTS_LABEL: inputs},
        network_mode="host",
        rm=True,
        forcerm=True,
        decode=True,
    ):
        log.append(str(line.get("stream", "")))
        if "error" in line:
            raise CannotBuild(f"{tag} cannot be built: {line['error']}\n{''.join(log[-40:])}")


def _exists(engine: docker.APIClient, tag: str) -> bool:
    try:
        engine.inspect_image(tag)
    except ImageNotFound:
        return False
    return True


def debian_image(engine: docker.APIClient) -> str:
    """The reference of Debian's image; makes it from packages where no registry answers."""
    official = f"debian:{RELEASE}-slim"
    if _exists(engine, official):
        return official
    if _registry_answers(official):
        with _step(f"pulling {official}"):
            engine.pull("debian", tag=f"{RELEASE}-slim")
        return official
    local = ":".join(DEBIAN)
    if not _exists(engine, local):
        with _step(f"no registry answers: making {local} from Debian's packages"):
            _bootstrap(engine)
    return local


def _registry_answers(image: str) -> bool:
    """Asked through the engine: it may know a mirror or a proxy that this process does not."""
    try:
        hurried = docker.APIClient(**docker.utils.kwargs_from_env(), version="auto", timeout=REGISTRY_SECONDS)
        hurried.inspect_distribution(image)
    except (DockerException, RequestException):
        return False
    return True


def _bootstrap(engine: docker.APIClient) -> None:
    if shutil.which("mmdebstrap") is None or not KEYRING.exists():
        _install_mmdebstrap()
    excluded = [f"--dpkgopt=path-exclude=/usr/share/{folder}/*" for folder in UNWANTED]
    command = ["mmdebstrap", "--quiet", "--variant=minbase", f"--keyring={KEYRING}", *excluded]
    with subprocess.Popen([*command, RELEASE, "-", *MIRRORS], stdout=subprocess.PIPE) as bootstrap:
        # Popen gives a stream here, since stdout is a pipe.
        engine.import_image_from_stream(cast("IO[bytes]", bootstrap.stdout), repository=DEBIAN[0], tag=DEBIAN[1])
    if bootstrap.returncode:
        engine.remove_image(":".join(DEBIAN), force=True)
        raise CannotBuild("mmdebstrap did not succeed; its message is above")


def _install_mmdebstrap() -> None:
    packages = "mmdebstrap debian-archive-keyring"
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise CannotBuild(
            "no container registry answers, and mmdebstrap is missing; let an administrator run "
            f"`apt-get install {packages}` or make debian:{RELEASE}-slim available to the engine"
        )
    with _step(f"installing {packages}"):
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages.split()]):
            if subprocess.run(["apt-get", "--quiet", "--quiet", *arguments], check=False).returncode:
                raise CannotBuild(f"`apt-get {' '.join(arguments)}` did not succeed; its message is above")


def _fetch_wheels(requirements: Path, target: Path) -> None:
    """Downloads the wheels on the host, whose proxy and certificates pip knows, and checks their hashes."""
    pip = target.parent / "pip"
    venv.create(pip, with_pip=True)
    fetch = [str(pip / "bin" / "pip"), "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    fetch += ["--require-hashes", "--only-binary=:all:", "--python-version=3.13", f"--dest={target}"]
    if subprocess.run([*fetch, f"--requirement={requirements}"], check=False).returncode:
        raise CannotBuild(f"the packages in {requirements.name} could not be fetched; pip's message is above")
    shutil.rmtree(pip)


@contextmanager
def _step(what: str) -> Iterator[None]:
    print(f"{what} …", flush=True)
    started = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
