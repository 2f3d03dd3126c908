"""The sandbox that the rest of the grader uses: a run in a fresh container, from the pool where one stands ready."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self

from grader.bundles import Bundle
from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox import images
from grader.sandbox.compiled import CompiledTests
from grader.sandbox.docker import Container, DockerEngine
from grader.sandbox.leftovers import labels, remove_leftovers
from grader.sandbox.limits import MEGABYTE, Shape, lowered, shape_of
from grader.sandbox.pool import Pool
from grader.sandbox.session import OnTests, SandboxRun, compile_tests, run_job, wait_until_ready


class Sandbox(Protocol):
    """Where submissions run. `DockerSandbox` is the one implementation."""

    def run(
        self, bundle: Bundle, files: Mapping[str, bytes], *, on_tests: OnTests | None = None, record: bool = False
    ) -> SandboxRun:
        """Runs the tests of *bundle* on *files*; raises `SandboxUnavailable` when nothing could be run."""


class DockerSandbox:
    """Single-use containers on the local Docker engine. A context manager; leaving it removes every container.

    *pool_size* containers at most stand ready, and no more than *pool_memory_mb* may ask for together. *images*
    names an image to use for a language instead of the one that belongs to this checkout.
    """

    def __init__(
        self,
        *,
        runtime: str | None = None,
        ceilings: Limits | None = None,
        pool_size: int = 0,
        pool_memory_mb: int = 2048,
        worker: str = "",
        image_overrides: Mapping[str, str] | None = None,
    ) -> None:
        self._ceilings = ceilings
        self._overrides = dict(image_overrides or {})
        self._images: dict[str, str] = {}
        self._labels = labels(worker or f"process {os.getpid()}")
        self.engine = DockerEngine(runtime)
        remove_leftovers(self.engine)
        self._pool = Pool(self._start, size=pool_size, memory_bytes=pool_memory_mb * MEGABYTE)
        self._compiled = CompiledTests(self._compile)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes every container that is not in use; those in use are removed when their run ends."""
        self._compiled.close()
        self._pool.close()

    def keep_ready(self, count: int, image: str = "python", limits: Limits | None = None) -> None:
        """From now on *count* containers for exercises with these limits stand ready, used or not."""
        shape = shape_of(lowered(limits or Limits(), self._ceilings), self.image(image))
        self._pool.keep_ready(shape, count)

    def ready(self) -> int:
        """How many containers stand ready."""
        return sum(self._pool.ready().values())

    def image(self, name: str) -> str:
        """The reference of the image for *name*, once it is known to fit; raises `SandboxUnavailable` otherwise."""
        if name not in self._images:
            self._images[name] = self._checked_image(name)
        return self._images[name]

    def run(
        self, bundle: Bundle, files: Mapping[str, bytes], *, on_tests: OnTests | None = None, record: bool = False
    ) -> SandboxRun:
        """See `Sandbox`."""
        # Without a pool submissions come one at a time: nobody would use what was compiled for the next.
        compiled = self._compiled.get(bundle) if self._pool.size and bundle.isolation == "separate" else {}
        with self._container(bundle) as (container, final):
            run = run_job(container, final, files, on_tests=on_tests, record=record, compiled=compiled)
        run.image = self.image(bundle.image)
        return run

    def _compile(self, bundle: Bundle) -> dict[str, str]:
        with self._container(bundle) as (container, final):
            return compile_tests(container, final)

    @contextmanager
    def _container(self, bundle: Bundle) -> Iterator[tuple[Container, Bundle]]:
        """A container for one use, and the bundle with the limits that hold."""
        limits = lowered(bundle.limits, self._ceilings)
        container = self._pool.take(shape_of(limits, self.image(bundle.image)))
        try:
            yield container, bundle.model_copy(update={"limits": limits})
        finally:
            self._pool.discard(container)

    def _start(self, shape: Shape) -> Container:
        container = self.engine.start(shape, self._labels)
        try:
            wait_until_ready(container, shape.image.rpartition(":")[2] if shape.image not in self._overridden() else "")
        except BaseException:
            container.remove()
            raise
        return container

    def _overridden(self) -> set[str]:
        return set(self._overrides.values())

    def _checked_image(self, name: str) -> str:
        if name in self._overrides:
            self.engine.image_inputs(self._overrides[name])
            return self._overrides[name]
        try:
            wanted = images.reference(name)
        except FileNotFoundError as error:
            raise SandboxUnavailable(
                f"there is no image for {name!r}: {error}; on a host without the sources, "
                f"BOOTCAMP_SANDBOX_IMAGE_{name.upper()} names one"
            ) from error
        inputs = self.engine.image_inputs(wanted)
        if inputs != wanted.rpartition(":")[2]:
            raise SandboxUnavailable(f"the image {wanted} was built from other inputs ({inputs or 'unknown'})")
        return wanted
