"""The plain-text part of emails."""

import pytest

from core.sanitizing.articles import clean_article
from core.sanitizing.comments import render_comment
from core.sanitizing.mail_text import build_mail_text

PAGE = "https://blog.example/2016/12/the-harbour.html"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        (
            '<p>See <a href="https://a.example/x?y=1&amp;z=2">the <b>report</b></a>, page 2.</p>',
            "See the report <https://a.example/x?y=1&z=2>, page 2.",
        ),
        ('<p><a href="/2016/11/quay.html">Quay</a></p>',
         "Quay <https://blog.example/2016/11/quay.html>"),
        ('<p><a href="mailto:ann@a.example">Write to me</a></p>',
         "Write to me <mailto:ann@a.example>"),
        ('<p><a href="https://a.example/x">https://a.example/x</a></p>', "https://a.example/x"),
        ('<p><a href="http://www.a.example/">www.a.example</a></p>', "www.a.example"),
        ('<p>Tea<sup><a href="#n">1</a></sup></p><p id="n">Hot.</p>', "Tea1\n\nHot."),
        ('<p>A <img src="/media/a.png" alt="Ship in fog"> passes.</p>',
         "A [Ship in fog] passes."),
        ('<figure><img src="/media/a.png" alt=""><figcaption>Ship</figcaption></figure>', "Ship"),
        ('<p><a href="/big.png"><img src="/media/a.png" alt="Ship"></a></p>',
         "[Ship] <https://blog.example/big.png>"),
        ('<p><a href="/big.png"><img src="/media/a.png" alt=""></a></p>',
         "<https://blog.example/big.png>"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        ('<ol start="9"><li>Nine</li><li>Ten<br>lines</li></ol>', "9. Nine\n10. Ten\n    lines"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c<ol><li>d</li></ol></li></ol>",
         "1. a\n  - b\n2. c\n  1. d"),
        ("<blockquote><ol><li>One</li></ol></blockquote>", "> 1. One"),
    ],
)  # fmt: skip
def test_articles(source: str, text: str) -> None:
    assert build_mail_text(clean_article(source).html, PAGE) == text


def test_comments() -> None:
    html = render_comment('> See <a href="https://a.example/">this</a>.\nhttps://b.example/c')
    assert build_mail_text(html, PAGE) == "> See this <https://a.example/>.\n\nhttps://b.example/c"
