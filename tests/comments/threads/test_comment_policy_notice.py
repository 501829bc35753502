"""The form states which comment policy applies and why. The notice is the same for all readers."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from blog.models import Article
from comments.models import Commenter, CommentSettings, Thread
from comments.threads.services.comment_policy import (
    set_cooldown,
    update_comment_policy,
    update_comment_settings,
)
from comments.visitors.services.commenters import get_or_create_user_commenter, set_trust
from tests.comments.editing.own_comments import submit_as_rex
from tests.comments.submission.posting import submit
from tests.people import fill_thread

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


class TestExemptVisitors:
    """People whose comments aren't held don't read that they are."""

    def shows_notice(self, client: Client, path: str = "/2016/12/the-harbour.html") -> bool:
        text = client.get(path).text
        assert 'id="comment-form"' in text
        return "policy-notice" in text

    def test_staff(self, client: Client, thread: Thread, ann: User, mo: User) -> None:
        for user in (ann, mo):
            client.force_login(user)
            assert not self.shows_notice(client)
        fill_thread(thread, 1)
        assert not self.shows_notice(client, "/2016/12/the-harbour/comments/1/reply/")

    def test_a_new_reader_is_told(self, client: Client, thread: Thread, otto: User) -> None:
        client.force_login(otto)
        assert self.shows_notice(client)
        set_trust(commenter=get_or_create_user_commenter(otto), trust=Commenter.Trust.TRUSTED)
        assert not self.shows_notice(client)
        set_trust(commenter=get_or_create_user_commenter(otto), trust=Commenter.Trust.PREMODERATED)
        assert self.shows_notice(client)

    def test_guests(self, client: Client, article: Article, thread: Thread, rex: Commenter) -> None:
        submit_as_rex(client, article)
        assert not self.shows_notice(client)
        other = Client()
        submit(other, article)
        assert self.shows_notice(other)
        assert self.shows_notice(Client())

    def test_an_account_after_a_guest_in_the_same_browser(
        self, client: Client, article: Article, thread: Thread, mo: User
    ) -> None:
        submit(client, article)
        client.force_login(mo)
        assert not self.shows_notice(client)

    def test_moderators_of_the_thread(
        self, client: Client, thread: Thread, ann: User, art: User
    ) -> None:
        thread.policy = CommentPolicy.ALL_MODERATED
        update_comment_policy(thread=thread)
        client.force_login(ann)
        assert not self.shows_notice(client)
        client.force_login(art)
        assert self.shows_notice(client)

    def test_slow_mode_applies_to_all(self, client: Client, thread: Thread, mo: User) -> None:
        thread.slow_minutes = 5
        update_comment_policy(thread=thread)
        client.force_login(mo)
        text = client.get("/2016/12/the-harbour.html").text
        assert 'data-slow-minutes="5"' in text
        assert "New here?" not in text
