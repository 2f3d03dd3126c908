"""reStructuredText → Markdown. Nothing is included, nothing raw is passed on, no configuration file is read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from docutils import ApplicationError, nodes
from docutils.core import publish_doctree

from grader.importing.conversions import Notes
from grader.importing.markup import markdown

MAX_CHARACTERS = 50_000
_MOST_WORK = 20_000_000
"""docutils takes the square of what marks there are in a paragraph: about two seconds for this much."""
_MOST_SUBSTITUTIONS = 500
_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "syntax_highlight": "none",
    "smart_quotes": False,
    "report_level": 2,
    "halt_level": 5,
    "output_encoding": "unicode",
}
_STUMBLES = (
    ApplicationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What docutils raises on text that one of its directives was not written for."""
_SAFE_ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>()]+", re.IGNORECASE)
_MARK = re.compile(r"[*_`|\[<:]")
_SUBSTITUTION = re.compile(r"replace::(.*(?:\n[ \t]*\S.*)*)")
_DIRECTIVE = re.compile(r"^\.\. ([\w:-]+?)::", re.MULTILINE)


def markdown_of(text: str, notes: Notes) -> str:
    """*text* as Markdown. What has no place in it is noted as dropped."""
    if len(text) > MAX_CHARACTERS:
        notes.drop(f"a text of more than {MAX_CHARACTERS:,} characters")
        return ""
    if _would_take_long(text):
        notes.change("a text has more markup in it than can be read in time: it is kept as it was")
        return markdown.code_block(text)
    try:
        document = publish_doctree(text, settings_overrides=_SETTINGS | {"warning_stream": io.StringIO()})
        return _Writer(notes).block(document).strip()
    except _STUMBLES as error:
        notes.change(f"a text is no reStructuredText that can be read ({type(error).__name__}): it is kept as it was")
        return markdown.code_block(text)


def inline_markdown_of(text: str, notes: Notes) -> str:
    """A short text, such as a choice."""
    return markdown_of(text, notes) if re.search(r"[`*_|\\:.<&\[]", text) else text.strip()


def _would_take_long(text: str) -> bool:
    work = sum(len(_MARK.findall(paragraph)) * len(paragraph) for paragraph in re.split(r"\n\s*\n", text))
    # A substitution within a substitution within … is a bomb.
    nested = any("|" in found[1] for found in _SUBSTITUTION.finditer(text))
    return work > _MOST_WORK or nested or ("replace::" in text and text.count("|") > _MOST_SUBSTITUTIONS)


