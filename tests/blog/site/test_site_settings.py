import datetime as dt
import re

import pytest
from django.test import Client

from accounts.models import User
from blog.articles.services import save_article
from blog.models import Article, SiteLink, SiteSettings
from blog.site.current import get_current_site
from tests.blog.taxonomy.test_admin import NO_LINKS

FORM = "/admin/blog/sitesettings/1/change/"


@pytest.fixture
def as_ed(client: Client, ed: User) -> Client:
    SiteSettings.objects.create(pk=1)
    client.force_login(ed)
    return client


def submit(client: Client, **data: str) -> dict[str, list[str]]:
    """Submit the form and return its errors by field."""
    response = client.post(FORM, NO_LINKS | data)
    form = response.context["adminform"].form if response.status_code == 200 else None
    return {name: list(messages) for name, messages in form.errors.items()} if form else {}


def test_an_author_cannot_change_settings(client: Client, ann: User) -> None:
    SiteSettings.objects.create(pk=1)
    client.force_login(ann)
    assert client.post(FORM, {"title": "Mine", **NO_LINKS}).status_code == 403


def test_low_contrast_is_rejected_with_a_suggestion(as_ed: Client) -> None:
    (message,) = submit(as_ed, accent="#ffcc00")["accent"]
    (suggestion,) = re.findall(r"#[0-9a-f]{6}", message)
    assert submit(as_ed, accent=suggestion) == {}


@pytest.mark.parametrize("color", ["red", "#fff", "#97291b;}body{display:none"])
def test_invalid_colors_are_rejected(as_ed: Client, color: str) -> None:
    assert "accent" in submit(as_ed, accent=color)


def test_a_dark_color_requires_an_accent_color(as_ed: Client) -> None:
    assert submit(as_ed, accent_dark="#e9957f").keys() == {"accent"}


def test_colors_have_their_own_style_sheet(as_ed: Client) -> None:
    assert submit(as_ed, accent="#005A9C") == {}
    page = as_ed.get("/").text
    version = get_current_site().colors_version
    assert f"/colors.css?v={version}" in page
    style_sheet = as_ed.get(f"/colors.css?v={version}")
    assert "--accent: #005a9c" in style_sheet.text
    assert "immutable" in style_sheet["Cache-Control"]


def test_the_default_colors_need_no_style_sheet(client: Client, db: None) -> None:
    assert "colors.css" not in client.get("/").text
    assert client.get("/colors.css").status_code == 404


def test_links_are_on_every_page(as_ed: Client) -> None:
    data = {
        "title": "Ships",
        "links-TOTAL_FORMS": "2",
        "links-INITIAL_FORMS": "0",
        "links-0-location": "menu",
        "links-0-label": "Tides",
        "links-0-url": "/tides.html",
        "links-0-position": "0",
        "links-0-settings": "1",
        "links-1-location": "blogroll",
        "links-1-label": "Kate",
        "links-1-position": "0",
        "links-1-url": "https://kate.example/",
        "links-1-settings": "1",
    }
    assert as_ed.post(FORM, data).status_code == 302
    page = as_ed.get("/archives/").text
    assert 'href="/tides.html"' in page
    assert 'href="https://kate.example/"' in page
    assert page.index("Tides") < page.index("<main")
    assert page.index("Kate") > page.index("</main")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "tides", "ftp://x"])
def test_invalid_link_urls_are_rejected(as_ed: Client, url: str) -> None:
    data = {
        "links-TOTAL_FORMS": "1",
        "links-INITIAL_FORMS": "0",
        "links-0-settings": "1",
        "links-0-location": "menu",
        "links-0-label": "Tides",
        "links-0-url": url,
    }
    assert as_ed.post(FORM, data).status_code == 200
    assert not SiteLink.objects.exists()


def test_the_comment_rules_are_at_the_form(as_ed: Client, article: Article) -> None:
    assert submit(as_ed, comment_rules="Be kind. <script>alert(1)</script>") == {}
    page = as_ed.get(article.get_absolute_url()).text
    assert '<div class="comment-rules" dir="auto"><p>Be kind.' in page
    assert "<script>alert" not in page


def test_the_time_zone_determines_month_and_day(as_ed: Client, ed: User) -> None:
    assert submit(as_ed, time_zone="Asia/Tokyo") == {}
    late = dt.datetime(2024, 1, 31, 20, 0, tzinfo=dt.UTC)
    article = save_article(
        actor=ed, article=Article(title="Dawn", published_at=late, status="published", author=ed)
    )
    assert article.url_args == (2024, 2, "dawn")
    assert "February 1, 2024" in as_ed.get(article.get_absolute_url()).text


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd"])
def test_invalid_time_zones_are_rejected(as_ed: Client, zone: str) -> None:
    assert "time_zone" in submit(as_ed, time_zone=zone)


@pytest.mark.parametrize(
    ("requested", "expected"), [("", "de"), ("xx", "de"), ("ar", "ar"), ("en;q=0.5", "en")]
)
def test_the_sites_language_is_the_fallback(as_ed: Client, requested: str, expected: str) -> None:
    assert submit(as_ed, language="de") == {}
    response = Client().get("/", headers={"accept-language": requested})
    assert response["Content-Language"] == expected


def test_feeds_are_in_the_sites_language(as_ed: Client) -> None:
    assert submit(as_ed, language="de") == {}
    assert 'xml:lang="de"' in Client().get("/atom.xml", headers={"accept-language": "ar"}).text


def test_all_link_fields_are_labeled(as_ed: Client) -> None:
    SiteLink.objects.create(location="menu", label="Tides", url="/tides.html")
    page = as_ed.get(FORM).text
    for name in ("location", "url", "DELETE"):
        field = re.search(rf'<\w+[^>]*name="links-0-{name}"[^>]*>', page)
        assert field is not None
        assert re.search('aria-label="[^"]+"', field[0])
