"""Comment policy on the article form."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Article
from comments.models import Thread
from comments.threads.services.threads import get_or_create_thread
from moderation.models import Decision
from tests.people import MakeArticle

ADD = reverse("admin:blog_article_add")


def form(thread: Thread | None = None, **policy: Any) -> dict[str, Any]:
    fields = {"policy": "site", "slow_minutes": "", "days_open": "", "late_policy": "", **policy}
    return {
        "title": "Fog",
        "source": "<p>Fog</p>",
        "markup": "html",
        "status": "published",
        "published_at_0": "2016-12-12",
        "published_at_1": "18:00:00",
        "basename": "",
        "thread-TOTAL_FORMS": 1,
        "thread-INITIAL_FORMS": 1 if thread else 0,
        "thread-0-id": thread.pk if thread else "",
        "thread-0-article": thread.article_id if thread else "",
    } | {f"thread-0-{name}": value for name, value in fields.items()}


@pytest.fixture
def as_ann(client: Client, ann: User) -> Client:
    """Client logged in as Ann."""
    client.force_login(ann)
    return client


def test_new_article_with_policy(as_ann: Client, ann: User) -> None:
    as_ann.post(ADD, form(policy="all_moderated", explanation="A touchy matter"))
    assert Article.objects.get().thread.policy == Thread.CommentPolicy.ALL_MODERATED
    decision = Decision.objects.get(action=Decision.Action.CHANGE_POLICY)
    assert (decision.actor, decision.explanation) == (ann, "A touchy matter")


def test_site_default_creates_no_thread(as_ann: Client) -> None:
    as_ann.post(ADD, form())
    assert Article.objects.count() == 1
    assert Thread.objects.count() == 0


def test_author_closes_own_thread(as_ann: Client, ann: User, make_article: MakeArticle) -> None:
    thread = get_or_create_thread(make_article(author=ann))
    change = reverse("admin:blog_article_change", args=[thread.article_id])
    assert 'name="thread-0-slow_minutes"' in as_ann.get(change).text
    as_ann.post(change, form(thread, policy="closed"))
    thread.refresh_from_db()
    assert thread.policy == Thread.CommentPolicy.CLOSED


def test_other_author_has_no_permission(
    as_ann: Client, ed: User, make_article: MakeArticle
) -> None:
    thread = get_or_create_thread(make_article(author=ed))
    change = reverse("admin:blog_article_change", args=[thread.article_id])
    assert as_ann.post(change, form(thread, policy="closed")).status_code == 403
    thread.refresh_from_db()
    assert thread.policy == Thread.CommentPolicy.SITE
