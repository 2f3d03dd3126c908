"""Bundles are named by their digest, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from grader.bundles import MAX_BUNDLE_BYTES, Bundle, digest_of
from grader.errors import BundleMismatch
from tests.grader.sandbox.stand_in import bundle_of


def test_the_same_exercise_always_has_the_same_digest() -> None:
    first, second = bundle_of(), bundle_of()
    assert first.to_bytes() == second.to_bytes()
    assert Bundle.from_bytes(first.to_bytes(), digest_of(first.to_bytes())) == first


def test_a_change_of_a_hidden_test_is_another_digest() -> None:
    changed = bundle_of().model_copy(update={"hidden": {"test_x.py": "# changed"}})
    assert digest_of(changed.to_bytes()) != digest_of(bundle_of().to_bytes())


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b"x" * (MAX_BUNDLE_BYTES + 1), b"[" * 100_000])
def test_other_bytes_are_no_bundle_even_under_their_own_digest(data: bytes) -> None:
    with pytest.raises(BundleMismatch):
        Bundle.from_bytes(data, digest_of(data))


def test_bytes_under_another_digest_are_refused() -> None:
    data = bundle_of().to_bytes()
    with pytest.raises(BundleMismatch, match="another digest"):
        Bundle.from_bytes(data, "sha256:" + "0" * 64)
