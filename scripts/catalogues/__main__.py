"""`python -m catalogues update` brings web/translations to what the code says; `compile` makes what is read from it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from catalogues import files
from catalogues.sources import ROOT, found


def main(task: str) -> int:
    """Returns the exit status: 1 where sentences wait for a translation."""
    waiting = 0
    if task == "update":
        now = found()
        for language in files.LANGUAGES:
            catalog = files.updated(files.read(language), now)
            path = files.source_of(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files.text_of(catalog), encoding="utf-8")
            missing = [message for message in catalog if message.id and not _is_translated(message.string)]
            waiting += len(missing)
            print(f"{path.relative_to(ROOT)}: {len(catalog)} sentences, {len(missing)} to be translated")
    files.compile_all()
    return 1 if waiting else 0


def _is_translated(text: str | Sequence[str] | None) -> bool:
    return bool(text) and all(text or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "compile"))
