"""The form states which comment policy applies and why. The notice is the same for all readers."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from blog.models import Article
from comments.models import CommentSettings, Thread
from comments.threads.services.comment_policy import (
    set_cooldown,
    update_comment_policy,
    update_comment_settings,
)

CommentPolicy = Thread.CommentPolicy
POLICIES = [
    CommentPolicy.OPEN,
    CommentPolicy.NEW_MODERATED,
    CommentPolicy.ALL_MODERATED,
    CommentPolicy.CLOSED,
]


@pytest.mark.parametrize("policy", POLICIES)
def test_each_policy_has_a_notice(
    client: Client, article: Article, thread: Thread, policy: Thread.CommentPolicy
) -> None:
    thread.policy = policy
    update_comment_policy(thread=thread)
    text = client.get(article.get_absolute_url()).text
    assert f'data-policy="{policy}"' in text
    assert 'data-cause="set"' in text


def test_an_article_without_a_thread_follows_the_site(
    client: Client,
    article: Article,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        update_comment_settings(to=CommentSettings(approvals=3, slow_minutes=5))
    text = client.get(article.get_absolute_url()).text
    assert 'data-approvals="3"' in text
    assert 'data-slow-minutes="5"' in text


def test_a_cooldown_states_its_end(client: Client, article: Article, thread: Thread) -> None:
    until = timezone.now().replace(hour=23, minute=59) + dt.timedelta(days=1)
    set_cooldown(thread=thread, until=until)
    text = client.get(article.get_absolute_url()).text
    assert 'data-cause="cooldown"' in text
    assert "23:59" in text or "11:59" in text


def test_a_stricter_policy_is_announced(client: Client, article: Article, thread: Thread) -> None:
    age = timezone.now() - article.published_at
    thread.days_open, thread.late_policy = age.days + 30, CommentPolicy.ALL_MODERATED
    update_comment_policy(thread=thread)
    text = client.get(article.get_absolute_url()).text
    assert f'data-upcoming-policy="{CommentPolicy.ALL_MODERATED}"' in text


def test_all_readers_get_the_same_bytes(client: Client, article: Article, thread: Thread) -> None:
    thread.slow_minutes, thread.policy = 10, CommentPolicy.ALL_MODERATED
    update_comment_policy(thread=thread)
    one = client.get(article.get_absolute_url())
    other = Client().get(article.get_absolute_url(), REMOTE_ADDR="192.0.2.9")
    assert one.content == other.content
    assert "public" in one["Cache-Control"]


def test_a_new_site_policy_changes_the_page(
    client: Client,
    article: Article,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    etag = client.get(article.get_absolute_url())["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        update_comment_settings(to=CommentSettings(policy=CommentPolicy.CLOSED))
    page = client.get(article.get_absolute_url(), headers={"If-None-Match": etag})
    assert page.status_code == 200
    assert 'id="comment-form"' not in page.text
    # Other processes read the settings again within a minute.
    cache.clear()
    assert 'id="comment-form"' not in client.get(article.get_absolute_url()).text
