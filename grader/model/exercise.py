"""`exercise.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from grader.model.cases import Case, Compare
from grader.model.declared import Bridge, Criterion, Files, Mistake, MutantId, TestSpec
from grader.model.inputs import Inputs
from grader.model.limits import Limits
from grader.model.quiz import Question
from grader.model.texts import FileName, Model, Slug, Text
from grader.reports import Show

Kind = Literal["pytest", "cases", "stdio", "quiz", "text"]


def _file_or_text(value: object) -> str:
    """A name such as `statement.md` is a file; several words, or several languages, are the text itself."""
    is_name = isinstance(value, str) and "\n" not in value and (value.endswith(".md") or " " not in value)
    return "<file>" if is_name else "<text>"


Statement = Annotated[Annotated[FileName, Tag("<file>")] | Annotated[Text, Tag("<text>")], Discriminator(_file_or_text)]


def _list_or_files(value: object) -> str:
    return "<files>" if isinstance(value, dict) else "<names>"


Support = Annotated[
    Annotated[list[FileName], Tag("<names>")] | Annotated[dict[FileName, str], Tag("<files>")],
    Discriminator(_list_or_files),
]


class Exercise(Model):
    """`exercise.yaml`, with everything that has a default filled in."""

    title: Text = Field(default_factory=dict)
    """Default: the folder's name."""
    kind: Kind = "pytest"
    """What it is graded by: test files, cases without code, input and output, questions, or a person."""
    image: Slug = "python"
    """What runs it: a folder of sandbox-images/."""
    files: list[FileName] = Field(default_factory=list)
    """What the learner hands in. Default: the names in `starter`, else those in `reference`."""
    statement: Statement = "statement.md"
    """The file of the text in the pack's first language (others beside it: `statement.fr.md`), or the texts."""
    starter: Files = "starter"
    """What a learner finds in the editor: a folder, or files written here."""
    reference: Files = "reference"
    """Your answer, which must pass. That of a quiz follows from its questions."""
    hidden: Files = "tests"
    """The hidden tests."""
    visible: Files = "examples"
    """Tests that learners can read."""
    support: Support = Field(default_factory=list)
    """Names of files in `support/`, or files written here. They lie beside the submission; tests may import them."""
    difficulty: Annotated[int, Field(ge=1, le=10)] = 1
    """From 1 to 10."""
    minutes: Annotated[int, Field(ge=1, le=600)] = 15
    """How long it takes, roughly."""
    tags: list[Slug] = Field(default_factory=list)
    """Words to find it by."""
    show: Show = Show.TITLE
    """What a learner sees of a hidden test that failed: `title` (and hint), `details` (also the call, what was
    expected and what came), or `nothing`. For tests that do not say it themselves; visible ones always show details."""
    tests: list[TestSpec] = Field(default_factory=list)
    """Only tests that need a title, points, a hint or another `show`; others are found by themselves."""
    cases: list[Case] = Field(default_factory=list)
    """What is tested: calls and what must come of them (`cases`), or input and output (`stdio`)."""
    compare: Compare = Compare()
    """How results are compared, for cases that do not say it themselves."""
    questions: list[Question] = Field(default_factory=list)
    """What is asked."""
    criteria: list[Criterion] = Field(default_factory=list)
    """What a person looks at when grading."""
    words: Annotated[list[Annotated[int, Field(ge=0, le=20_000)]], Field(min_length=2, max_length=2)] | None = None
    """Fewest and most words: `[50, 200]`."""
    hints: list[Text] = Field(default_factory=list)
    """Hints for the whole exercise, opened one after the other."""
    mistakes: dict[Slug, Mistake] = Field(default_factory=dict)
    """Known wrong answers that the hidden tests must not pass, and what a learner is told who makes one."""
    equivalent: dict[MutantId, str] = Field(default_factory=dict)
    """Mutants of the reference that no test can notice, and why: `pack check` does not count them."""
    inputs: Inputs | None = None
    """How small inputs are made for a learner who fails a hidden test."""
    limits: Limits = Limits()
    """What one grading may use, where it is not as the pack says."""
    refactoring: bool = False
    """The starter works already, and the work is to improve it: the starter may pass the tests."""
    replaces_queued: bool = False
    """A newer submission takes the place of the learner's older one that is still waiting in the queue."""
    isolation: Literal["separate", "shared"] = "separate"
    """`shared` gives up the wall between tests and submission: it can read the tests and forge its result."""
    bridge: Bridge = Bridge()
    """What the tests may ask of the submission's objects beyond the rule."""
    public_tests: bool = False
    """The hidden tests can be read elsewhere (an import); said to instructors, changes nothing else."""
    licence: str = ""
    """Where it is not the pack's."""
    authors: list[str] = Field(default_factory=list)
    """Where they are not the pack's."""
    source: str = ""
    """Where it comes from: an address or a name."""


class InlineExercise(Exercise):
    """An exercise inside `pack.yaml`. It needs no folder; files that it names lie in the folder called as its id."""

    id: Slug
    """Its name in addresses and in `prerequisites`."""
