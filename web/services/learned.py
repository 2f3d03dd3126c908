"""What somebody has learned so far: by skill and by course. It counts what is passed, and compares nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from grader.packs.reader import LoadedPack
from web.models import User
from web.services.catalog import Catalog
from web.services.courses import PackMap, is_on_map, may_see, pack_map
from web.services.tallies import NOTHING, Tally, tallies_of

_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True)
class Skill:
    """A tag of exercises."""

    tag: str
    title: str
    passed: int
    available: int


@dataclass(frozen=True)
class Learned:
    """All of it."""

    skills: tuple[Skill, ...]
    courses: tuple[PackMap, ...]


def learned(session: Session, catalog: Catalog, user: User) -> Learned:
    """From the packs on *user*'s map, and others that they may see and have begun."""
    tallies = tallies_of(session, user)
    begun = {exercise.partition("/")[0] for exercise in tallies}
    packs = [pack for pack in catalog.packs if is_on_map(pack, user) or (pack.pack.id in begun and may_see(pack, user))]
    return Learned(_skills(packs, tallies), tuple(pack_map(pack, tallies, user) for pack in packs))


def skills_of(pack: LoadedPack) -> list[str]:
    """What a pack's exercises are about, in plain words, in the order of the course."""
    tags = dict.fromkeys(tag for exercise in pack.exercises.values() for tag in exercise.exercise.tags)
    return [plain(tag) for tag in tags]


def plain(tag: str) -> str:
    """A tag as a person would write it: `two-pointers` → "Two pointers", `e-mail` → "E-mail", `cv` → "CV"."""
    words = tag.split("-")
    said = [word if _VOWEL.search(word) else word.upper() for word in words]
    text = said[0]
    for before, word in pairwise(said):
        text += ("-" if len(before) == 1 or len(word) == 1 else " ") + word
    return text[0].upper() + text[1:]


def _skills(packs: Iterable[LoadedPack], tallies: dict[str, Tally]) -> tuple[Skill, ...]:
    counts: dict[str, list[bool]] = {}
    for pack in packs:
        for exercise in pack.exercises.values():
            is_passed = tallies.get(exercise.id, NOTHING).is_passed(pack.pack.grading)
            for tag in exercise.exercise.tags:
                counts.setdefault(tag, []).append(is_passed)
    found = [Skill(tag, plain(tag), sum(each), len(each)) for tag, each in counts.items()]
    return tuple(sorted(found, key=lambda skill: skill.title.casefold()))
