"""The command, run in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from grader.pack_command import pack_group

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(pack_group, [str(one) for one in arguments], prog_name="bootcamp pack")

    return invoke
