"""What editors set about the site, and where readers see it."""

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
    """Ed's browser, with the row that the form changes."""
    SiteSettings.objects.create(pk=1)
    client.force_login(ed)
    return client


def errors(client: Client, **data: str) -> dict[str, list[str]]:
    """Send the form and return what it finds wrong."""
    response = client.post(FORM, NO_LINKS | data)
    form = response.context["adminform"].form if response.status_code == 200 else None
    return {name: list(found) for name, found in form.errors.items()} if form else {}


def test_an_author_sets_nothing(client: Client, ann: User) -> None:
    SiteSettings.objects.create(pk=1)
    client.force_login(ann)
    assert client.post(FORM, {"title": "Mine", **NO_LINKS}).status_code == 403


def test_a_colour_that_is_not_read_is_refused_with_one_that_is(as_ed: Client) -> None:
    (found,) = errors(as_ed, accent="#ffcc00")["accent"]
    assert "needs 4.5" in found
    better = found.partition("try ")[2].rstrip(".")
    assert errors(as_ed, accent=better) == {}


@pytest.mark.parametrize("colour", ["red", "#fff", "#97291b;}body{display:none"])
def test_what_is_no_colour_is_refused(as_ed: Client, colour: str) -> None:
    assert "accent" in errors(as_ed, accent=colour)


def test_a_dark_colour_alone_is_refused(as_ed: Client) -> None:
    assert errors(as_ed, accent_dark="#e9957f") == {"accent": ["Choose this one too."]}


def test_the_colours_are_a_style_sheet_of_their_own(as_ed: Client) -> None:
    assert errors(as_ed, accent="#005A9C") == {}
    page = as_ed.get("/").text
    version = get_current_site().colors_version
    assert f"/colors.css?v={version}" in page
    sheet = as_ed.get(f"/colors.css?v={version}")
    assert "--accent: #005a9c" in sheet.text
    assert "immutable" in sheet["Cache-Control"]


def test_without_colours_there_is_no_such_style_sheet(client: Client, db: None) -> None:
    assert "colors.css" not in client.get("/").text
    assert client.get("/colors.css").status_code == 404


def test_links_stand_on_every_page(as_ed: Client) -> None:
    data = {
        "title": "Ships",
        "links-TOTAL_FORMS": "2",
        "links-INITIAL_FORMS": "0",
        "links-0-place": "menu",
        "links-0-label": "Tides",
        "links-0-url": "/tides.html",
        "links-0-position": "0",
        "links-0-settings": "1",
        "links-1-place": "blogroll",
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


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "tides", "ftp://x"])
def test_an_address_that_leads_nowhere_good_is_refused(as_ed: Client, address: str) -> None:
    data = {
        "links-TOTAL_FORMS": "1",
        "links-INITIAL_FORMS": "0",
        "links-0-settings": "1",
        "links-0-place": "menu",
        "links-0-label": "Tides",
        "links-0-url": address,
    }
    assert as_ed.post(FORM, data).status_code == 200
    assert not SiteLink.objects.exists()


def test_the_policy_stands_at_the_form(as_ed: Client, article: Article) -> None:
    assert errors(as_ed, comment_policy="Be kind. <script>alert(1)</script>") == {}
    page = as_ed.get(article.get_absolute_url()).text
    assert '<div class="policy" dir="auto"><p>Be kind.' in page
    assert "<script>alert" not in page


def test_the_zone_counts_for_the_month_and_the_day(as_ed: Client, ed: User) -> None:
    assert errors(as_ed, time_zone="Asia/Tokyo") == {}
    late = dt.datetime(2024, 1, 31, 20, 0, tzinfo=dt.UTC)
    article = save_article(
        actor=ed, article=Article(title="Dawn", published_at=late, status="published", author=ed)
    )
    assert article.address == (2024, 2, "dawn")
    assert "February 1, 2024" in as_ed.get(article.get_absolute_url()).text


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd"])
def test_a_zone_that_is_nowhere_is_refused(as_ed: Client, zone: str) -> None:
    assert "time_zone" in errors(as_ed, time_zone=zone)


@pytest.mark.parametrize(
    ("asked", "answered"), [("", "de"), ("xx", "de"), ("ar", "ar"), ("en;q=0.5", "en")]
)
def test_the_sites_language_stands_in_where_none_is_asked_for(
    as_ed: Client, asked: str, answered: str
) -> None:
    assert errors(as_ed, language="de") == {}
    response = Client().get("/", headers={"accept-language": asked})
    assert response["Content-Language"] == answered


def test_feeds_are_in_the_sites_language(as_ed: Client) -> None:
    assert errors(as_ed, language="de") == {}
    assert 'xml:lang="de"' in Client().get("/atom.xml", headers={"accept-language": "ar"}).text


def test_each_field_of_a_link_has_a_name(as_ed: Client) -> None:
    SiteLink.objects.create(place="menu", label="Tides", address="/tides.html")
    page = as_ed.get(FORM).text
    for name, label in (("place", "Place"), ("address", "Address"), ("DELETE", "Delete")):
        field = re.search(rf'<\w+[^>]*name="links-0-{name}"[^>]*>', page)
        assert field is not None
        assert f'aria-label="{label}"' in field[0]
