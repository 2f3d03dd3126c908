"""From a group of wrong answers to an entry in the exercise's `mistakes:`, in the author's own YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from grader.messages import say
from web.models import User
from web.services.authoring.drafts import OpenDraft, open_draft, save_file, sound
from web.services.authoring.yaml_edits import with_entry
from web.services.errors import Invalid, NotFound

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_NAME = 60


@dataclass(frozen=True)
class NewMistake:
    """A wrong answer that is to become a known one."""

    name: str
    """`forgets-the-last-item`"""
    files: Mapping[str, bytes]
    say: Mapping[str, str]
    """Language → what learners are told who make it; may be empty."""


def mistake_from_answer(
    session: Session,
    user: User,
    pack_id: str,
    slug: str,
    mistake: NewMistake,
    revision: int,
) -> OpenDraft:
    """Adds a known mistake to the draft, as its author saw it in *revision*.

    The author's YAML keeps every character that it has; the entry is written behind the ones that are there.
    Commits. Raises `FaultyDraft` where the draft has faults before or would have them after, `Invalid` for a name
    that cannot be, `DraftConflict`, `NotFound`, `NotAllowed`.
    """
    if not _NAME.fullmatch(mistake.name) or len(mistake.name) > _MAX_NAME:
        raise Invalid("A mistake's name holds a-z, 0-9 and hyphens, such as forgets-the-last-item.")
    draft = open_draft(session, user, pack_id)
    exercise = sound(say("The draft has faults:"), draft.files, pack_id).exercises.get(slug)
    if exercise is None:
        raise NotFound("There is no such exercise.")
    inline = bool(exercise.part.at)
    path = "pack.yaml" if inline else f"{slug}/exercise.yaml"
    said = {language: text for language, text in mistake.say.items() if text.strip()}
    entry: dict[str, Any] = {"answer": _texts(mistake.files)} | ({"say": said} if said else {})
    before = draft.files.get(path, b"").decode("utf-8")
    changed = with_entry(before, exercise.part.at, "mistakes", mistake.name, entry).encode()
    sound(say("With this entry the draft would have faults:"), {**draft.files, path: changed}, pack_id)
    return save_file(session, user, pack_id, path, changed, revision)


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    try:
        return {name: content.decode("utf-8") for name, content in files.items()}
    except UnicodeDecodeError:
        raise Invalid("This answer is not text: it cannot stand in a YAML file.") from None
