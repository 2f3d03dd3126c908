"""Hands cases of the corpus in the way a learner does, each against hidden tests with a fresh secret in them."""

from __future__ import annotations

import functools
import secrets
from typing import TYPE_CHECKING

from grader.errors import SubmissionRejected
from grader.grading import grade
from grader.packs.reader import read_exercise
from grader.submissions import checked_files
from tests.attacks.corpus import CANARY, EXERCISES, Case, Outcome

if TYPE_CHECKING:
    from grader.bundles import Bundle
    from grader.sandbox.service import Sandbox


@functools.cache
def _bundle(exercise: str) -> Bundle:
    return read_exercise(EXERCISES / exercise).bundle()


def armed(exercise: str, canary: str) -> Bundle:
    """The exercise with *canary* in place of the secret that its hidden tests hold."""
    bundle = _bundle(exercise)
    hidden = {name: CANARY.sub(canary, text) for name, text in bundle.hidden.items()}
    return bundle.model_copy(update={"hidden": hidden})


def hand_in(case: Case, sandbox: Sandbox) -> Outcome:
    """Check and grade *case* as the web side and a worker would; never raises for what a submission did."""
    canary = f"canary-{secrets.token_hex(8)}"
    bundle = armed(case.exercise, canary)
    try:
        files = checked_files(case.files(), bundle.files)
    except SubmissionRejected as refusal:
        return Outcome(canary, None, str(refusal))
    return Outcome(canary, grade(files, bundle, sandbox))
