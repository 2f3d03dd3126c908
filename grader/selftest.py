"""What a worker does before it takes a job: a few hostile submissions, each of which must be held."""

from __future__ import annotations

from grader.probing import prove_honesty, prove_isolation
from grader.sandbox.service import Sandbox


def prove_sandbox(sandbox: Sandbox) -> list[str]:
    """What does not hold on this machine, one sentence each; a worker takes jobs only when there is nothing.

    Raises `SandboxUnavailable` when nothing can be run at all. The limits take seconds to run into: `bootcamp
    doctor` tries them.
    """
    proofs = [*prove_isolation(sandbox), prove_honesty(sandbox)]
    return [f"{proof.name}: {proof.promise}: {proof.seen}" for proof in proofs if not proof.holds]
