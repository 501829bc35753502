import pytest

from interchange.html_conversion import convert_to_comment_text


@pytest.mark.parametrize(
    ("html", "typed"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/><br/>Three.", "One.\nTwo.\n\nThree."),
        ("One\n  and  the same.", "One and the same."),
        ("<b>bold</b> and <i>slanted</i>", "<b>bold</b> and <i>slanted</i>"),
        ('<a href="https://a.example/x">https://a.example/x</a>', "https://a.example/x"),
        ('<a href="https://a.example/">a.example/</a>', "https://a.example/"),
        ('<a href="https://a.example/">there</a>', '<a href="https://a.example/">there</a>'),
        ('<a href="javascript:alert(1)">there</a>', "there"),
        ("<span style='x'>kept</span><script>alert(1)</script><!-- no -->", "kept"),
        ("a &lt;b&gt; c", "a &lt;b> c"),
        ("a &lt; b", "a < b"),
        ("AT&amp;T &amp;amp;", "AT&T &amp;amp;"),
        ("<ul><li>one</li> <li>two</li></ul>", "<ul><li>one</li> <li>two</li></ul>"),
        (
            "<p>See</p><pre>if a:\n    b\n\n\n    c</pre> ",
            "See\n\n<pre>if a:\n    b\n\n\n    c</pre>",
        ),
        ("<blockquote> <p>one</p> </blockquote> two", "<blockquote>one</blockquote>\n\ntwo"),
    ],
)
def test_conversions(html: str, typed: str) -> None:
    assert convert_to_comment_text(html) == typed


@pytest.mark.parametrize("tag", ["i", "div", "blockquote", "pre", "span"])
def test_deeply_nested_tags(tag: str) -> None:
    assert "words" in convert_to_comment_text(f"<{tag}>" * 3_000 + "words")
