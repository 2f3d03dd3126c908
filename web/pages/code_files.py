"""Code as something to download: one file as it is, several as a ZIP archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from flask import Response, send_file


def code_file(files: Mapping[str, bytes], name: str) -> Response:
    """*files* as an attachment; an archive is called *name*."""
    if len(files) == 1:
        ((path, content),) = files.items()
        # Never a type that a browser would show: what a learner wrote must not become a page of this site.
        return send_file(
            io.BytesIO(content), "application/octet-stream", as_attachment=True, download_name=PurePosixPath(path).name
        )
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(path, content)
    archive.seek(0)
    return send_file(archive, "application/zip", as_attachment=True, download_name=f"{name}.zip")
