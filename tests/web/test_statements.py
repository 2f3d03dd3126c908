"""Statements: what authors write is shown, what could harm a reader is not."""

from __future__ import annotations

import pytest

from web.statements import MAX_STATEMENT, inline_html, statement_html

HARMFUL = {
    "script element": "<script>alert(1)</script>",
    "event handler": '<b onclick="alert(1)">x</b>',
    "image with a handler": "<img src=x onerror=alert(1)>",
    "javascript link": "[x](javascript:alert(1))",
    "javascript link in capitals": "[x](JaVaScRiPt:alert(1))",
    "javascript link behind an entity": "[x](javascript&#58;alert(1))",
    "data link": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "vbscript link": "[x](vbscript:msgbox)",
    "javascript autolink": "<javascript:alert(1)>",
    "frame": '<iframe src="https://example.org"></iframe>',
    "style element": "<style>body{display:none}</style>",
    "style attribute": '<p style="position:fixed">x</p>',
    "remote image": "![x](https://example.org/pixel.png)",
    "title that ends the attribute": "[x](https://example.org '\"><script>alert(1)</script>')",
    "language that ends the attribute": '```"><script>alert(1)</script>\nx\n```',
}


@pytest.mark.parametrize("markdown", HARMFUL.values(), ids=HARMFUL.keys())
@pytest.mark.parametrize("render", [statement_html, inline_html])
def test_what_could_harm_is_not_shown(render, markdown):
    html = render(markdown).lower()
    for forbidden in (
        "<script",
        "<img",
        "<iframe",
        "<style",
        "<b ",
        "<p style",
        'href="javascript',
        'href="data',
    ):
        assert forbidden not in html
    assert 'href="vbscript' not in html


def test_an_image_becomes_its_description():
    assert statement_html("![a *sorted* list](https://example.org/list.png)") == "<p>a sorted list</p>\n"


def test_links_hand_nothing_on():
    assert 'rel="noopener nofollow"' in statement_html("[docs](https://docs.python.org)")


def test_the_leading_title_is_left_to_the_page():
    assert statement_html("# Two numbers\n\nAdd them.") == "<p>Add them.</p>\n"


def test_further_headings_of_the_first_level_move_below_the_title_of_the_page():
    html = statement_html("Text\n\n# One\n\n## Two\n")
    assert "<h2>One</h2>" in html
    assert "<h3>Two</h3>" in html


def test_headings_below_a_leading_title_keep_their_level():
    assert "<h2>What to do</h2>" in statement_html("# Title\n\n## What to do\n")


def test_code_and_tables_are_kept():
    html = statement_html("```python\nif a < b:\n    pass\n```\n\n| a |\n|---|\n| 1 |\n")
    assert '<code class="language-python">if a &lt; b:\n    pass\n</code>' in html
    assert "<td>1</td>" in html


def test_a_hint_stays_in_its_line():
    assert inline_html("Try `return`, *not* print") == "Try <code>return</code>, <em>not</em> print"


def test_a_statement_without_end_is_cut():
    assert len(statement_html("x" * (MAX_STATEMENT + 1000))) <= MAX_STATEMENT + len("<p></p>\n")
