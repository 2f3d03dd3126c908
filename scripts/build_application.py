"""Builds the application image that compose.yaml runs: `python scripts/build_application.py`.

All that it needs is fetched on the host, so that it can be built wherever `make up` works: the packages
of uv.lock for the image's Python, and this checkout.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import docker
from build_images import debian_image

ROOT = Path(__file__).resolve().parents[1]
CONTEXT = ROOT / "build" / "application"
UV = ROOT / "build" / "uv" / "bin" / "uv"
IMAGE = "bootcamp"
PYTHON = "3.13"
"""Debian trixie's."""
PARTS = ("grader", "web", "exercises", "sandbox-images", "scripts/setup", "scripts/up")
UNWANTED = shutil.ignore_patterns("__pycache__", "node_modules")


def main() -> None:
    """Leaves the image `bootcamp:latest` with the engine."""
    shutil.rmtree(CONTEXT, ignore_errors=True)
    _packages(CONTEXT / "packages")
    _application(CONTEXT / "application")
    shutil.copy(ROOT / "deploy" / "Dockerfile", CONTEXT)
    _build(docker.APIClient(**docker.utils.kwargs_from_env(), version="auto", timeout=600))


def _packages(target: Path) -> None:
    pins = str(CONTEXT.with_suffix(".txt"))
    _uv("export", "--frozen", "--no-dev", "--all-extras", "--no-emit-project", "--output-file", pins)
    image = ["--python-version", PYTHON, "--python-platform", f"{platform.machine()}-manylinux_2_28"]
    _uv("pip", "install", "--target", str(target), *image, "--only-binary=:all:", "--require-hashes", "-r", pins)


def _uv(*arguments: str) -> None:
    subprocess.run([UV, "--quiet", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _application(target: Path) -> None:
    for part in PARTS:
        shutil.copytree(ROOT / part, target / part, ignore=UNWANTED)
    # By the metadata `bootcamp` finds the commands that web adds.
    metadata = distribution("bootcamp")
    folder = target / f"bootcamp-{metadata.version}.dist-info"
    folder.mkdir()
    for name in ("METADATA", "entry_points.txt"):
        (folder / name).write_text(metadata.read_text(name) or "")


def _build(engine: docker.APIClient) -> None:
    log: list[str] = []
    arguments = {"DEBIAN": debian_image(engine)}
    for line in engine.build(
        path=str(CONTEXT), tag=f"{IMAGE}:latest", buildargs=arguments, network_mode="host", rm=True, decode=True
    ):
        log.append(str(line.get("stream", "")))
        if "error" in line:
            sys.exit(f"{IMAGE} cannot be built: {line['error']}\n{''.join(log[-40:])}")


if __name__ == "__main__":
    main()
