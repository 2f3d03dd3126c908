"""HTML → Markdown: what stands in it is kept, how it looks is not."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable

from grader.importing.conversions import Notes
from grader.importing.markup import markdown
from grader.importing.markup.html_tree import Element
from grader.importing.markup.tidy import tidied

_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>()]+", re.IGNORECASE)
_INLINE = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark"),
    *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
}
_SILENT = {"script", "style", "head", "template", "noscript", "link", "meta", "object", "iframe", "svg", "canvas"}
_CODE = {"code", "kbd", "samp", "tt"}
_EMPHASIS = {"em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*", "strong": "**", "b": "**", "mark": "**"}
_BLOCKS = {  # tag → what writes it
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dl": "definitions",
    "pre": "code",
    "pl-code": "code",
    "markdown": "own_markdown",
    "pl-markdown": "own_markdown",
    "blockquote": "quote",
    "hr": "rule",
    "table": "table",
}
_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\w])\$(?!\s)([^$\n]+?)(?<![\s\\])\$(?!\d)", re.DOTALL)


def markdown_of(element: Element, notes: Notes) -> str:
    """What stands in *element*, as Markdown. What has no place in it is noted as dropped."""
    return _Writer(notes).blocks(element.children)


class _Writer:
    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def blocks(self, children: Iterable[Element | str]) -> str:
        """Children as blocks; what belongs in one line is one block."""
        parts: list[str] = []
        line: list[Element | str] = []
        for child in children:
            if isinstance(child, str) or child.tag in _INLINE:
                line.append(child)
                continue
            parts += [self._paragraph(line), self._block(child)]
            line = []
        return markdown.blocks([*parts, self._paragraph(line)])

    def _block(self, element: Element) -> str:
        tag = element.tag
        if tag in _SILENT:
            self._notes.drop(f"<{tag}>: a pack holds no markup that does something")
            return ""
        name = "heading" if re.fullmatch("h[1-6]", tag) else _BLOCKS.get(tag, "foreign" if "-" in tag else "inside")
        write: Callable[[Element], str] = getattr(self, f"_{name}")
        return write(element)

    def _heading(self, element: Element) -> str:
        return markdown.heading(int(element.tag[1]), self._line(element.children))

    def _list(self, element: Element) -> str:
        items = [self.blocks(item.children) for item in _elements(element) if item.tag == "li"]
        return markdown.numbered(items) if element.tag == "ol" else markdown.bullets(items)

    def _code(self, element: Element) -> str:
        return markdown.code_block(textwrap.dedent(element.text()), element.get("language"))

    def _own_markdown(self, element: Element) -> str:
        return tidied(textwrap.dedent(element.text()).strip(), self._notes)

    def _quote(self, element: Element) -> str:
        return markdown.quote(self.blocks(element.children))

    def _rule(self, _element: Element) -> str:
        return "---"

    def _inside(self, element: Element) -> str:
        return self.blocks(element.children)

    def _foreign(self, element: Element) -> str:
        """Elements of PrairieLearn that only arrange what is in them; all others are dropped."""
        if element.tag in {"pl-card", "pl-hide-in-panel", "pl-show-in-panel", "pl-question-panel"}:
            header = element.get("header", "title")
            return markdown.blocks([f"**{markdown.escaped(header)}**" if header else "", self.blocks(element.children)])
        self._notes.drop(f"<{element.tag}>")
        return ""

    def _definitions(self, element: Element) -> str:
        parts = []
        for one in _elements(element):
            inside = self.blocks(one.children)
            parts.append(f"**{inside}**" if one.tag == "dt" and inside else inside)
        return markdown.blocks(parts)

    def _table(self, element: Element) -> str:
        # Not every row below it: those of a table in a cell belong to that one.
        parts = [part for part in _elements(element) if part.tag in {"thead", "tbody", "tfoot"}]
        rows = [
            [self.blocks(cell.children) for cell in _elements(row) if cell.tag in {"td", "th"}]
            for part in [element, *parts]
            for row in _elements(part)
            if row.tag == "tr"
        ]
        return markdown.table([row for row in rows if row])

    def _paragraph(self, line: Iterable[Element | str]) -> str:
        return markdown.line_escaped(self._line(line))

    def _line(self, children: Iterable[Element | str]) -> str:
        written = "".join(self._inline(child) for child in children)
        return re.sub(r" ?\\\n ?", "\\\\\n", re.sub(r"(?<!\\)\s+", " ", written)).strip()

    def _inline(self, node: Element | str) -> str:
        if isinstance(node, str):
            return self._words(node)
        if node.tag in _CODE:
            return markdown.code_span(node.text())
        if node.tag == "br":
            return "\\\n"
        if node.tag == "img":
            return self._image(node)
        if node.tag in _SILENT or node.tag.startswith("pl-"):
            return self._block(node)
        inside = "".join(self._inline(child) for child in node.children)
        if node.tag == "a":
            address = node.get("href").strip()
            return f"[{inside.strip()}]({address})" if inside.strip() and _SAFE_ADDRESS.fullmatch(address) else inside
        mark = _EMPHASIS.get(node.tag, "")
        return _marked(mark, inside) if mark else inside

    def _image(self, node: Element) -> str:
        self._notes.drop(f"the image {node.get('src')[:100]}: a pack has no place for images")
        return _marked("*", markdown.escaped(node.get("alt")))

    def _words(self, text: str) -> str:
        """Text with its formulas as code: `$x$`."""
        parts, last = [], 0
        for found in _FORMULA.finditer(text):
            parts += [markdown.escaped(text[last : found.start()]), markdown.code_span(found[1] or found[2])]
            last = found.end()
            self._notes.change("formulas are shown as their LaTeX source")
        return "".join([*parts, markdown.escaped(text[last:])])


def _elements(element: Element) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element)]


def _marked(mark: str, inside: str) -> str:
    """Marks the words and not the spaces around them."""
    words = inside.strip()
    if not words:
        return inside
    before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    return f"{before}{mark}{words}{mark}{after}"
