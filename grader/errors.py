"""The errors that the grader raises on purpose, one class a cause."""

from __future__ import annotations

from grader.messages import Telling


class GraderError(Exception):
    """Base class of everything that `grader` raises on purpose; never raised itself."""


class PackError(GraderError):
    """A pack or an exercise cannot be used; the message lists its faults, one a line."""


class FilesRejected(Telling, GraderError):  # noqa: N818 - says what happened
    """Files or an archive that are refused as a whole; the message is for the person who sent them."""


class SubmissionRejected(FilesRejected):
    """Files that are refused before any grading; the message is for the person who sent them."""


class BundleMismatch(GraderError):  # noqa: N818 - says what happened
    """Bytes that were handed over as a bundle do not have the digest that the job names."""


class SandboxUnavailable(GraderError):  # noqa: N818 - says what happened
    """No engine, no image, or an engine that refuses: nothing could be run. Worth a retry."""


class HarnessProtocolError(GraderError):
    """What came out of a container is not what the protocol allows."""