class _Writer:
    """Turns docutils' nodes into Markdown, one method for each family of nodes."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._depth = 1

    def block(self, node: nodes.Node) -> str:
        """The Markdown of a node that stands by itself."""
        if (name := _BLOCKS.get(type(node).__name__)) is not None:
            return self._by(name, node)
        if isinstance(node, nodes.Admonition):
            return self._admonition(node)
        if isinstance(node, nodes.Inline | nodes.Text):
            return self.inline(node)
        return self.inside(node)

    def inside(self, node: nodes.Node) -> str:
        """The blocks in a node; inline nodes that follow one another are one block."""
        parts: list[str] = []
        line: list[str] = []
        for child in node.children:
            if isinstance(child, nodes.Text | nodes.Inline) and not isinstance(child, nodes.problematic):
                line.append(self.inline(child))
                continue
            parts += ["".join(line), self.block(child)]
            line = []
        return markdown.blocks([*parts, "".join(line)])

    def inline(self, node: nodes.Node) -> str:
        """The Markdown of a node within a line."""
        if isinstance(node, nodes.Text):
            return markdown.escaped(str(node))
        if (name := _INLINE.get(type(node).__name__)) is not None:
            return self._by(name, node)
        return "".join(self.inline(child) for child in node.children)

    def _by(self, name: str, node: nodes.Node) -> str:
        write: Callable[[nodes.Node], str] = getattr(self, f"_{name}")
        return write(node)

    def _paragraph(self, node: nodes.Node) -> str:
        return markdown.line_escaped(self._line(node))

    def _line(self, node: nodes.Node) -> str:
        return "".join(self.inline(child) for child in node.children).strip()

    def _section(self, node: nodes.Node) -> str:
        self._depth += 1
        inside = self.inside(node)
        self._depth -= 1
        return inside

    def _title(self, node: nodes.Node) -> str:
        return markdown.heading(self._depth, self._line(node))

    def _rubric(self, node: nodes.Node) -> str:
        return f"**{self._line(node)}**"

    def _bullets(self, node: nodes.Node) -> str:
        return markdown.bullets(self.inside(item) for item in node.children)

    def _numbered(self, node: nodes.Element) -> str:
        start = int(node.get("start", 1))
        return markdown.numbered((self.inside(item) for item in node.children), start)

    def _pairs(self, node: nodes.Node) -> str:
        """Definitions, fields and options: a name, and what is said of it."""
        items = []
        for item in node.children:
            names = [child for child in item.children if not isinstance(child, nodes.definition | nodes.field_body)]
            told = [child for child in item.children if isinstance(child, nodes.definition | nodes.field_body)]
            items.append(
                markdown.blocks(
                    [f"**{' '.join(self._line(name) for name in names)}**", *(self.inside(one) for one in told)]
                )
            )
        return markdown.bullets(items)

    def _code(self, node: nodes.Element) -> str:
        languages = [name for name in node.get("classes", []) if name != "code"]
        return markdown.code_block(node.astext(), languages[0] if languages else "")

    def _formula(self, node: nodes.Node) -> str:
        self._say_formulas()
        return markdown.code_block(node.astext())

    def _say_formulas(self) -> None:
        self._notes.change("formulas are shown as their LaTeX source")

    def _quote(self, node: nodes.Node) -> str:
        return markdown.quote(self.inside(node))

    def _admonition(self, node: nodes.Node) -> str:
        name = type(node).__name__
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        title = self._line(titles[0]) if titles else name.capitalize()
        others = [self.block(child) for child in node.children if not isinstance(child, nodes.title)]
        return markdown.quote(markdown.blocks([f"**{title}**", *others]))

    def _lines(self, node: nodes.Node) -> str:
        return "\\\n".join(self._line(line) for line in node.findall(nodes.line))

    def _table(self, node: nodes.Element) -> str:
        rows = [
            [self.inside(cell) for cell in row.children if isinstance(cell, nodes.entry)]
            for row in node.findall(nodes.row)
        ]
        titles = [self._rubric(child) for child in node.children if isinstance(child, nodes.title)]
        return markdown.blocks([*titles, markdown.table(rows)])

    def _image(self, node: nodes.Element) -> str:
        self._notes.drop(f"the image {str(node.get('uri', ''))[:100]}: a pack has no place for images")
        alternative = str(node.get("alt", ""))
        return f"*{markdown.escaped(alternative)}*" if alternative else ""

    def _complaint(self, node: nodes.Element) -> str:
        """What docutils could not make sense of: its message names the directive."""
        found = _DIRECTIVE.search(node.astext())
        if found:
            self._notes.drop(f"the directive `{found[1]}`, with what stands in it")
        return ""

    def _nothing(self, _node: nodes.Node) -> str:
        return ""

    def _rule(self, _node: nodes.Node) -> str:
        return "---"

    def _literal(self, node: nodes.Node) -> str:
        return markdown.code_span(node.astext())

    def _math(self, node: nodes.Node) -> str:
        self._say_formulas()
        return self._literal(node)

    def _emphasis(self, node: nodes.Node) -> str:
        return _marked("*", self._line(node))

    def _strong(self, node: nodes.Node) -> str:
        return _marked("**", self._line(node))

    def _reference(self, node: nodes.Element) -> str:
        words, address = self._line(node), str(node.get("refuri", ""))
        return f"[{words}]({address})" if words and _SAFE_ADDRESS.fullmatch(address) else words


def _marked(mark: str, words: str) -> str:
    return f"{mark}{words}{mark}" if words else ""


_BLOCKS = {  # class of node → what writes it
    "paragraph": "paragraph",
    "caption": "paragraph",
    "attribution": "paragraph",
    "section": "section",
    "title": "title",
    "subtitle": "title",
    "rubric": "rubric",
    "bullet_list": "bullets",
    "enumerated_list": "numbered",
    "definition_list": "pairs",
    "field_list": "pairs",
    "option_list": "pairs",
    "literal_block": "code",
    "doctest_block": "code",
    "math_block": "formula",
    "block_quote": "quote",
    "topic": "admonition",
    "sidebar": "admonition",
    "line_block": "lines",
    "table": "table",
    "image": "image",
    "system_message": "complaint",
    "transition": "rule",
    "comment": "nothing",
    "substitution_definition": "nothing",
    "target": "nothing",
    "raw": "nothing",
    "pending": "nothing",
}
_INLINE = {
    "literal": "literal",
    "math": "math",
    "emphasis": "emphasis",
    "title_reference": "emphasis",
    "strong": "strong",
    "reference": "reference",
    "image": "image",
    "raw": "nothing",
    "system_message": "complaint",
}
