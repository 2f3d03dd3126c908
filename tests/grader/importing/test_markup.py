"""Text in reStructuredText and HTML becomes Markdown: what it says is kept, what it would do is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.importing.conversions import Notes
from grader.importing.markup import markdown
from grader.importing.markup.html_markdown import markdown_of as from_html
from grader.importing.markup.html_tree import parsed
from grader.importing.markup.rst import markdown_of as from_rst
from grader.importing.markup.tidy import tidied
from grader.packs.markdown import remarks_on
from web.statements import statement_html

QUICKLY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def rst(text: str) -> str:
    return from_rst(text, Notes())


def html(text: str) -> str:
    return from_html(parsed(text), Notes())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** ``c`` `d`", "*a* **b** `c` *d*"),
        ("`words <https://example.org/a_b>`_", "[words](https://example.org/a_b)"),
        ("`words <javascript:alert(1)>`_", "words"),
        ("1 < 2 * 3 [x] a_b _c", "1 \\< 2 \\* 3 \\[x\\] a_b \\_c"),
        ("Title\n=====\n\nSub\n---\n\ntext", "## Title\n\n### Sub\n\ntext"),
        ("- a\n\n  - b\n- c", "- a\n\n  - b\n- c"),
        ("4. a\n5. b", "4. a\n5. b"),
        (".. code:: java\n\n   int a;", "```java\nint a;\n```"),
        ("::\n\n   a ``` b", "````\na ``` b\n````"),
        (".. warning:: Careful.", "> **Warning**\n>\n> Careful."),
        (".. admonition:: Mine\n\n   Yes.", "> **Mine**\n>\n> Yes."),
        ("=== ===\nA   B\n=== ===\n1   2\n=== ===", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        ("word\n   what it means", "- **word**\n\n  what it means"),
        ("| one\n| two", "one\\\ntwo"),
        (":math:`x^2`", "`x^2`"),
        ("# no heading", "\\# no heading"),
        (".. image:: a.png\n   :alt: A cup", "*A cup*"),
    ],
)
def test_restructured_text_is_written_as_markdown(text, expected):
    assert rst(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a <b>b</b> <i>c</i> <code>d</code></p>", "a **b** *c* `d`"),
        ("<b> spaced </b>out", "**spaced** out"),
        ('<a href="https://example.org">in</a> <a href="javascript:x">out</a>', "[in](https://example.org) out"),
        ("<p>one<p>two", "one\n\ntwo"),
        ("<h1>Title</h1><h4>Sub</h4>", "## Title\n\n#### Sub"),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>", "- a\n- b\n\n  1. c"),
        ("<pre>\n  a < b\n</pre>", "```\na < b\n```"),
        ('<pl-code language="python">\n    x = 1\n</pl-code>', "```python\nx = 1\n```"),
        ("a<br>b", "a\\\nb"),
        ("<blockquote>a<p>b</blockquote>", "> a\n>\n> b"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        ("costs $5, or $x + 1$ of $$y$$", "costs $5, or `x + 1` of `y`"),
        ("<markdown>\n  # As it *is*\n</markdown>", "# As it *is*"),
        ("<p>1. no list</p><p>- nor this</p>", "1\\. no list\n\n\\- nor this"),
        ("<script>x</script><style>y</style>z", "z"),
        ("<pl-card header='Look'><p>in</p></pl-card>", "**Look**\n\nin"),
        ("<dl><dt>a<dd>b</dl>", "**a**\n\nb"),
    ],
)
def test_html_is_written_as_markdown(text, expected):
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<br>b <sup>2</sup>", "ab 2"),
        ("<br>\n\nb", "\n\nb"),
        ("<!-- not\nsaid -->b", "b"),
        ("![A cup](https://example.org/a.png)", "(A cup)"),
        ("![A `cup`][ref]", "(A `cup`)"),
        ('<img src="a.png" alt="A cup">', "(A cup)"),
        ('<a href="https://example.org">tea</a>', "[tea](https://example.org)"),
        (
            "[concept:python/list-methods]() and [here](../a.md) and [there](https://example.org)",
            "list methods and here and [there](https://example.org)",
        ),
        ("`<br>` and ``a ` <b>``", "`<br>` and ``a ` <b>``"),
        ("```html\n<br>\n```\n<br>x", "```html\n<br>\n```\nx"),
        ("> ~~~\n> <b>\n> ~~~\n> <b>x", "> ~~~\n> <b>\n> ~~~\n> x"),
        ("    <br>", "    <br>"),
        ("<Clock object at 1> and <https://example.org>", "<Clock object at 1> and <https://example.org>"),
    ],
)
def test_markdown_loses_what_pages_would_not_show(text, expected):
    assert tidied(text, Notes()) == expected
    assert [remark for remark in remarks_on(tidied(text, Notes())) if not remark.warning] == []


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        (".. include:: /etc/passwd", "the directive `include`, with what stands in it"),
        (".. raw:: html\n\n   <script>x</script>", "the directive `raw`, with what stands in it"),
        (".. csv-table::\n   :file: /etc/passwd", "the directive `csv-table`, with what stands in it"),
        (".. hidden-until:: 2030\n\n   secret", "the directive `hidden-until`, with what stands in it"),
        (".. figure:: a.png", "the image a.png: a pack has no place for images"),
    ],
)
def test_what_would_bring_something_in_is_dropped_and_said(text, dropped):
    notes = Notes()

    assert from_rst(text, notes) == ""
    assert notes.dropped == [dropped]


@pytest.mark.parametrize(
    "bomb",
    [
        "".join(f".. |a{n}| replace:: {f'|a{n + 1}| ' * 10}\n" for n in range(9)) + ".. |a9| replace:: boom\n\n|a0|",
        ".. |a| replace:: " + "boom " * 1_000 + "\n\n" + "|a| " * 5_000,
        "*a " * 10_000,
        "a_ " * 10_000,
        "`a " * 10_000,
    ],
)
def test_text_that_takes_docutils_without_end_is_kept_as_it_was(bomb):
    notes = Notes()

    assert bomb.strip() in from_rst(bomb, notes)
    assert notes.changed == ["a text has more markup in it than can be read in time: it is kept as it was"]


def test_a_text_that_is_far_too_long_is_dropped_and_said():
    notes = Notes()

    assert from_rst("x" * 200_000, notes) == ""
    assert notes.dropped == ["a text of more than 50,000 characters"]


@pytest.mark.parametrize(
    "deep", ["<div>" * 5_000, "<b>" * 5_000 + "x", "<ul><li>" * 2_000, "</p>" * 5_000, "<" * 5_000]
)
def test_html_that_is_nested_without_end_is_read(deep):
    assert isinstance(html(deep), str)


@QUICKLY
@given(st.text(st.characters(exclude_categories=["C"]), max_size=200))
def test_escaped_words_are_shown_as_they_are(words):
    plain = " ".join(words.split())

    shown = str(statement_html("x " + markdown.line_escaped(markdown.escaped(plain))))

    text = parsed(shown).text().strip()
    assert " ".join(text.split()) == " ".join(f"x {plain}".split())


@QUICKLY
@given(st.text(alphabet=st.sampled_from("`*_|:.<> \n-=#~^\\[]{}()abc123&;\"'"), max_size=300))
def test_any_text_at_all_becomes_some_markdown(text):
    assert isinstance(rst(text), str)
    assert isinstance(html(text), str)
