"""The fonts that certificates are printed with: they come along in web/fonts, so that every machine has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "fonts"
TEXT = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
"""Latin, Greek and Cyrillic letters; regular and bold."""
OTHERS = {
    "arabic": ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"),
    "ethiopic": ("NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Regular.ttf"),
}
"""Where the first one has no such letter."""


def letters_without_a_font(text: str) -> list[str]:
    """The letters of *text* that would be printed as empty boxes, each once."""
    return [letter for letter in dict.fromkeys(text) if ord(letter) not in _covered()]


@cache
def _covered() -> frozenset[int]:
    """The letters that every weight of some font has."""
    found: set[int] = set()
    for regular, bold in (TEXT, *OTHERS.values()):
        found |= set(_letters_of(regular)) & set(_letters_of(bold))
    return frozenset(found)


def _letters_of(name: str) -> frozenset[int]:
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(font.getBestCmap())
