"""The hints of an exercise as its learner has opened them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from grader.model import pick
from grader.packs.reader import LoadedExercise
from web import context
from web.services import hints


@dataclass(frozen=True)
class HintsView:
    """Those that are open, and whether there are more."""

    shown: tuple[str, ...]
    total: int
    address: str
    """Where the next one is asked for."""

    @property
    def more(self) -> bool:
        """Whether another one can be opened."""
        return len(self.shown) < self.total


def hint_views(found: LoadedExercise) -> HintsView:
    """In the learner's language where the author wrote them in it."""
    opened = hints.opened(context.session(), context.user(), found.id)
    texts = [pick(hint, context.user().language, found.language) for hint in found.exercise.hints]
    pack, _, slug = found.id.partition("/")
    return HintsView(tuple(texts[:opened]), len(texts), url_for("learner_drafts.open_hint", pack=pack, slug=slug))
