"""What can go wrong on the bridge."""


class ProtocolError(Exception):
    """The other side sent bytes that the protocol does not allow. The connection is of no more use."""


class TooLarge(Exception):  # noqa: N818 - says what happened
    """A value is too large, too deep or of a kind that cannot cross."""


class SubmissionStopped(BaseException):
    """The learner process is gone or was stopped. `code` is one of grader/explanations.py."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code)
        self.code = code
        self.arguments = args


class AnsweredByChild(SubmissionStopped):
    """In the learner process: a child of it has answered the request that is being served."""


class SubmissionExited(Exception):  # noqa: N818 - the submission left on purpose
    """The submission raised SystemExit, KeyboardInterrupt or the like: an ordinary error of its own here."""


class ProgramExited(Exception):  # noqa: N818 - says what happened
    """A program ended itself and said that something went wrong: `sys.exit(1)`, `sys.exit("words")`."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class OwnObjectRefused(TypeError):  # noqa: N818 - says what happened
    """The test needs plain data, but an object of the submission's own class came."""

    def __init__(self, class_name: str, wanted: str) -> None:
        super().__init__(f"the submission gave an object of its own class {class_name}, where {wanted} is needed")
        self.class_name = class_name
