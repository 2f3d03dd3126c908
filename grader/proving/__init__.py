"""Proves exercises in the real sandbox: what `bootcamp pack check` finds by running them."""

from grader.proving.mutation import MutationScore, run_mutants
from grader.proving.proof import REPEATS, Proof, needs_sandbox, prove

__all__ = ["REPEATS", "MutationScore", "Proof", "needs_sandbox", "prove", "run_mutants"]
