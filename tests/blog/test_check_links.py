"""Dead links are listed when somebody asks, within bounds, and no host is called otherwise."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from blog.models import Article, Category, CheckedLink, Page
from blog.services import links, name_label, save_page
from core.outbound.client import Response
from core.outbound.errors import DestinationRefused, RequestFailed
from tests.people import MakeArticle

DEAD = "https://gone.example/a?b=1&c=2"
ALIVE = "https://here.example/"


class Web:
    """A web of a few pages that notes what is asked of it."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], int | Exception] = {}
        self.asked: list[tuple[str, str]] = []

    def request(self, method: str, url: str, **options: object) -> Response:
        self.asked.append((method, url))
        answer = self.pages.get((method, url), self.pages.get(("", url), 200))
        if isinstance(answer, Exception):
            raise answer
        return Response(answer, b"", url)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Web:
    """A web, and a site that may call it."""
    settings.LINK_CHECKS = True
    web = Web()
    monkeypatch.setattr(links, "send_request", web.request)
    return web


@pytest.fixture
def linking(make_article: MakeArticle) -> Article:
    """An article with a link that is dead, one that isn't, and some that are not elsewhere."""
    html = (
        f'<p><a href="{DEAD.replace("&", "&amp;")}">x</a> <a href="{ALIVE}">y</a>'
        '<a href="/2016/12/">z</a> <a href="mailto:a@b.example">m</a></p>'
    )
    return make_article(html=html)


def test_without_leave_nobody_is_called(linking: Article) -> None:
    with pytest.raises(CommandError, match="LINK_CHECKS"):
        call_command("check_links")
    assert not CheckedLink.objects.exists()


def test_dead_links_are_listed(
    web: Web, linking: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    web.pages["", DEAD] = 404
    call_command("check_links")
    assert capsys.readouterr().out.splitlines() == [
        f"{DEAD}: 404 (/2016/12/the-harbour.html)",
        "1 dead links found.",
    ]
    assert [one.address for one in CheckedLink.objects.dead()] == [DEAD]
    assert {url for _, url in web.asked} == {DEAD, ALIVE}


@pytest.mark.parametrize(
    ("head", "get", "is_dead"),
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
def test_what_is_dead(
    web: Web,
    head: int | Exception,
    get: int | Exception,
    is_dead: bool,
) -> None:
    web.pages = {("HEAD", DEAD): head, ("GET", DEAD): get}
    assert links.try_link(DEAD)[0] is is_dead


def test_a_run_is_bounded_and_the_next_one_goes_on(web: Web, linking: Article) -> None:
    for _ in range(3):
        call_command("check_links", most=1, verbosity=0)
    assert len(web.asked) == 2


def test_after_a_month_a_link_is_tried_again(web: Web, linking: Article) -> None:
    links.check_links(most=9)
    CheckedLink.objects.update(checked_at=timezone.now() - dt.timedelta(days=31))
    web.pages["", ALIVE] = 404
    assert [one.address for one in links.check_links(most=9)] == [ALIVE]


def test_what_was_dead_is_tried_again_the_next_day(web: Web, linking: Article) -> None:
    web.pages["", DEAD] = 404
    links.check_links(most=9)
    CheckedLink.objects.update(checked_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    del web.pages["", DEAD]
    web.asked.clear()
    assert links.check_links(most=9) == []
    assert web.asked == [("HEAD", DEAD)]


def test_links_of_pages_are_tried_too(
    web: Web, linking: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = "https://gone.example/rules"
    source = f'<a href="{gone}">Rules</a>'
    page = save_page(actor=None, page=Page(title="About", source=source, is_published=True))
    save_page(actor=None, page=Page(title="Later", source='<a href="https://x.example/">x</a>'))
    web.pages["", gone] = 410
    call_command("check_links")
    assert f"{gone}: 410 (/about.html)" in capsys.readouterr().out
    assert [one.written for one in CheckedLink.objects.dead()] == [page]
    assert ("HEAD", "https://x.example/") not in web.asked


@pytest.mark.parametrize(
    ("path", "is_dead"),
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
def test_links_within_the_site_are_looked_up_without_a_call(
    web: Web, settings: Settings, make_article: MakeArticle, path: str, is_dead: bool
) -> None:
    settings.SITE_URL = "https://harbour.example"
    make_article()
    make_article("Draft", status=Article.Status.DRAFT)
    name_label(label=Category(name="Fog"))
    save_page(actor=None, page=Page(title="About", is_published=True))
    assert links.try_address(path)[0] is is_dead
    assert web.asked == []


def test_whole_pictures_are_left_to_their_own_command(web: Web, make_article: MakeArticle) -> None:
    make_article(html='<a href="/media/pictures/x.jpg">bigger</a>')
    links.check_links(most=9)
    assert not CheckedLink.objects.exists()


def test_a_link_that_is_gone_is_forgotten(web: Web, linking: Article) -> None:
    links.check_links(most=9)
    Article.objects.update(html="<p>Nothing.</p>")
    links.check_links(most=9)
    assert not CheckedLink.objects.exists()


def test_drafts_are_left_alone(web: Web, linking: Article) -> None:
    Article.objects.update(status=Article.Status.DRAFT)
    assert links.check_links(most=9) == []
    assert web.asked == []


def test_the_admin_shows_what_came_back(
    web: Web, linking: Article, client: Client, ed: User
) -> None:
    web.pages["", DEAD] = 404
    links.check_links(most=9)
    client.force_login(ed)
    page = client.get("/admin/blog/checkedlink/").text
    assert "https://gone.example/a?b=1&amp;c=2" in page
    assert f'/admin/blog/article/{linking.pk}/change/" dir="auto">The Harbour</a>' in page
    assert client.get("/admin/blog/checkedlink/add/").status_code == 403


def test_the_site_goes_to_no_private_address(settings: Settings) -> None:
    settings.OUTBOUND_PRIVATE_HOSTS = []
    is_dead, result = links.try_link("http://127.0.0.1:1/")
    assert is_dead
    assert result
