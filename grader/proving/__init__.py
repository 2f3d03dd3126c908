"""Proves exercises in the real sandbox: what `bootcamp pack check` finds by running them."""

from grader.proving.mutation import MutationScore, run_mutants
from grader.proving.proof import REPEATS, Proof, prove

__all__ = ["REPEATS", "MutationScore", "Proof", "prove", "run_mutants"]
