"""Hidden tests are measured by what they notice, in the real sandbox."""

from __future__ import annotations

from grader.bundles import Bundle, BundledTest
from grader.packs.mutants import mutants_of
from grader.proving.mutation import MutationScore, run_mutants

REFERENCE = {"fares.py": b"def fare(age):\n    if age < 6:\n        return 0\n    return 250\n"}
WEAK = "from fares import fare\n\n\ndef test_grown_up():\n    assert fare(30) == 250\n"
STRONG = WEAK + "\n\ndef test_edges():\n    assert [fare(5), fare(6)] == [0, 250]\n"


def bundle(hidden: str, *names: str) -> Bundle:
    return Bundle(
        exercise="fares",
        files=["fares.py"],
        hidden={"test_fares.py": hidden},
        tests=[BundledTest(name=name, file="test_fares.py") for name in names],
    )


def test_mistakes_that_weak_tests_accept_are_named_with_their_lines(sandbox):
    mutants = mutants_of(REFERENCE, ["fares.py"], None)

    score = run_mutants(mutants, bundle(WEAK, "test_grown_up"), REFERENCE, sandbox)

    survivors = {mutant.diff.splitlines()[-1] for mutant in score.survivors}
    assert survivors == {
        "+    if age <= 6:",
        "+    if age < 5:",
        "+    if age < 7:",
        "+    if False:",
        "+        return 1",
    }
    assert score.mutants == len(mutants)
    assert score.score < 0.5


def test_strong_tests_notice_everything(sandbox):
    mutants = mutants_of(REFERENCE, ["fares.py"], None)

    score = run_mutants(mutants, bundle(STRONG, "test_grown_up", "test_edges"), REFERENCE, sandbox)

    assert score == MutationScore(killed=len(mutants), survivors=())
    assert score.score == 1


def test_a_mutant_that_runs_for_ever_is_noticed(sandbox):
    reference = {"fares.py": b"def fare(age):\n    while age > 0:\n        age -= 1\n    return age\n"}
    endless = [one for one in mutants_of(reference, ["fares.py"], None) if one.diff.endswith("+        pass")]
    test = "from fares import fare\n\n\ndef test_ends():\n    assert fare(3) == 0\n"

    assert run_mutants(endless, bundle(test, "test_ends"), reference, sandbox) == MutationScore(1, ())


def test_no_mutants_are_no_reproach():
    assert MutationScore(0, ()).score == 1
