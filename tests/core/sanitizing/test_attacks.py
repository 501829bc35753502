"""Attacks are rendered harmless, checked with an independent parser."""

import json

import pytest
from hypothesis import given

from core.sanitizing.articles import Markup, clean_article
from core.sanitizing.comments import render_comment
from tests.core.sanitizing.html_checks import ARTICLE, COMMENT, find_violations, markup_like
from tests.corpora import corpus

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='//evil.example/x'>x</a>",
    "<a href='/\\evil.example'>x</a>",
    "<a href='http://good.example\\@evil.example'>x</a>",
    "<a href='http://user:secret@evil.example/'>x</a>",
    "<a href='http://example.org/\" onclick=\"alert(1)'>x</a>",
    "<p style='background:url(javascript:alert(1))' onclick=alert(1)>x</p>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x&gt;'",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><input name=body><button formaction=javascript:alert(1)>x",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<span id='comment-form'></span><a name=c101>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "<b <script>alert(1)</script>>",
    'http://example.org/"onmouseover=alert(1)//',
    "<pre><code></pre><img src=x onerror=alert(1)>",
    "<textarea></textarea><title><img src=x onerror=alert(1)></title>",
]
CORPORA = [
    "bleach-data",
    "bleach-strings",
    "event-handlers",
    "html5lib-sanitizer",
    "owasp-filter-evasion",
    "payloadsallthethings",
]


def assert_harmless(source: str) -> None:
    assert not find_violations(render_comment(source), COMMENT, local=False)
    for markup in Markup:
        assert not find_violations(clean_article(source, markup=markup).html, ARTICLE, local=True)


@pytest.mark.parametrize("attack", ATTACKS)
def test_known_attacks_are_harmless(attack: str) -> None:
    assert_harmless(attack)
    assert_harmless(f"text <b>bold {attack} text</b>")


@given(markup_like)
def test_invalid_markup_is_harmless(source: str) -> None:
    assert_harmless(source)


@pytest.mark.slow
@pytest.mark.parametrize("name", CORPORA)
def test_collected_attacks_are_harmless(name: str) -> None:
    for attack in read_attacks(name):
        assert not find_violations(render_comment(attack), COMMENT, local=False), attack
        assert not find_violations(clean_article(attack).html, ARTICLE, local=True), attack


def read_attacks(name: str) -> list[str]:
    """Read a collection. Names of event handlers become attributes of an element."""
    entries = json.loads(corpus(f"xss/{name}.json").read_text(encoding="utf-8"))
    if name == "event-handlers":
        return [f'<b {handler}="alert(1)" class=x>x</b>' for handler in entries]
    return [
        entry if isinstance(entry, str) else entry.get("payload", entry.get("input", ""))
        for entry in entries
    ]


def test_pictures_with_dangerous_schemes_are_removed() -> None:
    html = clean_article("<img src='javascript:alert(1)'><img src='data:text/html,x'>").html

    assert html == ""
