"""The PDF, read back: its words as a reader of PDFs finds them, its fonts, and its QR code as a camera sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
import zxingcpp
from PIL import ImageChops

from web.services.certificate_pdf import Paper, certificate_pdf, code_rows

ADDRESS = "https://bootcamp.example.org/certificates/Zx3_kQ-91abCDefGhIjkLm"
ENGLISH = Paper(
    language="en",
    is_right_to_left=False,
    title="Certificate",
    before_name="This certifies that",
    name="Žofia Đặng-Łukaszewicz",
    before_pack="has passed every exercise of the course",
    pack="Python foundations",
    facts=("21 exercises", "about 9 hours", "version 1.0"),
    skills="What it is about: Loops, Lists, Dictionaries",
    issued="Issued by Example School on 25 November 2026",
    check="Anybody can check here that it is genuine:",
    address=ADDRESS,
    issued_at=datetime(2026, 11, 25, tzinfo=UTC),
    issuer="Example School",
)
ARABIC = replace(
    ENGLISH,
    language="ar",
    is_right_to_left=True,
    title="شهادة",
    before_name="تشهد هذه الوثيقة بأن",
    name="أمينة محمد العلي",
    before_pack="قد اجتازت جميع تمارين الدورة",
    pack="أساسيات الحاسوب",
    issued="صدرت عن Example School",
)


def page_of(paper: Paper) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(certificate_pdf(paper))
    assert len(document) == 1
    return document[0]


def lines_of(paper: Paper) -> list[str]:
    text: str = page_of(paper).get_textpage().get_text_range()
    return text.split("\r\n")


def left_edge(paper: Paper, text: str) -> float:
    """Where *text* begins on the page, as a share of its width."""
    page = page_of(paper)
    words = page.get_textpage()
    found = words.search(text).get_next()
    assert found is not None
    start, count = found
    width: float = page.get_width()
    first: float = min(words.get_charbox(start + place)[0] for place in range(count))
    return first / width


def seen_code(paper: Paper) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(page_of(paper).render(scale=3).to_pil())]


def test_all_of_it_can_be_read_back() -> None:
    lines = lines_of(ENGLISH)
    for text in (ENGLISH.title, ENGLISH.name, ENGLISH.pack, ENGLISH.skills, ENGLISH.issued, ENGLISH.check, ADDRESS):
        assert text in lines


def test_arabic_is_read_back_in_the_order_in_which_it_is_spoken() -> None:
    lines = lines_of(ARABIC)
    for text in (ARABIC.title, ARABIC.name, ARABIC.before_name, ARABIC.pack):
        assert text in lines


def test_arabic_stands_at_the_right_and_english_at_the_left() -> None:
    assert left_edge(ENGLISH, "Certificate") < 0.2
    assert left_edge(ARABIC, "شهادة") > 0.7
    assert left_edge(ARABIC, ADDRESS) > 0.4


@pytest.mark.parametrize("name", ["أمينة محمد العلي", "ሰላማዊት ገብረስላሴ", "Олена Ґонта", "Nguyễn Thị Ánh", "Amina أمينة"])
def test_a_name_in_other_letters_stands_on_an_english_one(name: str) -> None:
    assert name in lines_of(replace(ENGLISH, name=name))


def test_letters_are_joined_as_arabic_joins_them() -> None:
    """A sign that keeps letters apart and has no width of its own changes the picture only where they are joined."""

    def differs(name: str) -> bool:
        apart = "\N{ZERO WIDTH NON-JOINER}".join(name)
        pictures = [page_of(replace(ARABIC, name=one)).render(scale=2).to_pil() for one in (name, apart)]
        return ImageChops.difference(*pictures).getbbox() is not None

    assert differs("محمد")
    assert not differs("ددد")


def test_every_font_is_in_the_file() -> None:
    data = certificate_pdf(replace(ENGLISH, name="Žofia أمينة ሰላም"))
    assert data.count(b"/FontFile2") >= 3
    assert b"/Helvetica" not in data
    assert len(data) < 200_000


@pytest.mark.parametrize("paper", [ENGLISH, ARABIC], ids=["English", "Arabic"])
def test_a_camera_reads_the_address_from_the_code(paper: Paper) -> None:
    assert seen_code(paper) == [ADDRESS]


def test_the_code_has_the_three_corners_of_a_qr_code() -> None:
    rows = code_rows(ADDRESS)
    assert len(rows) == len(rows[0])
    for down, right in ((0, 0), (0, -7), (-7, 0)):
        corner = [rows[down + place] for place in range(7)]
        assert all(line[right] for line in corner)
        assert not corner[1][right + 1]
        assert corner[3][right + 3]


def test_a_long_name_and_many_skills_stay_on_the_page() -> None:
    paper = replace(ENGLISH, name="Wilhelmina " * 7 + "W", pack="A very long title of a course " * 5)
    page = page_of(replace(paper, skills="What it is about: " + ", ".join(f"skill number {one}" for one in range(200))))
    words = page.get_textpage()
    boxes = [words.get_charbox(place) for place in range(words.count_chars())]
    assert max(box[2] for box in boxes) <= page.get_width()
    assert min(box[1] for box in boxes) >= 0
    assert "…" in words.get_text_range()
    assert [one.text for one in zxingcpp.read_barcodes(page.render(scale=3).to_pil())] == [ADDRESS]


def test_its_properties_name_it() -> None:
    document = pypdfium2.PdfDocument(certificate_pdf(ENGLISH))
    found = document.get_metadata_dict()
    assert (found["Title"], found["Author"]) == ("Certificate: Python foundations", "Example School")
    assert found["CreationDate"].startswith("D:20261125")


def test_the_same_certificate_gives_the_same_file() -> None:
    assert certificate_pdf(ARABIC) == certificate_pdf(ARABIC)
