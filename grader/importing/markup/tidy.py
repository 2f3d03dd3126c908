"""Markdown of other systems without what pages here would not show: HTML, images, and links that lead nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from grader.importing.conversions import Notes

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")
_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\(([^)\s]*)[^)]*\)|\[([^\]]*)\])")
_TRACK_LINK = re.compile(r"\[(?:concept|exercise):[\w-]+/([\w-]+)\]\([^)]*\)")
_NOWHERE = re.compile(r"(?<!!)\[([^\[\]]+)\]\((?!https?:|mailto:|#)[^)\s]*(?:\s[^)]*)?\)")
_IMAGE_TAG = re.compile(r"""<img\b[^>]*?\balt=(["'])(.*?)\1[^>]*>""", re.IGNORECASE | re.DOTALL)
_LINK_TAG = re.compile(r"""<a\b[^>]*?\bhref=(["'])(https?://[^"']+)\1[^>]*>(.*?)</a>""", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|caption|center|code|col|colgroup|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]"
    r"|hr|i|iframe|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|script|section|small|source|span|strong|style|sub"
    r"|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def tidied(markdown: str, notes: Notes) -> str:
    """*markdown* as pages here show it. Code is left as it is; what is taken out is noted."""
    return "\n".join(_prose(text, notes) if is_prose else text for is_prose, text in _parts(markdown))


def _parts(markdown: str) -> Iterator[tuple[bool, str]]:
    """Runs of lines: whether they are prose, and their text. Fenced and indented lines are code."""
    run: list[str] = []
    in_prose, fence = True, ""
    for line in markdown.split("\n"):
        found = _FENCE.match(line)
        was_fence = fence
        if fence:
            closes = found and found[1].startswith(fence) and not line.strip(" >\t" + fence[0])
            fence = "" if closes else fence
        elif found:
            fence = found[1]
        is_prose = not (was_fence or fence or line.startswith(("    ", "\t")))
        if is_prose != in_prose:
            if run:
                yield in_prose, "\n".join(run)
            run, in_prose = [], is_prose
        run.append(line)
    yield in_prose, "\n".join(run)


def _prose(text: str, notes: Notes) -> str:
    parts, last = [], 0
    whole = _IMAGE.sub(lambda found: _described(found[1], found[2] or found[3] or "", notes), text)
    for span in _SPAN.finditer(whole):
        parts += [_without_html(whole[last : span.start()], notes), span[0]]
        last = span.end()
    return "".join([*parts, _without_html(whole[last:], notes)])


def _described(alternative: str, address: str, notes: Notes) -> str:
    notes.drop(f"the image {address[:100]}: a pack has no place for images")
    words = " ".join(alternative.split())
    return f"({words})" if words else ""


def _without_html(text: str, notes: Notes) -> str:
    text = _TRACK_LINK.sub(lambda found: found[1].replace("-", " "), text)
    text = _NOWHERE.sub(r"\1", text)
    plain = _COMMENT.sub("", text)
    plain = _IMAGE_TAG.sub(lambda found: _described(html.unescape(found[2]), "in HTML", notes), plain)
    plain = _LINK_TAG.sub(lambda found: f"[{found[3]}]({found[2]})", plain)
    plain = _TAG.sub("", plain)
    if plain != text:
        notes.change("HTML in the text is taken out")
    return plain
