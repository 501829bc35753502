"""Cached pages are rendered again when anything they show has changed."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from accounts.services import set_display_name
from blog.models import Article
from comments.models import Thread
from comments.rendering.recommendation_slices import SLICE_SECONDS
from tests.people import fill_thread

PAGE = "/2016/12/the-harbour.html"
SINCE = "/2016/12/the-harbour/comments/since/0/"
BEST = f"{PAGE}?order=recommended"

AVATAR = 'class="avatar"'
COUNT = 'class="recommended" data-count="{}"'


@pytest.fixture(autouse=True)
def recommended(thread: Thread) -> None:
    """Three comments; seven readers recommend the second one."""
    fill_thread(thread, 3)
    recommend(thread, 7)


def recommend(thread: Thread, count: int) -> None:
    """Set the number of recommendations of the second comment."""
    thread.comments.filter(number=2).update(recommend_count=count)
    Thread.objects.filter(pk=thread.pk).update(recommended_at=timezone.now())


@pytest.mark.parametrize("path", [PAGE, SINCE])
def test_turning_recommendations_off_hides_counts(
    client: Client, settings: Settings, path: str
) -> None:
    assert COUNT.format(7) in client.get(path).text
    settings.COMMENT_RECOMMENDATIONS = False
    assert "data-count" not in client.get(path).text


@pytest.mark.parametrize("path", [PAGE, SINCE, BEST])
def test_a_new_count_appears_after_its_slice(client: Client, thread: Thread, path: str) -> None:
    assert COUNT.format(7) in client.get(path).text
    recommend(thread, 8)
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=2 * SLICE_SECONDS)):
        assert COUNT.format(8) in client.get(path).text


@pytest.mark.parametrize("path", [PAGE, SINCE, BEST])
def test_turning_avatars_off_hides_them(client: Client, settings: Settings, path: str) -> None:
    assert AVATAR in client.get(path).text
    settings.COMMENT_AVATARS = False
    assert AVATAR not in client.get(path).text


def test_a_renamed_author_changes_the_structured_data(client: Client, ann: User) -> None:
    assert '"name": "Ann"' in client.get(PAGE).text
    set_display_name(user=ann, name="Annabel")
    text = client.get(PAGE).text
    assert '"name": "Annabel"' in text
    assert '"name": "Ann"' not in text


@pytest.mark.parametrize(("field", "name"), [("title", "headline"), ("excerpt", "description")])
def test_title_and_description_change_the_structured_data(
    client: Client, article: Article, field: str, name: str
) -> None:
    client.get(PAGE)
    Article.objects.filter(pk=article.pk).update(**{field: "Quays"})
    assert f'"{name}": "Quays"' in client.get(PAGE).text


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}?view=threaded"])
def test_a_new_site_url_renders_pages_again(client: Client, settings: Settings, path: str) -> None:
    permalink = "/2016/12/the-harbour/comments/2/"
    assert f'"@id": "{settings.SITE_URL}{permalink}' in client.get(path).text
    settings.SITE_URL = "https://moved.example"
    text = client.get(path).text
    assert f'"@id": "https://moved.example{permalink}' in text
