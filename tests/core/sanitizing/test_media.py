"""Pictures on this site get responsive markup, and embedded players become links."""

import pytest

from core.sanitizing.articles import clean_article
from core.sanitizing.media import KnownPicture, KnownPictures
from core.sanitizing.policy import PICTURE_SIZES
from tests.core.sanitizing.html_checks import ARTICLE, find_violations

SHIP = "/media/pictures/ship.jpg"
WIDE = KnownPicture(
    1200,
    600,
    alt="A ship",
    srcset="/media/pictures/ship-400.jpg 400w, /media/pictures/ship-800.jpg 800w",
    sources=(("image/avif", "/media/pictures/ship-400.avif 400w"),),
)
SET = f'srcset="{WIDE.srcset}" sizes="{PICTURE_SIZES}"'
AVIF = (
    f'<source type="image/avif" srcset="/media/pictures/ship-400.avif 400w"'
    f' sizes="{PICTURE_SIZES}">'
)

ARTICLE_WITH_SRCSET = ARTICLE | {
    "picture": set(),
    "source": {"type", "srcset", "sizes"},
    "img": ARTICLE["img"] | {"srcset", "sizes"},
}


def clean(source: str, known: KnownPicture = WIDE) -> str:
    return clean_article(source, pictures=KnownPictures({SHIP: known})).html


def test_a_known_picture_has_all_widths_and_a_link_to_the_full_size() -> None:
    assert clean(f'<img src="{SHIP}">') == (
        f'<p><a href="{SHIP}"><picture>{AVIF}<img src="{SHIP}" {SET} alt="A ship"'
        ' width="1200" height="600"></picture></a></p>'
    )


def test_an_existing_link_is_preserved() -> None:
    html = clean(f'<p><a href="/ships/"><img src="{SHIP}" alt="Ahoy"></a></p>')
    assert html.count("<a ") == 1
    assert '<a href="/ships/"><picture>' in html


@pytest.mark.parametrize(
    ("source", "known"),
    [
        (f'<img src="{SHIP}" alt="">', WIDE),  # no text for the link
        (f'<img src="{SHIP}" alt="Ahoy">', KnownPicture(600, 300)),  # no larger version
    ],
)
def test_pictures_without_need_for_a_link_have_none(source: str, known: KnownPicture) -> None:
    assert "<a " not in clean(source, known)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("", 'width="1200" height="600"'),
        ('width="300"', 'width="300" height="150"'),
        ('height="300"', 'width="600" height="300"'),
        ('width="300" height="300"', 'width="300" height="300"'),
        ('width="100%" height="auto"', 'width="1200" height="600"'),
        ('width="0" height="x"', 'width="1200" height="600"'),
    ],
)
def test_the_size_is_completed_in_proportion(attributes: str, size: str) -> None:
    assert size in clean(f'<img src="{SHIP}" {attributes}>')


def test_a_small_picture_has_its_own_width_as_sizes() -> None:
    assert 'sizes="300px"' in clean(f'<img src="{SHIP}" width="300">')


def test_only_the_first_picture_is_loaded_eagerly() -> None:
    first, *others = clean(f'<img src="{SHIP}">' * 3).split("</picture>")[:3]
    assert "lazy" not in first
    assert all('loading="lazy"' in other for other in others)


@pytest.mark.parametrize(
    "source",
    [
        '<img src="/media/a.png" srcset="/media/b.png 2x" sizes="9px">',
        '<picture><source srcset="/media/b.png 400w"><img src="/media/a.png"></picture>',
        '<picture><source srcset="https://spy.example/b.png 400w"></picture>',
        '<img src="/media/a.png" srcset="https://spy.example/b.png 400w">',
    ],
)
def test_srcset_in_the_source_is_removed(source: str) -> None:
    html = clean(source)
    assert "srcset" not in html
    assert "<source" not in html


@pytest.mark.parametrize(
    "srcset",
    [
        "https://spy.example/a.png 400w",
        "//spy.example/a.png 400w",
        "/a.png 400w, https://spy.example/a.png 800w",
        "/\\spy.example/a.png 400w",
        "/a.png",
    ],
)
def test_srcset_never_leads_to_another_site(srcset: str) -> None:
    known = KnownPicture(900, 300, srcset=srcset, sources=(("image/avif", srcset),))
    assert "srcset" not in clean(f'<img src="{SHIP}">', known)


def test_cleaning_twice_changes_nothing() -> None:
    once = clean(f'<figure><img src="{SHIP}"><figcaption>Ahoy</figcaption></figure>')
    assert clean(once) == once
    assert not find_violations(once, ARTICLE_WITH_SRCSET, local=True)


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (
            '<iframe src="//www.youtube.com/embed/DpoqUrG0_Wk?x=1"></iframe>',
            "https://www.youtube.com/watch?v=DpoqUrG0_Wk",
        ),
        (
            '<iframe src="https://player.vimeo.com/video/12345?h=1"></iframe>',
            "https://vimeo.com/12345",
        ),
        (
            """<object><param name="movie" value="http://www.youtube.com/v/DpoqUrG0_Wk&hl=en">
            <embed src="http://www.youtube.com/v/DpoqUrG0_Wk&hl=en"></embed></object>""",
            "https://www.youtube.com/watch?v=DpoqUrG0_Wk",
        ),
        ('<embed src="http://example.org/a.swf">', "http://example.org/a.swf"),
        (
            '<video><source src="http://example.org/a.mp4">No video</video>',
            "http://example.org/a.mp4",
        ),
    ],
)
def test_embedded_players_become_links(source: str, address: str) -> None:
    article = clean_article(source)

    assert article.html == f'<p><a href="{address}">{address}</a></p>'
    assert article.changes == ("1 embedded page replaced by a link",)


def test_embedded_pages_without_a_url_are_reported() -> None:
    assert clean_article("<iframe></iframe>").changes == ("1 embedded page without a URL removed",)
