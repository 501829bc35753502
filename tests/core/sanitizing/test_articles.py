"""Article bodies from any editor become valid, safe HTML."""

import pytest

from core.sanitizing.articles import Markup, clean_article


def clean(source: str) -> str:
    return clean_article(source).html


@pytest.mark.parametrize(
    "source",
    [
        "<h2>Title</h2>",
        '<p><a href="http://example.org/" title="there">x</a></p>',
        '<p><a href="/2016/12/x.html">x</a></p>',
        "<p><b>a</b><i>b</i><u>c</u><s>d</s><sub>e</sub><sup>f</sup><small>g</small></p>",
        "<p><del>a</del><ins>b</ins><mark>c</mark><q>d</q><cite>e</cite></p>",
        '<p><abbr title="United Nations">UN</abbr></p>',
        '<blockquote cite="http://example.org/"><p>x</p></blockquote>',
        '<ol start="3"><li>x</li><li>y</li></ol>',
        "<dl><dt>a</dt><dd>b</dd></dl>",
        '<p><img src="/i.png" alt="a" title="b" width="1024" height="5" loading="lazy"></p>',
        '<figure><img src="/i.png" alt=""><figcaption>x</figcaption></figure>',
        '<table><caption>c</caption><thead><tr><th scope="col">a</th></tr></thead></table>',
        '<table><tbody><tr><td colspan="2" rowspan="3">b</td></tr></tbody></table>',
        "<p>a<br>b</p>\n<hr>\n<p>c</p>",
    ],
)
def test_allowed_markup_is_unchanged(source: str) -> None:
    assert clean_article(source).html == source
    assert clean_article(source).changes == ()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<h1>Title</h1>", "<h2>Title</h2>"),
        ("text<p>more", "<p>text</p>\n<p>more</p>"),
        ("one<br><br/>two", "<p>one</p>\n<p>two</p>"),
        ("<div>one</div>two", "<p>one</p>\n<p>two</p>"),
        ("<b><p>one</p><p>two</b> three</p>", "<p><b>one</b></p>\n<p><b>two</b> three</p>"),
        ('<span style="font-weight: bold">x</span>', "<p><b>x</b></p>"),
        ('<span style="font-style:italic;color:red">x</span>', "<p><i>x</i></p>"),
        ('<b style="font-weight:normal">x</b>', "<p>x</p>"),
        ("<ul><strong><li>x</li></strong></ul>", "<ul><li><strong>x</strong></li></ul>"),
        ("<p>one<blockquote>two</p>", "<p>one</p>\n<blockquote><p>two</p></blockquote>"),
        ("<td>lost cell</td>", "<p>lost cell</p>"),
        (
            "<table><tr><td>a<p>b</p><td>c</table>",
            "<table><tbody><tr><td><p>a</p><p>b</p></td><td>c</td></tr></tbody></table>",
        ),
        ('<img src="//example.org/i.png">', '<p><a href="https://example.org/i.png">i.png</a></p>'),
    ],
)
def test_invalid_and_obsolete_markup_is_repaired(source: str, html: str) -> None:
    assert clean(source) == html


def test_word_processor_markup_is_removed() -> None:
    source = (
        "<!--[if gte mso 9]><xml><w:WordDocument>junk</w:WordDocument></xml><![endif]-->"
        '<p class="MsoNormal" style="mso-margin-top-alt:auto"><font face="Arial"><span '
        'style="font-size: 12pt"><span lang="EN-US">Text in <st1:place>Aleppo</st1:place>'
        "<o:p></o:p></span></span></font></p><p>&nbsp;</p><p><br /></p><p><o:p>&nbsp;</o:p></p>"
        "<![if !supportLists]><p>next</p><![endif]>"
    )
    article = clean_article(source)

    assert article.html == "<p>Text in Aleppo</p>\n<p>next</p>"
    assert "2 empty paragraphs removed" in article.changes


def test_scripts_and_other_elements_are_removed_and_reported() -> None:
    article = clean_article(
        "<script>one()</script><p>text</p><SCRIPT src=x></SCRIPT><style>p {}</style>"
        "<svg><text>drawn</text></svg><form><input><textarea>typed</textarea></form>"
        '<img src="data:image/png;base64,AAAA"><img src="pics/relative.png">'
        '<img src="http://example.org/count.gif" width="1" height="1">'
        '<a href="javascript:x()">link</a>'
    )

    assert article.html == "<p>text</p>\n<p>link</p>"
    assert article.changes == (
        "2 scripts removed",
        "1 style sheet removed",
        "1 picture without a valid URL removed",
        "1 inline picture removed",
        "1 tracking pixel removed",
        "1 link without a valid URL replaced by its text",
        "1 form removed",
        "1 drawing removed",
    )


def test_popups_become_plain_links() -> None:
    article = clean_article(
        '<a class="asset-img-link" href="http://x.typepad.com/.a/6a01-popup" onclick="window.open('
        'this.href, \'_blank\', \'width=640\'); return false"><img alt="Map" class="asset" '
        'src="http://x.typepad.com/.a/6a01-500wi" /></a>'
    )

    assert article.html == '<p><a href="http://x.typepad.com/.a/6a01-popup">Map</a></p>'
    assert article.changes == (
        "1 pop-up window replaced by a plain link",
        "1 picture on another site replaced by a link",
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('<img src="http://x.example/a%20map.png">', "a map.png"),
        ('<img src="http://x.example/.a/6a01-800wi" alt="The quay">', "The quay"),
        ('<img src="http://x.example/.a/6a01-800wi">', "picture"),
    ],
)
def test_pictures_on_other_sites_become_links(source: str, words: str) -> None:
    html = clean_article(source).html

    assert "<img" not in html
    assert f">{words}</a>" in html


