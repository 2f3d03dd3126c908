"""Reading packs that are kept in the database: the reader wants a folder, so files are written to one first."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog

from grader.errors import FilesRejected
from grader.packs.checks import check_pack
from grader.packs.faults import Fault, FaultyPack
from grader.packs.reader import LoadedPack, read_pack
from web.services.pack_files import MANIFEST, unzipped, write_files

log = structlog.get_logger(__name__)


@dataclass(frozen=True, order=True)
class PackFault:
    """A fault of a pack. Lines and columns count from 1."""

    path: str
    """Below the pack's folder."""
    line: int
    column: int
    message: str
    warning: bool = False
    """A warning does not keep a pack from being published."""


class VersionFolders:
    """Versions unpacked below a folder of this machine, each once. The folder may be emptied at any time."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, pack_id: str, digest: str, archive: bytes) -> LoadedPack:
        """The version with this *digest*.

        Raises `FaultyPack` where this version of bootcamp cannot read it, `OSError` where this machine cannot now.
        """
        folder = self._root / digest.removeprefix("sha256:") / pack_id
        try:
            if folder.is_dir():
                try:
                    return read_pack(folder)
                except FaultyPack:
                    shutil.rmtree(
                        folder.parent, ignore_errors=True
                    )  # somebody may have touched it: only what is unpacked anew counts
            self._unpack(pack_id, folder.parent, archive)
            return read_pack(folder)
        except FilesRejected as error:
            raise FaultyPack([Fault(folder / MANIFEST, 1, 1, f"cannot be unpacked: {error}")]) from error

    def _unpack(self, pack_id: str, target: Path, archive: bytes) -> None:
        self._root.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=self._root))
        try:
            write_files(unzipped(archive), draft / pack_id)
            draft.rename(target)  # at once and whole: nobody reads half a pack
        except OSError:
            if not target.is_dir():
                raise  # else another process was faster, and made the same
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def folder_with(files: Mapping[str, bytes], pack_id: str) -> Iterator[Path]:
    """A folder that holds *files*, called by the pack's id, while the block runs."""
    with tempfile.TemporaryDirectory(prefix="bootcamp-pack-") as outer:
        folder = Path(outer).resolve() / pack_id
        write_files(files, folder)
        yield folder


def loaded(files: Mapping[str, bytes], pack_id: str) -> LoadedPack:
    """The pack in *files*. Its folder is gone afterwards; all that counts is in memory. Raises `FaultyPack`."""
    with folder_with(files, pack_id) as folder:
        return read_pack(folder)


def faults_in(files: Mapping[str, bytes], pack_id: str) -> list[PackFault]:
    """All that is wrong with the pack in *files*, and all that is doubtful, in the order of files and lines."""
    with folder_with(files, pack_id) as folder:
        return sorted(_relative(fault, folder) for fault in check_pack(folder).faults)


def _relative(fault: Fault, folder: Path) -> PackFault:
    path = fault.file
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    return PackFault(name, fault.line, fault.column, fault.message, fault.warning)
