"""A certificate as a PDF: one page in A4, with all its fonts in it, from the right where its language is written so.

Its words come from outside: what language they are in is not this module's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from fpdf import FPDF, XPos, YPos

from web.services.certificate_fonts import FONTS, OTHERS, TEXT

_WIDTH, _HEIGHT = 297, 210
_MARGIN = 24
_INNER = _WIDTH - 2 * _MARGIN
_PINE, _AMBER = (22, 58, 44), (244, 176, 42)
_INK, _SOFT, _LINE = (20, 33, 27), (74, 88, 81), (213, 220, 210)
_CODE_SIZE = 32
_FOOT = 158
"""Where the foot with the QR code begins."""
_LEAST_POINTS = 11


@dataclass(frozen=True)
class Paper:
    """All that is printed."""

    language: str
    is_right_to_left: bool
    title: str
    before_name: str
    name: str
    before_pack: str
    pack: str
    facts: Sequence[str]
    skills: str
    issued: str
    check: str
    address: str
    """Where anybody can check it; the QR code holds this and nothing else."""
    issued_at: datetime
    issuer: str


def certificate_pdf(paper: Paper) -> bytes:
    """The file."""
    pdf = _empty(paper)
    pdf.set_fill_color(*_PINE)
    pdf.rect(0, 0, _WIDTH, 9, style="F")
    pdf.set_fill_color(*_AMBER)
    pdf.rect(0, 9, _WIDTH, 1.6, style="F")
    pdf.set_y(24)
    writer = _Writer(pdf, paper.is_right_to_left)
    writer.line(paper.title, 36, bold=True, colour=_PINE)
    writer.space(8)
    writer.line(paper.before_name, 15, colour=_SOFT)
    writer.line(paper.name, 36, bold=True)
    writer.space(4)
    writer.line(paper.before_pack, 15, colour=_SOFT)
    writer.line(paper.pack, 26, bold=True)
    writer.space(4)
    writer.line("  ·  ".join(paper.facts), 14)
    writer.space(2)
    writer.paragraph(paper.skills, 12, colour=_SOFT, until=_FOOT - 4)
    _foot(pdf, writer, paper)
    return bytes(pdf.output())


def code_rows(address: str) -> list[list[bool]]:
    """The QR code of *address*: row by row, True is dark. Its quiet zone is the paper around it."""
    return [[bool(module) for module in row] for row in segno.make(address, error="m", micro=False).matrix]


def _empty(paper: Paper) -> FPDF:
    pdf = FPDF(orientation="landscape", unit="mm", format="A4")
    pdf.set_margins(_MARGIN, _MARGIN)
    pdf.set_auto_page_break(auto=False)
    pdf.set_title(f"{paper.title}: {paper.pack}")
    pdf.set_author(paper.issuer)
    pdf.set_creator("bootcamp")
    pdf.set_creation_date(paper.issued_at)
    pdf.set_lang(paper.language)
    for family, files in {"text": TEXT, **OTHERS}.items():
        for style, file in zip(("", "B"), files, strict=True):
            pdf.add_font(family, style, FONTS / file)
    pdf.set_fallback_fonts(list(OTHERS), exact_match=True)
    pdf.add_page()
    pdf.set_font("text", size=12)
    pdf.set_text_shaping(use_shaping_engine=True, direction="rtl" if paper.is_right_to_left else "ltr")
    return pdf


class _Writer:
    """Writes line below line, from the side where the language begins."""

    def __init__(self, pdf: FPDF, is_right_to_left: bool) -> None:  # noqa: FBT001 - said at the only call
        self._pdf = pdf
        self._align = "R" if is_right_to_left else "L"

    def line(self, text: str, points: float, *, bold: bool = False, colour: tuple[int, int, int] = _INK) -> None:
        """One line; smaller where it would be too long for the page."""
        self._choose(points, bold=bold, colour=colour)
        width = self._pdf.get_string_width(text)
        if width > _INNER:
            points = max(points * 0.98 * _INNER / width, _LEAST_POINTS)
            self._choose(points, bold=bold, colour=colour)
        self._write(text, points)

    def paragraph(self, text: str, points: float, *, colour: tuple[int, int, int], until: float) -> None:
        """Several lines; what would stand below *until* is left out, and that is shown."""
        self._choose(points, bold=False, colour=colour)
        room = int((until - self._pdf.get_y()) / _leading(points))
        lines = self._pdf.multi_cell(_INNER, _leading(points), text, align=self._align, dry_run=True, output="LINES")
        assert isinstance(lines, list)
        if len(lines) > room:
            kept = sum(len(line.split()) for line in lines[:room])
            text = " ".join(text.split()[: kept - 1]).rstrip("،,") + " …"
        self._write(text, points)

    def space(self, millimetres: float) -> None:
        """Leaves some room."""
        self._pdf.set_y(self._pdf.get_y() + millimetres)

    def _choose(self, points: float, *, bold: bool, colour: tuple[int, int, int]) -> None:
        self._pdf.set_font("text", "B" if bold else "", points)
        self._pdf.set_text_color(*colour)

    def _write(self, text: str, points: float, width: float = _INNER) -> None:
        self._pdf.multi_cell(width, _leading(points), text, align=self._align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def beside_code(self, text: str, points: float, *, bold: bool = False, link: str = "") -> None:
        """Several lines in the foot, beside the QR code."""
        pdf = self._pdf
        self._choose(points, bold=bold, colour=_INK if bold else _SOFT)
        width = _INNER - _CODE_SIZE - 10
        pdf.set_x(_MARGIN + (_CODE_SIZE + 10 if self._align == "R" else 0))
        pdf.multi_cell(width, _leading(points), text, align=self._align, new_x=XPos.LMARGIN, new_y=YPos.NEXT, link=link)


def _leading(points: float) -> float:
    """From line to line in millimetres: 1.35 times the size of the letters."""
    return points * 0.3528 * 1.35


def _foot(pdf: FPDF, writer: _Writer, paper: Paper) -> None:
    pdf.set_draw_color(*_LINE)
    pdf.line(_MARGIN, _FOOT, _WIDTH - _MARGIN, _FOOT)
    pdf.set_y(_FOOT + 6)
    writer.beside_code(paper.issued, 12, bold=True)
    writer.space(2)
    writer.beside_code(paper.check, 10.5)
    pdf.set_text_shaping(use_shaping_engine=True, direction="ltr")  # an address is read from the left everywhere
    writer.beside_code(paper.address, 10.5, link=paper.address)
    rows = code_rows(paper.address)
    side = _CODE_SIZE / len(rows)
    left = _MARGIN if paper.is_right_to_left else _WIDTH - _MARGIN - _CODE_SIZE
    pdf.set_fill_color(*_INK)
    for down, row in enumerate(rows):
        for start, length in _runs(row):
            pdf.rect(left + start * side, _FOOT + 6 + down * side, length * side, side, style="F")


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules: drawn in one piece, no printer leaves a line between them."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
