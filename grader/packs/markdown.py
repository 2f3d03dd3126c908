"""The Markdown that authors write: how it is read, and which of it no learner would see as it was meant.

Pages (`web.statements`) and checks read it alike. Raw HTML is not part of it: pages show it as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

LINK_PROTOCOLS = frozenset({"http", "https", "mailto"})
"""Of links that pages keep."""
_ELEMENT = re.compile(
    "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blink|blockquote|body|br|"
    "button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|"
    "em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|i|"
    "iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|marquee|math|menu|meta|meter|nav|noscript|"
    "object|ol|optgroup|option|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|"
    "small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|"
    "time|title|tr|track|tt|u|ul|var|video|wbr"
)
"""What HTML knows; `<your name>` is none of it, and is shown as it is meant."""
_RULES = ("table", "strikethrough")
"""Beyond CommonMark."""
_TAG = re.compile(r"<(?:(!--)|/?([A-Za-z][A-Za-z0-9-]*)[^>]*>)")


@dataclass(frozen=True)
class Remark:
    """One thing in a text that is not shown as it was meant. Line and column count from 1."""

    line: int
    column: int
    message: str
    warning: bool = False


def markdown_reader(renderer: type[RendererHTML]) -> MarkdownIt:
    """A reader of the Markdown that authors may write."""
    return MarkdownIt("commonmark", {"html": False}, renderer_cls=renderer).enable(list(_RULES))


class _Reader(MarkdownIt):
    """Tells raw HTML from text, and sees links that pages leave out."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the base class's name
        return True


def remarks_on(text: str) -> list[Remark]:
    """HTML, links and images in *text* that learners do not see, or not without the internet; each kind once."""
    reader = _Reader("commonmark", {"html": True}).enable(list(_RULES))
    found: dict[str, Remark] = {}
    for remark in _remarks(reader.parse(text), text):
        found.setdefault(remark.message, remark)
    return sorted(found.values(), key=lambda one: (one.line, one.column))


def _remarks(tokens: list[Token], text: str) -> Iterator[Remark]:
    lines = text.splitlines()
    for token in tokens:
        cursor = _Cursor(lines, token.map[0] if token.map else 0)
        if token.type == "html_block":
            yield from _of_html(token.content, cursor)
        for child in token.children or ():
            if child.type == "code_inline":
                cursor.find(child.content)
            elif child.type == "html_inline":
                yield from _of_html(child.content, cursor)
            elif child.type == "link_open":
                yield from _of_link(str(child.attrGet("href") or ""), cursor)
            elif child.type == "image":
                yield from _of_image(str(child.attrGet("src") or ""), cursor)


class _Cursor:
    """Finds the parts of a block one after the other: the reader tells no places within one."""

    def __init__(self, lines: list[str], line: int) -> None:
        self._lines, self._line, self._column = lines, line, 0

    def find(self, *needles: str) -> tuple[int, int]:
        """Where the first of *needles* that is there stands; where the last search ended when none is."""
        for needle in needles:
            for number in range(self._line, len(self._lines)):
                column = self._lines[number].find(needle, self._column if number == self._line else 0)
                if needle and column >= 0:
                    self._line, self._column = number, column + len(needle)
                    return number + 1, column + 1
        return self._line + 1, self._column + 1


def _of_html(content: str, cursor: _Cursor) -> Iterator[Remark]:
    for match in _TAG.finditer(content):
        line, column = cursor.find(match[0].split("\n")[0])
        if match[1]:
            yield Remark(line, column, "a comment is shown as text: learners can read it")
        elif _ELEMENT.fullmatch(match[2].lower()) and not match[0].startswith("</"):
            yield Remark(line, column, f"<{match[2].lower()}> is HTML, and would be shown as text: write Markdown")


def _of_link(href: str, cursor: _Cursor) -> Iterator[Remark]:
    line, column = cursor.find(href, "](", "][", "[")
    protocol = urlsplit(href).scheme.lower() if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", href) else ""
    if protocol and protocol not in LINK_PROTOCOLS:
        yield Remark(
            line, column, f"a link with {protocol}: is removed; pages keep {', '.join(sorted(LINK_PROTOCOLS))}"
        )
    elif protocol in {"http", "https"} or href.startswith("//"):
        message = f"the link to {urlsplit(href).hostname} cannot be followed without the internet"
        yield Remark(line, column, message, warning=True)
    elif not protocol and not href.startswith(("#", "/")):
        yield Remark(line, column, f"the link to {href!r} leads nowhere: pages show no files of a pack", warning=True)


def _of_image(source: str, cursor: _Cursor) -> Iterator[Remark]:
    line, column = cursor.find("![")
    shown = source if len(source) <= 60 else source[:59] + "…"  # noqa: PLR2004 - fits into a line
    yield Remark(line, column, f"the image {shown!r} is not shown, only its description", warning=True)
