import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from blog.links import services
from blog.models import Article, Category, CheckedLink, Page
from blog.pages.services import save_page
from blog.taxonomy.services import save_term
from core.outbound.client import Response
from core.outbound.errors import DestinationRefused, RequestFailed
from tests.people import MakeArticle

BROKEN = "https://gone.example/a?b=1&c=2"
WORKING = "https://here.example/"


class FakeWeb:
    """A fake ``request`` function that records its calls."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], int | Exception] = {}
        self.calls: list[tuple[str, str]] = []

    def request(self, method: str, url: str, **options: object) -> Response:
        self.calls.append((method, url))
        answer = self.pages.get((method, url), self.pages.get(("", url), 200))
        if isinstance(answer, Exception):
            raise answer
        return Response(answer, b"", url)


@pytest.fixture
def fake_web(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> FakeWeb:
    settings.LINK_CHECKS = True
    fake_web = FakeWeb()
    monkeypatch.setattr(services, "send_request", fake_web.request)
    return fake_web


@pytest.fixture
def article_with_links(make_article: MakeArticle) -> Article:
    """An article with a broken, a working, an internal and a mail link."""
    html = (
        f'<p><a href="{BROKEN.replace("&", "&amp;")}">x</a> <a href="{WORKING}">y</a>'
        '<a href="/2016/12/">z</a> <a href="mailto:a@b.example">m</a></p>'
    )
    return make_article(html=html)


def test_it_requires_the_setting(article_with_links: Article) -> None:
    with pytest.raises(CommandError, match="LINK_CHECKS"):
        call_command("check_links")
    assert not CheckedLink.objects.exists()


def test_broken_links_are_listed(
    fake_web: FakeWeb, article_with_links: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    fake_web.pages["", BROKEN] = 404
    call_command("check_links")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{BROKEN}: 404 (/2016/12/the-harbour.html)"
    assert [link.url for link in CheckedLink.objects.broken()] == [BROKEN]
    assert {url for _, url in fake_web.calls} == {BROKEN, WORKING}


@pytest.mark.parametrize(
    ("head", "get", "is_broken"),
    [
        (200, 500, False),
        (404, 200, False),
        (405, 200, False),
        (403, 404, False),
        (404, 404, True),
        (410, 410, True),
        (500, 502, True),
        (429, 429, False),
        (RequestFailed("no answer"), RequestFailed("no answer"), True),
        (RequestFailed("no answer"), 200, False),
        (404, RequestFailed("too large"), True),
        (DestinationRefused("not public"), 200, True),
    ],
)
def test_responses_of_broken_links(
    fake_web: FakeWeb,
    head: int | Exception,
    get: int | Exception,
    is_broken: bool,
) -> None:
    fake_web.pages = {("HEAD", BROKEN): head, ("GET", BROKEN): get}
    assert services.check_external_url(BROKEN)[0] is is_broken


def test_the_next_run_continues_after_the_limit(
    fake_web: FakeWeb, article_with_links: Article
) -> None:
    for _ in range(3):
        call_command("check_links", limit=1, verbosity=0)
    assert len(fake_web.calls) == 2


def test_a_working_link_is_checked_again_after_a_month(
    fake_web: FakeWeb, article_with_links: Article
) -> None:
    services.check_links(limit=9)
    CheckedLink.objects.update(checked_at=timezone.now() - dt.timedelta(days=31))
    fake_web.pages["", WORKING] = 404
    assert [link.url for link in services.check_links(limit=9)] == [WORKING]


def test_a_broken_link_is_checked_again_the_next_day(
    fake_web: FakeWeb, article_with_links: Article
) -> None:
    fake_web.pages["", BROKEN] = 404
    services.check_links(limit=9)
    CheckedLink.objects.update(checked_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    del fake_web.pages["", BROKEN]
    fake_web.calls.clear()
    assert services.check_links(limit=9) == []
    assert fake_web.calls == [("HEAD", BROKEN)]


def test_links_of_pages_are_checked(
    fake_web: FakeWeb, article_with_links: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = "https://gone.example/rules"
    source = f'<a href="{gone}">Rules</a>'
    page = save_page(actor=None, page=Page(title="About", source=source, is_published=True))
    save_page(actor=None, page=Page(title="Later", source='<a href="https://x.example/">x</a>'))
    fake_web.pages["", gone] = 410
    call_command("check_links")
    assert f"{gone}: 410 (/about.html)" in capsys.readouterr().out
    assert [link.content for link in CheckedLink.objects.broken()] == [page]
    assert ("HEAD", "https://x.example/") not in fake_web.calls


@pytest.mark.parametrize(
    ("path", "is_broken"),
    [
        ("/2016/12/the-harbour.html", False),
        ("/2016/12/the-harbour.html?view=threaded#c5", False),
        ("https://harbour.example/2016/12/the-harbour.html", False),
        ("/2016/12/the-harbour/comments/5/", False),
        ("/2016/12/", False),
        ("/archives/", False),
        ("/about.html", False),
        ("/blog/2016/12/the-harbour.html", False),
        ("/category/fog/", False),
        ("/2016/12/no-such.html", True),
        ("/2016/12/draft.html", True),
        ("/2015/01/", True),
        ("/rules.html", True),
        ("/category/no-such/", True),
        ("/files/harbour.zip", True),
        ("https://harbour.example/files/harbour.zip", True),
    ],
)
def test_internal_links_are_checked_without_a_request(
    fake_web: FakeWeb, settings: Settings, make_article: MakeArticle, path: str, is_broken: bool
) -> None:
    settings.SITE_URL = "https://harbour.example"
    make_article()
    make_article("Draft", status=Article.Status.DRAFT)
    save_term(term=Category(name="Fog"))
    save_page(actor=None, page=Page(title="About", is_published=True))
    assert services.check_url(path)[0] is is_broken
    assert fake_web.calls == []


def test_links_to_pictures_are_ignored(fake_web: FakeWeb, make_article: MakeArticle) -> None:
    make_article(html='<a href="/media/pictures/x.jpg">View larger</a>')
    services.check_links(limit=9)
    assert not CheckedLink.objects.exists()


def test_results_of_removed_links_are_deleted(
    fake_web: FakeWeb, article_with_links: Article
) -> None:
    services.check_links(limit=9)
    Article.objects.update(html="<p>Nothing.</p>")
    services.check_links(limit=9)
    assert not CheckedLink.objects.exists()


def test_drafts_are_ignored(fake_web: FakeWeb, article_with_links: Article) -> None:
    Article.objects.update(status=Article.Status.DRAFT)
    assert services.check_links(limit=9) == []
    assert fake_web.calls == []


def test_the_admin_shows_the_results(
    fake_web: FakeWeb, article_with_links: Article, client: Client, ed: User
) -> None:
    fake_web.pages["", BROKEN] = 404
    services.check_links(limit=9)
    client.force_login(ed)
    page = client.get("/admin/blog/checkedlink/").text
    assert "https://gone.example/a?b=1&amp;c=2" in page
    assert (
        f'/admin/blog/article/{article_with_links.pk}/change/" dir="auto">The Harbour</a>' in page
    )
    assert client.get("/admin/blog/checkedlink/add/").status_code == 403


def test_private_addresses_are_not_requested(settings: Settings) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = []
    is_broken, result = services.check_external_url("http://127.0.0.1:1/")
    assert is_broken
    assert result
