"""Exercises as submissions are pinned to them: each bundle is kept once, under its digest."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from sqlalchemy.orm import Session

from web.models import ExerciseVersion
from web.services.catalog import SealedBundle


def saved_version(session: Session, exercise_id: str, bundle: SealedBundle) -> ExerciseVersion:
    """The row of this bundle, made where it is not there yet. Call it after `begin_writing`."""
    version = session.get(ExerciseVersion, bundle.digest)
    if version is None:
        version = ExerciseVersion(digest=bundle.digest, exercise=exercise_id, bundle=bundle.data)
        session.add(version)
        session.flush()
    return version


def encoded(files: Mapping[str, bytes]) -> dict[str, str]:
    """*files* as a submission keeps them."""
    return {name: base64.b64encode(content).decode() for name, content in files.items()}
