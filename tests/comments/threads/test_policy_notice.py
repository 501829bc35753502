"""The reader sees at the form which policy applies, and why; everybody sees the same."""

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
    update_comment_settings,
    update_policy,
)

CommentPolicy = Thread.CommentPolicy


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (CommentPolicy.OPEN, "Comments appear at once."),
        (CommentPolicy.NEW_MODERATED, "The first comment of everybody who is new here is read"),
        (CommentPolicy.ALL_MODERATED, "A moderator reads every comment on this article"),
        (CommentPolicy.CLOSED, "The comments on this article are closed."),
    ],
)
def test_each_mode_has_its_words(
    client: Client, article: Article, thread: Thread, policy: Thread.CommentPolicy, words: str
) -> None:
    thread.policy = policy
    update_policy(thread=thread)
    assert words in client.get(article.get_absolute_url()).text


def test_an_article_that_nobody_wrote_under_follows_the_site(
    client: Client,
    article: Article,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        update_comment_settings(to=CommentSettings(approvals=3, slow_minutes=5))
    text = client.get(article.get_absolute_url()).text
    assert "The first 3 comments of everybody who is new here" in text
    assert "one comment in 5 minutes" in text


def test_a_cool_down_says_until_when(client: Client, article: Article, thread: Thread) -> None:
    until = timezone.now().replace(hour=23, minute=59) + dt.timedelta(days=1)
    set_cooldown(thread=thread, until=until)
    text = client.get(article.get_absolute_url()).text
    assert "reported or removed one after another" in text
    assert "23:59 utc" in text


def test_holding_is_announced(client: Client, article: Article, thread: Thread) -> None:
    age = timezone.now() - article.published_at
    thread.days_open, thread.late_policy = age.days + 30, "held"
    update_policy(thread=thread)
    text = client.get(article.get_absolute_url()).text
    assert "on a moderator reads every comment before it appears" in text


def test_everybody_sees_the_same_bytes(client: Client, article: Article, thread: Thread) -> None:
    thread.slow_minutes, thread.policy = 10, CommentPolicy.ALL_MODERATED
    update_policy(thread=thread)
    mine = client.get(article.get_absolute_url())
    other = Client().get(article.get_absolute_url(), REMOTE_ADDR="192.0.2.9")
    assert mine.content == other.content
    assert "public" in mine["Cache-Control"]


def test_another_mode_of_the_site_is_another_page(
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
    # Other processes read it again within a minute.
    cache.clear()
    assert 'id="comment-form"' not in client.get(article.get_absolute_url()).text
