"""The catalogue: the published packs, and what a learner may see of them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from grader.bundles import digest_of
from grader.packs.faults import Fault, FaultyPack
from grader.packs.reader import LoadedExercise, LoadedPack
from web.models import PackVersion, StoredPack, User
from web.services.courses import PackMap, Step, is_on_map, may_see, pack_map
from web.services.errors import NotFound
from web.services.pack_files import MANIFEST
from web.services.pack_reading import VersionFolders
from web.services.tallies import tallies_of

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SealedBundle:
    """An exercise as it travels to the graders. Never show one to anybody."""

    data: bytes
    digest: str


def sealed(exercise: LoadedExercise) -> SealedBundle:
    """What graders need of *exercise*."""
    data = exercise.bundle().to_bytes()
    return SealedBundle(data, digest_of(data))


class Catalog:
    """The current versions of all packs at one moment. It never changes: a request keeps the one it began with."""

    def __init__(self, packs: Mapping[str, LoadedPack], faults: Mapping[str, list[Fault]] | None = None) -> None:
        self._packs = dict(sorted(packs.items()))
        self.faults = dict(faults or {})
        """What is wrong with the packs that cannot be used. For instructors."""
        self._bundles: dict[str, SealedBundle] = {}

    @property
    def packs(self) -> list[LoadedPack]:
        """The sound packs, whoever may see them."""
        return list(self._packs.values())

    def packs_for(self, user: User) -> list[LoadedPack]:
        """The packs that stand on *user*'s course map."""
        return [pack for pack in self.packs if is_on_map(pack, user)]

    def exercise(self, exercise_id: str) -> LoadedExercise:
        """The exercise called `pack/slug`, whoever asks. Raises `NotFound`."""
        pack, _, slug = exercise_id.partition("/")
        found = self._packs[pack].exercises.get(slug) if pack in self._packs else None
        if found is None:
            raise NotFound("There is no such exercise.")
        return found

    def exercise_for(self, user: User, exercise_id: str) -> LoadedExercise:
        """The exercise called `pack/slug`. Raises `NotFound` also where *user* may not know of it."""
        found = self.exercise(exercise_id)
        if not may_see(self.pack_of(exercise_id), user):
            raise NotFound("There is no such exercise.")
        return found

    def pack(self, pack_id: str) -> LoadedPack:
        """The pack with this id, whoever asks. Raises `NotFound`."""
        try:
            return self._packs[pack_id]
        except KeyError:
            raise NotFound("There is no such pack.") from None

    def pack_of(self, exercise_id: str) -> LoadedPack:
        """The pack that holds an exercise. Raises `NotFound`."""
        return self.pack(exercise_id.partition("/")[0])

    def bundle(self, exercise: LoadedExercise) -> SealedBundle:
        """What graders need of an exercise of this catalogue; made once."""
        if exercise.id not in self._bundles:
            self._bundles[exercise.id] = sealed(exercise)
        return self._bundles[exercise.id]

    def languages(self) -> list[str]:
        """Every language that some statement is written in."""
        found: dict[str, None] = {}
        for pack in self.packs:
            found |= dict.fromkeys(pack.pack.languages)
            for exercise in pack.exercises.values():
                found |= dict.fromkeys(language for language in exercise.statements if language)
        return list(found)

    def statement(self, exercise: LoadedExercise, language: str) -> tuple[str, str]:
        """Markdown and its language: *language* where it is written in that, else the pack's first."""
        first = exercise.language
        texts = {name or first: text for name, text in exercise.statements.items()}
        chosen = language if language in texts else first if first in texts else next(iter(texts), first)
        return texts.get(chosen, ""), chosen

    def course_map(self, session: Session, user: User) -> list[PackMap]:
        """Every pack of *user*'s map with their progress in it."""
        tallies = tallies_of(session, user)
        return [pack_map(pack, tallies, user) for pack in self.packs_for(user)]

    def course(self, session: Session, user: User, exercise_id: str) -> PackMap:
        """The pack of an exercise with *user*'s progress, whether it stands on the map or not. Raises `NotFound`."""
        pack = self.pack_of(self.exercise_for(user, exercise_id).id)
        return pack_map(pack, tallies_of(session, user), user)

    def step(self, session: Session, user: User, exercise_id: str) -> Step:
        """The exercise with *user*'s progress. Raises `NotFound`."""
        return next(step for step in self.course(session, user, exercise_id).steps if step.id == exercise_id)


class Shelf:
    """Keeps the catalogue of a process up to date with what is published, by this process or by any other."""

    def __init__(self, folder: Path) -> None:
        self._folders = VersionFolders(folder)
        self._lock = threading.Lock()
        self._shown: dict[str, int] = {}
        """Pack → id of the version that the catalogue shows."""
        self._catalog = Catalog({})

    def catalog(self, session: Session) -> Catalog:
        """What is published now. One small query; packs are read only where a version is new to this process."""
        query = select(StoredPack.id, StoredPack.current_version_id).where(StoredPack.current_version_id.is_not(None))
        current = {pack: version for pack, version in session.execute(query) if version is not None}
        if current != self._shown:
            with self._lock:
                if current != self._shown:
                    self._catalog, self._shown = self._read(session, current)
        return self._catalog

    def _read(self, session: Session, current: dict[str, int]) -> tuple[Catalog, dict[str, int]]:
        """The new catalogue, and what it shows: not a version that could not be unpacked, so that it is tried again."""
        before, shown = self._catalog, dict(current)
        known = {pack.pack.id: pack for pack in before.packs}
        packs: dict[str, LoadedPack] = {}
        faults: dict[str, list[Fault]] = {}
        for pack_id, version_id in current.items():
            if self._shown.get(pack_id) == version_id:
                if pack_id in known:
                    packs[pack_id] = known[pack_id]
                else:
                    faults[pack_id] = before.faults[pack_id]
                continue
            version = session.get_one(PackVersion, version_id, options=[undefer(PackVersion.files)])
            try:
                packs[pack_id] = self._folders.read(pack_id, version.digest, version.files)
            except FaultyPack as error:
                faults[pack_id] = error.faults
                log.warning("a published pack cannot be read", pack=pack_id, version=version.number, error=str(error))
            except OSError as error:
                faults[pack_id] = [Fault(Path(pack_id) / MANIFEST, 1, 1, "cannot be unpacked on this machine now")]
                del shown[pack_id]
                log.warning("a published pack cannot be unpacked", pack=pack_id, error=str(error))
        return Catalog(packs, faults), shown