@pytest.mark.parametrize(
    "source",
    [
        """<div class="photo-wrap photo-xid-6a"><a href="/b"><img src="/i.png"></a>
        <div class="photo-caption caption-xid-6a">Text <b>x</b></div></div>""",
        """<div class="wp-caption"><a href="/b"><img src="/i.png"></a>
        <p class="wp-caption-text">Text <b>x</b></p></div>""",
        """<table class="tr-caption-container"><tr><td><a href="/b"><img src="/i.png"></a></td></tr>
        <tr><td class="tr-caption">Text <b>x</b></td></tr></table>""",
    ],
)
def test_captioned_pictures_become_figures(source: str) -> None:
    assert clean(source) == (
        '<figure><a href="/b"><img src="/i.png" alt=""></a>'
        "<figcaption>Text <b>x</b></figcaption></figure>"
    )


def test_captions_in_plain_paragraphs_stay_paragraphs() -> None:
    source = (
        '<p style="text-align:center"><a href="/full.png"><img src="/i.png"></a></p>\n'
        '<p><em>Map by F. - <a href="/full.png">bigger</a></em></p>'
    )

    assert clean(source) == (
        '<p><a href="/full.png"><img src="/i.png" alt=""></a></p>\n'
        '<p><em>Map by F. - <a href="/full.png">bigger</a></em></p>'
    )


def test_embedded_posts_keep_text_and_link() -> None:
    source = (
        '<blockquote class="twitter-tweet"><p lang="en">Text</p>&mdash; A (@a) '
        '<a href="https://twitter.com/a/status/1">Dec 10</a></blockquote>\n'
        '<script async src="//platform.twitter.com/widgets.js"></script>'
    )

    assert clean(source) == (
        "<blockquote><p>Text</p><p>— A (@a) "
        '<a href="https://twitter.com/a/status/1">Dec 10</a></p></blockquote>'
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            '<pre class="brush: cpp">\n<span class="k">int</span>  x;\n\n\ty &lt; z;\n</pre>',
            "<pre>int  x;\n\n\ty &lt; z;</pre>",
        ),
        ("<pre><code>a\n  b</code></pre>", "<pre><code>a\n  b</code></pre>"),
        ("<pre>a<br>b<br/>c</pre>", "<pre>a\nb\nc</pre>"),
        ("<pre><div>a</div><div>b</div></pre>", "<pre>a\nb</pre>"),
        (
            "<pre>vector<float> v; std::<std::string></pre>",
            "<pre>vector&lt;float&gt; v; std::&lt;std::string&gt;</pre>",
        ),
    ],
)
def test_code_keeps_text_and_white_space(source: str, html: str) -> None:
    assert clean(source) == html


def test_unknown_tags_are_shown_and_reported() -> None:
    article = clean_article("<p>CComPtr<iunknown> p;</iunknown></p>")

    assert article.html == "<p>CComPtr&lt;iunknown&gt; p;</p>"
    assert article.changes == ("1 unknown tag shown as text",)


def test_targets_of_links_within_the_page_get_ids_of_their_own() -> None:
    article = clean_article('<p><a href="#n1">1</a> <a href="#no">2</a></p><p id="n1">note</p>')

    assert article.html == '<p><a href="#a-n1">1</a> 2</p>\n<p><span id="a-n1"></span>note</p>'


def test_ids_that_nobody_links_to_go() -> None:
    assert clean('<h2 id="comment-form">x</h2>') == "<h2>x</h2>"


def test_line_ends_count_where_breaks_are_converted() -> None:
    source = "one\ntwo\n\n<b>three</b>\n<ul>\n<li>a\nb</li>\n</ul>\nfour\n<p>five\nsix</p>"

    assert clean_article(source, markup=Markup.BREAKS).html == (
        "<p>one<br>two</p>\n<p><b>three</b></p>\n<ul><li>a b</li></ul>\n<p>four</p>\n"
        "<p>five six</p>"
    )


def test_markdown_is_rendered_and_clean() -> None:
    source = (
        "# Title\n\nA *word* <script>x</script>\n\n```\na < b\n```\n\n- one\n- two\n\n|a|\n|-|\n|b|"
    )

    assert clean_article(source, markup=Markup.MARKDOWN).html == (
        "<h2>Title</h2>\n<p>A <em>word</em></p>\n<pre><code>a &lt; b</code></pre>\n"
        "<ul><li>one</li><li>two</li></ul>\n"
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    )


def test_plain_text_becomes_paragraphs_with_links() -> None:
    source = "one <b>\ntwo\n\nsee http://example.org."

    assert clean_article(source, markup=Markup.TEXT).html == (
        '<p>one &lt;b&gt;<br>two</p>\n<p>see <a href="http://example.org">http://example.org</a>.</p>'
    )


def test_a_long_picture_in_the_text_is_dropped_and_text_like_it_is_not() -> None:
    article = clean_article(f'<p>data:x,y <img src="data:image/png;base64,{"A" * 50_000}"></p>')

    assert article.html == "<p>data:x,y</p>"
    assert article.changes == ("1 inline picture removed",)
