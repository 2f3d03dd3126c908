"""Packs and exercises with the content of their files, as the rest of the system knows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.bundles import Bundle, BundledInputs, BundledMistake, BundledTest, digest_of
from grader.kinds import inputs_of
from grader.model import Exercise, GradingPolicy, Kind, Pack, Text, Visibility
from grader.packs.faults import Fault
from grader.packs.yaml_source import Part


@dataclass(frozen=True)
class LoadedMistake:
    """A known wrong answer, and what a learner who gives it is told."""

    files: dict[str, bytes]
    say: Text


@dataclass(frozen=True)
class LoadedExercise:
    """An exercise with the content of its files. All but `starter`, `visible` and `statements` is secret."""

    id: str
    """`pack/slug`, or the slug alone for an exercise outside any pack."""
    slug: str
    language: str
    """The first language of its pack: what is shown where a translation is missing."""
    folder: Path
    """Where its files lie; one that is written in `pack.yaml` may have none."""
    part: Part
    """Where it is written: `exercise.yaml`, or an entry of `pack.yaml`. Says the place of each key."""
    exercise: Exercise
    """As it is written, with its title, and with the pack's limits where it says none itself."""
    files: tuple[str, ...]
    """What a submission must hold."""
    starter: dict[str, bytes]
    reference: dict[str, bytes]
    """The author's answer; that of a quiz follows from its questions."""
    hidden: dict[str, str]
    visible: dict[str, str]
    support: dict[str, str]
    statements: dict[str, str]
    """Language → Markdown; the key "" stands for the pack's first language."""
    mistakes: dict[str, LoadedMistake]
    tests: tuple[BundledTest, ...]
    """Of a quiz: one for each question. Of a text: one for each criterion."""
    strategy: str = ""
    """Text of the Hypothesis strategy that `inputs` names."""

    @property
    def kind(self) -> Kind:
        """What it is graded by."""
        return self.exercise.kind

    def bundle(self) -> Bundle:
        """What the graders need of it."""
        return Bundle(
            exercise=self.id,
            language=self.language,
            kind=self.exercise.kind,
            image=self.exercise.image,
            files=list(self.files),
            support=self.support,
            hidden=self.hidden,
            visible=self.visible,
            tests=list(self.tests),
            questions=self.exercise.questions,
            criteria=self.exercise.criteria,
            words=(self.exercise.words[0], self.exercise.words[1]) if self.exercise.words else None,
            mistakes={
                name: BundledMistake(files=_texts(mistake.files), say=mistake.say)
                for name, mistake in self.mistakes.items()
                if mistake.say
            },
            inputs=self._inputs(),
            limits=self.exercise.limits,
            isolation=self.exercise.isolation,
            bridge=self.exercise.bridge,
        )

    def digest(self) -> str:
        """The digest of its bundle: submissions are pinned to it."""
        return digest_of(self.bundle().to_bytes())

    def _inputs(self) -> BundledInputs | None:
        if self.exercise.inputs is None:
            return None
        return BundledInputs(
            inputs=inputs_of(self.exercise, self.exercise.inputs),
            strategy=self.strategy,
            reference=_texts(self.reference),
            compare=self.exercise.compare,
        )


@dataclass(frozen=True)
class LoadedPack:
    """A pack with its exercises, in their order."""

    pack: Pack
    folder: Path
    part: Part
    """`pack.yaml`. Says the place of each key."""
    exercises: dict[str, LoadedExercise]
    """Slug → exercise."""

    @property
    def grading(self) -> GradingPolicy:
        """How submissions become grades."""
        return self.pack.grading

    @property
    def visibility(self) -> Visibility:
        """Who finds it."""
        return self.pack.visibility


@dataclass(frozen=True)
class Library:
    """All packs of a folder: the sound ones, and what is wrong with the others."""

    packs: dict[str, LoadedPack]
    faults: dict[str, list[Fault]]
    """Folder name of a pack that cannot be used → its faults."""

    def exercise(self, exercise_id: str) -> LoadedExercise | None:
        """The exercise called `pack/slug`."""
        pack, _, slug = exercise_id.partition("/")
        return self.packs[pack].exercises.get(slug) if pack in self.packs else None


def _texts(files: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode("utf-8") for name, content in files.items()}
