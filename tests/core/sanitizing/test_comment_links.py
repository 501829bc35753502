"""Links in comments: typed as HTML, or found in the text."""

import pytest

from core.sanitizing.comments import render_comment


def link(url: str, text: str | None = None) -> str:
    """Return the HTML of a link in a comment."""
    return f'<a href="{url}" rel="nofollow ugc noopener">{text or url}</a>'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("http://example.org/", link("http://example.org/")),
        ("HTTPS://Example.org", link("HTTPS://Example.org")),
        ("www.example.org/x", link("http://www.example.org/x", "www.example.org/x")),
        ("see http://example.org.", f"see {link('http://example.org')}."),
        ("(http://example.org)", f"({link('http://example.org')})"),
        ("http://example.org/a_(b)!", f"{link('http://example.org/a_(b)')}!"),
        ("(see http://example.org/a_(b))", f"(see {link('http://example.org/a_(b)')})"),
        ("“http://example.org/”", f"“{link('http://example.org/')}”"),
        ("<http://example.org/>", f"&lt;{link('http://example.org/')}&gt;"),
        (
            "http://example.org/?a=1&b=2&copy=3",
            link("http://example.org/?a=1&amp;b=2&amp;copy=3"),
        ),
        ("http://example.org:8080/x#y", link("http://example.org:8080/x#y")),
        ("https://ru.wikipedia.org/wiki/Алеппо", link("https://ru.wikipedia.org/wiki/Алеппо")),
        ("https://bücher.example", link("https://bücher.example")),
        ("见https://example.org/。", f"见{link('https://example.org/')}。"),
        ("见https://example.org/a（说明）。", f"见{link('https://example.org/a')}（说明）。"),
        (
            "https://a.example/，https://b.example/x",
            f"{link('https://a.example/')}，{link('https://b.example/x')}",
        ),
        ("«https://example.org/a»؟", f"«{link('https://example.org/a')}»؟"),
        ("www.example.org—see", f"{link('http://www.example.org', 'www.example.org')}—see"),
        ("https://example.org/रामायण।", f"{link('https://example.org/रामायण')}।"),
        ("https://example.org/شارع، نعم", f"{link('https://example.org/شارع')}، نعم"),
        ("https://example.org/a→b", f"{link('https://example.org/a')}→b"),
        ("https://example.org/a\u200e b", f"{link('https://example.org/a')}\u200e b"),
        ("https://example.org/1914–1918–", f"{link('https://example.org/1914–1918')}–"),
        ("https://example.org–or", f"{link('https://example.org')}–or"),
        ("https://example.org/l’été’", f"{link('https://example.org/l’été')}’"),
        ("https://example.org/col·legi·x", f"{link('https://example.org/col·legi')}·x"),
        ("https://example.org/ダ・ヴィンチ", link("https://example.org/ダ・ヴィンチ")),
        ("https://example.org/हिन्दी", link("https://example.org/हिन्दी")),
        (
            "https://example.org/👩\u200d🚀",
            link("https://example.org/👩%E2%80%8D🚀", "https://example.org/👩\u200d🚀"),
        ),
        (
            "https://example.org/می\u200cروم",
            link("https://example.org/می%E2%80%8Cروم", "https://example.org/می\u200cروم"),
        ),
        (
            "http://a.example http://b.example",
            f"{link('http://a.example')} {link('http://b.example')}",
        ),
    ],
)
def test_urls_in_text_become_links(typed: str, shown: str) -> None:
    assert render_comment(typed) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "http://",
        "http://localhost",
        "www.",
        "xhttp://example.org",
        "someone@www.example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "http://user:secret@example.org/",
        "e.g. this, i.e. that",
    ],
)
def test_other_text_is_not_linked(typed: str) -> None:
    assert render_comment(typed) == f"<p>{typed}</p>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<a href="http://example.org/">x</a>', link("http://example.org/", "x")),
        ("<a href=http://example.org/>x</a>", link("http://example.org/", "x")),
        ("<a href=”http://example.org/”>x</a>", link("http://example.org/", "x")),
        ('<a href="www.example.org">x</a>', link("http://www.example.org", "x")),
        ('<a href="mailto:a@example.org">x</a>', link("mailto:a@example.org", "x")),
        (
            '<a href="http://example.org/">http://other.example/</a>',
            link("http://example.org/", "http://other.example/"),
        ),
        (
            '<a href="http://a.example/">x <a href="http://b.example/">y</a>',
            f"{link('http://a.example/', 'x ')}{link('http://b.example/', 'y')}",
        ),
        ('<a href="http://example.org/a b&quot;c">x</a>', link("http://example.org/ab%22c", "x")),
        ('<a href="/local">x</a>', "x"),
        ('<a href="page.html">x</a>', "x"),
        ('<a href="//example.org/">x</a>', "x"),
        ('<a href="https:/\\example.org">x</a>', "x"),
        ('<a href="java&#09;script:alert(1)">x</a>', "x"),
        ('<a href="">x</a>', "x"),
        ('<a href="http://example.org/"></a>x', "x"),
    ],
)
def test_html_links(typed: str, shown: str) -> None:
    assert render_comment(typed) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            '<img src="http://example.org/i.png" alt="a map">',
            link("http://example.org/i.png", "a map"),
        ),
        ('<img src="http://example.org/i.png">', link("http://example.org/i.png")),
        (
            '<a href="http://example.org/"><img src="http://example.org/i.png" alt="a map"></a>',
            link("http://example.org/", "a map"),
        ),
        ('<img src="x" onerror="y">', '&lt;img src="x" onerror="y"&gt;'),
    ],
)
def test_pictures_become_links(typed: str, shown: str) -> None:
    assert render_comment(typed) == f"<p>{shown}</p>"


def test_long_urls_are_not_shortened() -> None:
    url = "http://example.org/" + "long-" * 100 + "end"

    assert render_comment(url) == f"<p>{link(url)}</p>"


@pytest.mark.parametrize("mark", "！？；：、，。（）】》〉」』｜～〜،؟؛۔।॥›»“”„—―…•·†§¿¡→×€")
def test_punctuation_outside_ascii_ends_a_url(mark: str) -> None:
    url = "https://example.org/a"

    assert render_comment(f"{url}{mark}b") == f"<p>{link(url)}{mark}b</p>"
