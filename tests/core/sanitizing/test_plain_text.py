"""The plain text of sanitized HTML, for search, excerpts and references."""

import pytest

from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>one<br>two</p>\n<p>three</p>", "one\ntwo\n\nthree"),
        ('<p><a href="http://example.org">here</a> &amp; <b>there</b></p>', "here & there"),
        ("<blockquote><p>one<br>two</p></blockquote>\n<p>x</p>", "> one\n> two\n\nx"),
        (
            "<blockquote><blockquote><p>a</p></blockquote><p>b</p></blockquote>",
            "> > a\n\n> b",
        ),
        ("<p>x</p>\n<ul><li>one</li><li>two</li></ul>\n<p>y</p>", "x\n\n- one\n- two\n\ny"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\nb"),
        ("<pre><code>a\n  b</code></pre>", "a\n  b"),
        ("<h2>T</h2>\n<p>a\xa0b</p>", "T\n\na b"),
        ('<figure><img src="/x" alt="y"><figcaption>z</figcaption></figure>', "z"),
        (
            "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
            "a b\nc",
        ),
        ("<p>&lt;b&gt; &amp;amp;</p>", "<b> &amp;"),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_quotes_survive_rendering_and_conversion() -> None:
    assert plain_text(render_comment("> said\nanswer")) == "> said\n\nanswer"
