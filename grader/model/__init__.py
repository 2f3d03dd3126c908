"""What an instructor writes, as models: `Pack`, `Exercise` and what they are made of.

The keys are described for authors in docs/pack-format.md; `bootcamp pack schema` prints them as JSON
Schema. Unknown keys are refused everywhere, so that a misspelt one is never silently ignored.
"""

from grader.model.calls import Call, parse_call, plain_value
from grader.model.cases import Case, Compare
from grader.model.declared import Bridge, Criterion, Equality, Files, KnownMistake, Mistake, TestSpec
from grader.model.exercise import Exercise, InlineExercise, Kind
from grader.model.inputs import Inputs, Strategy
from grader.model.limits import Limits
from grader.model.pack import GradingPolicy, LatePolicy, Pack, Visibility
from grader.model.quiz import Choice, Question
from grader.model.texts import LANGUAGES, FileName, Language, Slug, Text, pick

__all__ = [
    "LANGUAGES",
    "Bridge",
    "Call",
    "Case",
    "Choice",
    "Compare",
    "Criterion",
    "Equality",
    "Exercise",
    "FileName",
    "Files",
    "GradingPolicy",
    "InlineExercise",
    "Inputs",
    "Kind",
    "KnownMistake",
    "Language",
    "LatePolicy",
    "Limits",
    "Mistake",
    "Pack",
    "Question",
    "Slug",
    "Strategy",
    "TestSpec",
    "Text",
    "Visibility",
    "parse_call",
    "pick",
    "plain_value",
]
