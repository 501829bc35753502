"""Descriptions for search engines and link previews."""

import pytest

from core.sanitizing.articles import clean_article
from core.sanitizing.summaries import summarize, summarize_text


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("", ""),
        ("<p>Ships &amp; <b>fog</b>.<br>Tides.</p><p>More.</p>", "Ships & fog. Tides. More."),
        ("<blockquote><p>He said it.</p></blockquote><p>I doubt it.</p>", "I doubt it."),
        ("<blockquote><p>He said it.</p></blockquote>", "He said it."),
        ("<p>&gt; He said it.<br>&gt;&gt; She did.<br>I doubt it.</p>", "I doubt it."),
        ("<p>5 &gt; 3</p>", "5 > 3"),
        ("<p>Run <code>make</code>:</p><pre><code>make -j2\nls</code></pre>", "Run make:"),
        ("<pre>ls</pre>", ""),
        ('<iframe src="https://www.youtube.com/embed/abc"></iframe><p>A film.</p>', "A film."),
        ("<p>https://vimeo.com/1<br>www.example.com/a.</p><p>Two films.</p>", "Two films."),
        (
            "<p>See https://www.example.com/watch?v=1, it is good.</p>",
            "See example.com, it is good.",
        ),
        ('<p>See <a href="https://example.com/watch?v=1">the film</a>.</p>', "See the film."),
        ("<h2>Part one</h2><p>It rains.</p>", "It rains."),
        ("<ul><li>Fog.</li><li>Rain.</li></ul>", "Fog. Rain."),
        ("<table><tr><td>1</td></tr></table><p>A table.</p>", "A table."),
        (
            '<figure><img src="/a.png" alt="x"><figcaption>By Ann</figcaption></figure><p>Hi.</p>',
            "Hi.",
        ),
        ('<p>Tea<sup><a href="#n1">1</a></sup> is hot.</p><p id="n1">A drink.</p>',
         "Tea is hot. A drink."),
        ("<p>10<sup>6</sup> ships</p>", "106 ships"),
    ],
)  # fmt: skip
def test_an_article_is_summarized(source: str, summary: str) -> None:
    assert summarize(clean_article(source).html, 200) == summary


def test_a_long_text_is_cut_between_words() -> None:
    html = f"<blockquote><p>{'said ' * 100}</p></blockquote>" + "<p>Ships sail.</p>" * 1000
    summary = summarize(html, 40)
    assert summary == "Ships sail. Ships sail. Ships sail.…"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Of ships.", "Of ships."),
        ("> He said it.\n\nI doubt it.", "I doubt it."),
        ("> He said it.\n> Twice.", "He said it. Twice."),
        ("Film: https://youtu.be/abc?t=1\nhttps://youtu.be/def", "Film: youtu.be"),
        ("a -> b\n5 > 3", "a -> b 5 > 3"),
    ],
)
def test_plain_text_is_summarized(text: str, summary: str) -> None:
    assert summarize_text(text, 200) == summary
