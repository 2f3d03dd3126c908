"""Turns an author's Markdown into HTML that is safe to show.

Two walls: the renderer passes no raw HTML, and what it made goes through an allow-list. Nothing that is
shown loads anything from anywhere: an image becomes its description.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import bleach
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from grader.packs.markdown import LINK_PROTOCOLS, markdown_reader

MAX_STATEMENT = 200_000
"""Characters of a statement that are shown; longer ones are cut."""

_INLINE_TAGS = frozenset({"em", "strong", "s", "code", "a", "br"})
_TAGS = _INLINE_TAGS | {
    *("h2", "h3", "h4", "h5", "h6"),
    *("p", "ul", "ol", "li", "pre", "blockquote", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": ["href", "rel", "title"], "code": ["class"], "ol": ["start"]}
_DEEPEST_HEADING = 6
_MESSAGE_HEADING = "h5"
"""Below all headings of the pages that show messages."""


class _Renderer(RendererHTML):
    """Links that hand nothing on, images as words."""

    def link_open(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        tokens[index].attrSet("rel", "noopener nofollow")
        return self.renderToken(tokens, index, options, env)

    def image(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return str(escape(self.renderInlineAsText(tokens[index].children or [], options, env)))


_markdown = markdown_reader(_Renderer)
_messages = markdown_reader(_Renderer)
_messages.options["breaks"] = True


@lru_cache(maxsize=512)
def statement_html(markdown: str) -> Markup:
    """*markdown* as HTML. The page has its title as h1: one at the very beginning is left out."""
    tokens = _markdown.parse(markdown[:MAX_STATEMENT])
    if tokens and tokens[0].tag == "h1":
        tokens = tokens[3:]
    if any(token.tag == "h1" for token in tokens):
        _lower_headings(tokens)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = bleach.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, protocols=LINK_PROTOCOLS, strip=True)
    return Markup(clean)  # noqa: S704 - bleach has just cleaned it


@lru_cache(maxsize=512)
def message_html(markdown: str) -> Markup:
    """What somebody wrote to somebody: every line end counts, and a heading is no bigger than one of the page."""
    tokens = _messages.parse(markdown[:MAX_STATEMENT])
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = _MESSAGE_HEADING
    html = _messages.renderer.render(tokens, _messages.options, {})
    clean = bleach.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, protocols=LINK_PROTOCOLS, strip=True)
    return Markup(clean)  # noqa: S704 - bleach has just cleaned it


@lru_cache(maxsize=2048)
def inline_html(markdown: str) -> Markup:
    """A short text such as a hint: emphasis, code and links, no blocks."""
    html = _markdown.renderInline(markdown[:MAX_STATEMENT])
    clean = bleach.clean(html, tags=_INLINE_TAGS, attributes=_ATTRIBUTES, protocols=LINK_PROTOCOLS, strip=True)
    return Markup(clean)  # noqa: S704 - bleach has just cleaned it


def _lower_headings(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + 1, _DEEPEST_HEADING)}"
