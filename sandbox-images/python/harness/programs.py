"""The submission's programs as the judge runs them: in a child of the learner process, all that they print caught."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from bridge.errors import ProgramExited
from bridge.judge_side import Call

if TYPE_CHECKING:
    from bridge.judge_side import JudgePeer
    from twins.used import UsedInputs


class SubmissionPrograms:
    """See `bootcamp_program.Programs`."""

    def __init__(self, peer: JudgePeer, used: UsedInputs | None = None) -> None:
        self._peer = peer
        self._used = used

    def check(self, file: str) -> None:
        self._peer.request("check", file)

    def run(self, file: str, text: str) -> str:
        if self._used is not None:
            self._used.add_text(text)
        self._peer.last_call = call = Call(input=text, sources=self._peer.files)
        with contextlib.redirect_stdout(io.StringIO()) as caught:
            status = self._peer.request("program", file, text)
        call.result = caught.getvalue()
        if type(status) is not int or status != 0:
            raise ProgramExited(status if type(status) is int else 1)
        return str(call.result)
