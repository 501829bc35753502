"""Comments are rendered as their authors mean them."""

import pytest

from core.sanitizing.comments import render_comment


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("  \n \n", ""),
        ("one", "<p>one</p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\r\n \r\n\r\ntwo", "<p>one</p>\n<p>two</p>"),
        ("<p>one</p><p>two", "<p>one</p>\n<p>two</p>"),
        ("one<br>two", "<p>one<br>two</p>"),
        ("one<br />\n<br />\ntwo", "<p>one</p>\n<p>two</p>"),
        ("<div>one</div><div>two</div>", "<p>one</p>\n<p>two</p>"),
    ],
)
def test_paragraphs_and_lines(typed: str, shown: str) -> None:
    assert render_comment(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>x</b>", "<p><b>x</b></p>"),
        ("<B>x</B>", "<p><b>x</b></p>"),
        ('<b class="y" onclick="z()">x</b>', "<p><b>x</b></p>"),
        ("<em>a</em> <strong>b</strong>", "<p><em>a</em> <strong>b</strong></p>"),
        ("<s>a</s><strike>b</strike><del>c</del>", "<p><s>ab</s><del>c</del></p>"),
        ("H<sub>2</sub>O x<sup>2</sup>", "<p>H<sub>2</sub>O x<sup>2</sup></p>"),
        ("<q>a</q> <cite>b</cite>", "<p><q>a</q> <cite>b</cite></p>"),
        ("<i>one\n\ntwo</i> three", "<p><i>one</i></p>\n<p><i>two</i> three</p>"),
        ("<b>a<i>b</b>c</i>", "<p><b>a<i>b</i></b><i>c</i></p>"),
        ("<b>a<b>b</b>c</b>d", "<p><b>abc</b>d</p>"),
        ("<b></b> <i> </i>", ""),
        ("a</b></i></p>b", "<p>a</p>\n<p>b</p>"),
        ('<span style="color:red">a</span> <u>b</u>', "<p>a b</p>"),
        ("<h1>Title</h1>text", "<p><strong>Title</strong></p>\n<p>text</p>"),
    ],
)
def test_emphasis(typed: str, shown: str) -> None:
    assert render_comment(typed) == shown


def test_unclosed_tags_end_with_their_paragraph() -> None:
    assert render_comment("<b>loud\n\nquiet") == "<p><b>loud</b></p>\n<p>quiet</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "<3",
        "a < b > c && d",
        "List<String> and List<B>",
        "<TotalLength>",
        "<by category>",
        "<script>alert(1)</script>",
        '<style type="x">p {}</style>',
        "<!-- not hidden -->",
        "<table><tr><td>x</table>",
        "<span>, <div> and <a> are tags",
        "map<b, i>",
        "</html>",
        "&copy without semicolon, AT&T, ?a=1&amp=2",
        "“Smart” ‘quotes’ – and… dashes — stay",
        "شكرا @jfl لهذا",
        "עברית ואנגלית together",
        "सच में? 👩‍👩‍👧 نمی‌دانم",
    ],
)
def test_text_that_is_not_markup_is_shown_as_typed(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert render_comment(typed) == f"<p>{escaped}</p>"


def test_entities_are_resolved() -> None:
    assert render_comment("&lt;b&gt; &amp; &eacute;&#233;") == "<p>&lt;b&gt; &amp; éé</p>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("> one\n> two\nanswer", "<blockquote><p>one<br>two</p></blockquote>\n<p>answer</p>"),
        (">one", "<blockquote><p>one</p></blockquote>"),
        ("&gt; one", "<blockquote><p>one</p></blockquote>"),
        ("> one\n>\n> two", "<blockquote><p>one</p><p>two</p></blockquote>"),
        ("> one\n\n> two", "<blockquote><p>one</p><p>two</p></blockquote>"),
        (
            ">> deep\n> less",
            "<blockquote><blockquote><p>deep</p></blockquote><p>less</p></blockquote>",
        ),
        ("a\n> b\nc", "<p>a</p>\n<blockquote><p>b</p></blockquote>\n<p>c</p>"),
        (">:( not a quote", "<p>&gt;:( not a quote</p>"),
        ("x > y", "<p>x &gt; y</p>"),
        (
            "<blockquote>one\n\ntwo</blockquote>answer",
            "<blockquote><p>one</p><p>two</p></blockquote>\n<p>answer</p>",
        ),
        ("a <blockquote>b", "<p>a</p>\n<blockquote><p>b</p></blockquote>"),
    ],
)
def test_quotes(typed: str, shown: str) -> None:
    assert render_comment(typed) == shown


def test_quote_marks_nest_at_most_three_levels() -> None:
    shown = render_comment(">>>>> far")

    assert shown.count("<blockquote>") == 3
    assert "<p>&gt;&gt; far</p>" in shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<ul>\n<li>one\n<li>two</li>\n</ul>", "<ul><li>one</li><li>two</li></ul>"),
        ("<ol><li>a<ul><li>b</ol>c", "<ol><li>a<ul><li>b</li></ul></li></ol>\n<p>c</p>"),
        ("<li>alone", "<ul><li>alone</li></ul>"),
        ("<ul>loose</ul>", "<ul><li>loose</li></ul>"),
        ("<ul><li>a\n\nb</ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<ul></ul>", ""),
    ],
)
def test_lists(typed: str, shown: str) -> None:
    assert render_comment(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<code>a  < b</code>", "<p><code>a  &lt; b</code></p>"),
        ("<code>List<b></code>", "<p><code>List&lt;b&gt;</code></p>"),
        ("<pre>\n  if x:\n\n\ty\n</pre>", "<pre><code>  if x:\n\n\ty</code></pre>"),
        ("<pre><code>x</code></pre>", "<pre><code>x</code></pre>"),
        ("<code>one\n two</code>", "<pre><code>one\n two</code></pre>"),
        ("<pre>see http://example.org</pre>", "<pre><code>see http://example.org</code></pre>"),
        (
            '<code><a href="http://example.org">http://example.org</a></code>',
            "<p><code>http://example.org</code></p>",
        ),
        ("<pre>never closed", "<pre><code>never closed</code></pre>"),
    ],
)
def test_code_is_shown_as_typed(typed: str, shown: str) -> None:
    assert render_comment(typed) == shown


def test_indented_lines_keep_their_indentation() -> None:
    assert render_comment("if x:\n    y") == "<p>if x:<br>\xa0\xa0\xa0\xa0y</p>"


def test_blocks_nest_at_most_eight_levels() -> None:
    shown = render_comment("<blockquote>x" * 50)

    assert shown.count("<blockquote>") == 8
    assert shown.count("x") == 50


def test_control_characters_and_surrogates_are_removed() -> None:
    assert render_comment("a\x00b\x07c\ud800d\u202ee&#8238;f") == "<p>abcdef</p>"
