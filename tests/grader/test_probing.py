"""Each protection of the sandbox acts on this machine, seen by a submission that tries to get past it."""

from __future__ import annotations

import pytest

from grader.probing import ATTEMPTS, LIMITS, Proof, prove_honesty, prove_isolation, prove_limits
from grader.sandbox.service import DockerSandbox
from grader.selftest import prove_sandbox


@pytest.fixture(scope="module")
def proofs(sandbox: DockerSandbox) -> dict[str, Proof]:
    """What each probe showed."""
    found = [*prove_isolation(sandbox), prove_honesty(sandbox), *prove_limits(sandbox)]
    return {proof.name: proof for proof in found}


@pytest.mark.parametrize("name", [*ATTEMPTS, "verdict", *(f"{limit} limit" for limit in LIMITS)])
def test_the_protection_holds(proofs: dict[str, Proof], name: str) -> None:
    assert proofs[name].holds, f"{proofs[name].promise}: {proofs[name].seen}"


def test_a_worker_finds_nothing_wrong_with_a_sound_sandbox(sandbox: DockerSandbox) -> None:
    assert prove_sandbox(sandbox) == []
