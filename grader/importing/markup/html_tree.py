"""HTML as a tree, whatever is wrong with it. Nothing is loaded, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from grader.errors import PackError

MAX_CHARACTERS = 60_000
_MAX_DEPTH = 60
_COMMENT = re.compile(r"<!--.*?(-->|$)", re.DOTALL)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CLOSES_PARAGRAPHS = {
    *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
}


_CLOSES = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"thead", "tbody", "tr", "td", "th"},
    **{tag: {"p"} for tag in _CLOSES_PARAGRAPHS},
}
"""Tag → elements that it ends without their being closed."""


@dataclass
class Element:
    """One element; its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def get(self, *names: str) -> str:
        """The first of these attributes that it has. `file-name` also stands for the older `file_name`."""
        for name in names:
            for spelt in (name, name.replace("-", "_")):
                if spelt in self.attributes:
                    return self.attributes[spelt]
        return ""

    def has(self, name: str) -> bool:
        """Whether it has this attribute."""
        return name in self.attributes or name.replace("-", "_") in self.attributes

    def all(self, *tags: str) -> Iterator[Element]:
        """Every element below it with one of these tags, in order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def text(self) -> str:
        """All text below it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parsed(html: str) -> Element:
    """The tree of *html*. Raises `PackError` for what is too long."""
    if len(html) > MAX_CHARACTERS:
        raise PackError(f"it holds HTML of more than {MAX_CHARACTERS:,} characters")
    builder = _Builder()
    # A comment that never ends takes the rest with it, and the parser long.
    builder.feed(_COMMENT.sub("", html))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        while self._open[-1].tag in _CLOSES.get(tag, ()):
            self._open.pop()
        element = Element(tag, {name: value or "" for name, value in reversed(attrs)})
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < _MAX_DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<pl-figure … />` is closed, as PrairieLearn's authors mean it."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the nearest open element with this tag, and what is open in it."""
        for position in range(len(self._open) - 1, 0, -1):
            if self._open[position].tag == tag:
                del self._open[position:]
                return

    def handle_data(self, data: str) -> None:
        """Text."""
        self._open[-1].children.append(data)
