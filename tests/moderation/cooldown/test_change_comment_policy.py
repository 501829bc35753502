"""Changing a thread's comment policy: permissions, log and admin pages."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import User
from comments.models import CommentSettings, Thread
from comments.threads.services.comment_policy import set_cooldown
from moderation.cooldown.services import change_comment_policy
from moderation.models import Decision
from moderation.policies import can_change_comment_policy
from tests.people import MakeArticle

CommentPolicy = Thread.CommentPolicy
MAY_CHANGE = {"ann": True, "mo": True, "ed": True, "otto": False}


def get_url(thread: Thread) -> str:
    return f"/admin/comments/thread/{thread.pk}/change/"


@pytest.mark.parametrize("username", MAY_CHANGE)
def test_moderators_and_the_author_have_permission(
    request: pytest.FixtureRequest, thread: Thread, username: str
) -> None:
    assert not can_change_comment_policy(AnonymousUser(), thread)
    user = User.objects.get(pk=request.getfixturevalue(username).pk)
    assert can_change_comment_policy(user, thread) == MAY_CHANGE[username]
    thread.policy = CommentPolicy.CLOSED
    if MAY_CHANGE[username]:
        change_comment_policy(moderator=user, thread=thread)
    else:
        with pytest.raises(PermissionDenied):
            change_comment_policy(moderator=user, thread=thread)
    thread.refresh_from_db()
    assert (thread.policy == CommentPolicy.CLOSED) == MAY_CHANGE[username]


def test_other_authors_have_no_permission(ann: User, ed: User, make_article: MakeArticle) -> None:
    other_thread = Thread.objects.create(article=make_article("The Lighthouse", author=ed))
    assert not can_change_comment_policy(ann, other_thread)


def test_change_is_logged(thread: Thread, mo: User) -> None:
    thread.policy, thread.slow_minutes = CommentPolicy.ALL_MODERATED, 15
    decision = change_comment_policy(moderator=mo, thread=thread, explanation="They shout.")
    assert decision is not None
    assert (decision.action, decision.thread, decision.actor) == ("change_policy", thread, mo)
    assert (decision.before, decision.after) == ("site", "all_moderated")
    assert decision.explanation == "They shout."
    assert decision.evidence["changes"]["slow_minutes"] == 15
    assert decision.evidence["previous"]["slow_minutes"] is None


def test_nothing_is_logged_without_change(thread: Thread, mo: User) -> None:
    version = thread.version
    assert change_comment_policy(moderator=mo, thread=thread) is None
    thread.refresh_from_db()
    assert thread.version == version
    assert not Decision.objects.exists()


def test_change_ends_the_cooldown(thread: Thread, mo: User) -> None:
    set_cooldown(thread=thread, until=timezone.now() + dt.timedelta(hours=1))
    decision = change_comment_policy(moderator=mo, thread=thread)
    assert decision is not None
    assert decision.evidence["previous_cooldown"]
    thread.refresh_from_db()
    assert thread.cooldown_until is None


class TestAdmin:
    @pytest.mark.parametrize("username", ["ann", "mo", "ed"])
    def test_changes_policy(
        self, request: pytest.FixtureRequest, client: Client, thread: Thread, username: str
    ) -> None:
        user = request.getfixturevalue(username)
        client.force_login(user)
        assert client.get(get_url(thread)).status_code == 200
        data = {"policy": "closed", "explanation": "Enough said.", "last_number": "7"}
        assert client.post(get_url(thread), data).status_code == 302
        thread.refresh_from_db()
        assert (thread.policy, thread.version, thread.last_number) == (CommentPolicy.CLOSED, 1, 0)
        decision = Decision.objects.get()
        assert (decision.actor, decision.explanation) == (user, "Enough said.")

    def test_authors_see_only_their_own_threads(
        self, client: Client, thread: Thread, ann: User, ed: User, make_article: MakeArticle
    ) -> None:
        other_thread = Thread.objects.create(article=make_article("The Lighthouse", author=ed))
        client.force_login(ann)
        page = client.get("/admin/comments/thread/").text
        assert "The Harbour" in page
        assert "The Lighthouse" not in page
        client.post(get_url(other_thread), {"policy": "closed"})
        other_thread.refresh_from_db()
        assert other_thread.policy == CommentPolicy.SITE

    def test_others_have_no_access(self, client: Client, thread: Thread, otto: User) -> None:
        client.force_login(otto)
        assert client.post(get_url(thread), {"policy": "closed"}).status_code in {302, 403, 404}
        thread.refresh_from_db()
        assert thread.policy == CommentPolicy.SITE

    def test_policy_can_be_set_before_the_first_comment(
        self, client: Client, mo: User, make_article: MakeArticle
    ) -> None:
        article = make_article("The Lighthouse")
        client.force_login(mo)
        assert "The Lighthouse" in client.get("/admin/comments/thread/add/").text
        data = {"article": article.pk, "policy": "all_moderated", "slow_minutes": "5"}
        assert client.post("/admin/comments/thread/add/", data).status_code == 302
        thread = Thread.objects.get(article=article)
        assert (thread.policy, thread.slow_minutes) == (CommentPolicy.ALL_MODERATED, 5)
        assert Decision.objects.get().thread == thread


class TestSite:
    path = "/admin/comments/commentsettings/"
    data = {
        "policy": "all_moderated",
        "approvals": 2,
        "slow_minutes": 0,
        "days_open": 0,
        "late_policy": "all_moderated",
    }

    def test_editors_change_site_policy(self, client: Client, ed: User) -> None:
        client.force_login(ed)
        assert client.get(self.path, follow=True).status_code == 200
        assert client.post(f"{self.path}1/change/", self.data).status_code == 302
        found = CommentSettings.current()
        assert (found.policy, found.approvals) == (CommentPolicy.ALL_MODERATED, 2)

    @pytest.mark.parametrize("username", ["ann", "mo", "otto"])
    def test_others_do_not_change_it(
        self, request: pytest.FixtureRequest, client: Client, username: str
    ) -> None:
        client.force_login(request.getfixturevalue(username))
        assert client.get(self.path).status_code in {302, 403}
        assert client.post(f"{self.path}1/change/", self.data).status_code in {302, 403}
        assert not CommentSettings.objects.exists()

    def test_approvals_cannot_be_zero(self, client: Client, ed: User) -> None:
        client.force_login(ed)
        client.get(self.path)
        response = client.post(f"{self.path}1/change/", self.data | {"approvals": 0})
        assert response.status_code == 200
        assert CommentSettings.current().approvals == 1
