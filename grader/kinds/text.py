"""Texts, which a person grades: all that is checked here is that there is one, and how long it is."""

from __future__ import annotations

from grader.reports import Explanation


def length_fault(text: str, words: tuple[int, int] | None) -> Explanation | None:
    """Why a text is too short or too long; None when it is neither. Words are what stands between white space."""
    if words is None:
        return None
    count = len(text.split())
    fewest, most = words
    if count < fewest:
        return Explanation(code="too_few_words", args={"words": str(count), "fewest": str(fewest)})
    if count > most:
        return Explanation(code="too_many_words", args={"words": str(count), "most": str(most)})
    return None


def waiting(file: str, untrusted: bytes, words: tuple[int, int] | None) -> tuple[Explanation, bool]:
    """What is said of a text before a person has read it, and whether there is a text that could be read."""
    try:
        text = untrusted.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Explanation(code="load_encoding", args={"file": file}), False
    if not text.strip():
        return Explanation(code="load_empty", args={"file": file}), False
    return length_fault(text, words) or Explanation(code="waits_for_person"), True
