"""What an instructor writes, as models: `Pack`, `Exercise` and what they are made of.

The keys are described for authors in docs/pack-format.md; `bootcamp pack schema` prints them as JSON
Schema. Unknown keys are refused everywhere, so that a misspelt one is never silently ignored.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from grader.reports import Show

LANGUAGES = ("en", "fr", "nl", "es", "ar")
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
FileName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*(/[A-Za-z_][A-Za-z0-9_.-]*)*$", max_length=120)
]


def _in_every_language(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Text = Annotated[dict[str, str], BeforeValidator(_in_every_language)]
"""Language → text. A plain string stands for every language and is kept under the key `""`."""


def pick(text: dict[str, str], *languages: str) -> str:
    """The text in the first of *languages* that it has, else in any; empty when there is none."""
    for language in (*languages, "", *text):
        if language in text:
            return text[language]
    return ""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Model):
    """What one grading may use. The operator's ceilings (`grader.config`) lower what an author asks for."""

    wall_seconds: Annotated[float, Field(gt=0, le=300)] = 10
    """All tests together, from the moment the submission is handed to the container."""
    test_seconds: Annotated[float, Field(gt=0, le=300)] = 4
    """One test, a parametrised case counting as one."""
    memory_mb: Annotated[int, Field(ge=64, le=4096)] = 160
    """The whole container: judge, submission and its temporary files. There is no swap."""
    processes: Annotated[int, Field(ge=8, le=512)] = 48
    """Processes and threads in the whole container; the harness itself takes about six."""
    cpus: Annotated[float, Field(gt=0, le=8)] = 1.0
    disk_mb: Annotated[int, Field(ge=1, le=512)] = 16
    file_mb: Annotated[int, Field(ge=1, le=512)] = 8
    output_kb: Annotated[int, Field(ge=1, le=200)] = 64
    """Standard output and standard error together."""


class TestSpec(_Model):
    """What the author says of one test function; cases of a parametrised test count as one test."""

    __test__ = False

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][\w.]*(::[A-Za-z_]\w*)*$", max_length=200)]
    """`test_x` or `TestClass::test_x`; never with a parameter in brackets."""
    title: Text = Field(default_factory=dict)
    points: Annotated[float, Field(ge=0, le=1_000)] = 1
    show: Show | None = None
    """None: as the exercise says."""
    hint: Text = Field(default_factory=dict)


Equality = Literal["forward", "witness", "none"]


class Bridge(_Model):
    """What the tests need of the border between judge and submission beyond the rule; see docs/bridge.md."""

    operators: dict[str, list[str]] = Field(default_factory=dict)
    """Class of the submission → special methods that may be asked with plain data, such as `__add__`."""
    equality: dict[str, Equality] = Field(default_factory=dict)
    """Class of the submission → who decides `==` between two of its objects."""
    truth: list[str] = Field(default_factory=list)
    """Classes whose objects may stand alone in an `assert`."""


class Exercise(_Model):
    """`exercise.yaml`, with everything that has a default filled in."""

    title: Text = Field(default_factory=dict)
    """Default: the folder's name."""
    kind: Literal["pytest"] = "pytest"
    image: Slug = "python"
    """A folder of sandbox-images/."""
    files: list[FileName] = Field(default_factory=list)
    """What the learner hands in. Default: the names in `starter/`, else those in `reference/`."""
    support: list[FileName] = Field(default_factory=list)
    """Files in `support/` that lie beside the submission, and that tests may import too."""
    statement: FileName = "statement.md"
    starter: FileName = "starter"
    reference: FileName = "reference"
    hidden: FileName = "tests"
    visible: FileName = "examples"
    difficulty: Annotated[int, Field(ge=1, le=10)] = 1
    minutes: Annotated[int, Field(ge=1, le=600)] = 15
    tags: list[Slug] = Field(default_factory=list)
    show: Show = Show.TITLE
    """For tests that do not say it themselves. Visible tests always show details."""
    tests: list[TestSpec] = Field(default_factory=list)
    """Only tests that need a title, points, a hint or another `show`; all others are found by themselves."""
    hints: list[Text] = Field(default_factory=list)
    """Hints for the whole exercise, opened one after the other."""
    wrong: dict[Slug, FileName] = Field(default_factory=dict)
    """Name → folder with a wrong answer that the hidden tests must not pass; `pack check` runs each."""
    limits: Limits = Limits()
    replaces_queued: bool = False
    """A newer submission takes the place of the learner's older one that is still waiting in the queue."""
    isolation: Literal["separate", "shared"] = "separate"
    bridge: Bridge = Bridge()
    public_tests: bool = False
    """The hidden tests can be read elsewhere (an import); said to instructors, changes nothing else."""
    licence: str = ""
    authors: list[str] = Field(default_factory=list)
    source: str = ""


class Pack(_Model):
    """`pack.yaml`: an ordered course of exercises."""

    format: Literal[1] = 1
    id: Slug
    """The folder's name."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+){0,2}$")] = "1"
    title: Text
    description: Text = Field(default_factory=dict)
    languages: Annotated[list[Language], Field(min_length=1)]
    """The first one is what is shown where a translation is missing."""
    licence: str = ""
    authors: list[str] = Field(default_factory=list)
    exercises: Annotated[list[Slug], Field(min_length=1)]
    """Folder names, in the order of the course map."""
    prerequisites: dict[Slug, list[Slug]] = Field(default_factory=dict)
    """Exercise → exercises to pass before it."""
