"""Featuring comments, by the article's author and by moderators."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts import roles
from accounts.models import User
from comments.models import Comment, Thread
from comments.threads.services.status import change_status
from moderation.decisions.services.featuring import feature_comment
from moderation.models import Decision
from tests.comments.reactions.urls import ARTICLE, BASE, get_url
from tests.people import fill_thread, make_user


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 5)


def featured() -> list[int | None]:
    """Return the numbers of the featured comments."""
    rows = Comment.objects.filter(featured_at__isnull=False).order_by("number")
    return list(rows.values_list("number", flat=True))


@pytest.mark.parametrize("username", [None, "otto", "another author"])
def test_others_cannot_feature(
    request: pytest.FixtureRequest, client: Client, username: str | None
) -> None:
    if username == "another author":
        client.force_login(make_user("abel", role=roles.AUTHOR))
    elif username:
        client.force_login(request.getfixturevalue(username))
    assert client.post(get_url(1, "feature")).status_code == 403
    assert featured() == []
    assert not Decision.objects.exists()


def test_the_service_checks_permissions(otto: User, comments: list[Comment]) -> None:
    with pytest.raises(PermissionDenied):
        feature_comment(actor=otto, comment=Comment.objects.get(number=1), featured=True)


def test_an_inactive_author_cannot_feature(ann: User) -> None:
    ann.is_active = False
    ann.save()
    with pytest.raises(PermissionDenied):
        feature_comment(actor=ann, comment=Comment.objects.get(number=1), featured=True)


def test_another_site_cannot_feature(client: Client, mo: User) -> None:
    client.force_login(mo)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(get_url(1, "feature"), headers=headers).status_code == 403
    assert featured() == []


def test_an_unreadable_comment_cannot_be_featured(client: Client, mo: User) -> None:
    client.force_login(mo)
    Comment.objects.filter(number=1).update(status=Comment.Status.REMOVED)
    assert client.post(get_url(1, "feature")).status_code == 404
    assert featured() == []


@pytest.mark.parametrize("username", ["ann", "mo", "ed"])
def test_the_author_and_moderators_can_feature(
    request: pytest.FixtureRequest, client: Client, username: str
) -> None:
    client.force_login(request.getfixturevalue(username))
    response = client.post(get_url(1, "feature"))
    assert (response.status_code, response["Location"]) == (303, f"{BASE}/1/")
    decision = Decision.objects.get()
    assert (decision.action, decision.decided_by) == ("feature", username.capitalize())
    assert featured() == [1]


def test_everyone_sees_it(client: Client, mo: User) -> None:
    before = Client().get(ARTICLE)
    client.force_login(mo)
    client.post(get_url(2, "feature"))
    after = Client().get(ARTICLE)
    assert after["ETag"] != before["ETag"]
    assert after.text.count('<p class="featured">') == 1
    assert 'id="featured-heading"' in after.text
    assert 'id="featured-heading"' not in before.text


def test_it_is_idempotent(client: Client, mo: User) -> None:
    client.force_login(mo)
    for _press in range(2):
        assert client.post(get_url(1, "feature")).status_code == 303
    assert Decision.objects.count() == 1
    assert Thread.objects.get().featured_count == 1


def test_it_can_be_undone(client: Client, mo: User) -> None:
    client.force_login(mo)
    client.post(get_url(1, "feature"))
    client.post(get_url(1, "feature"), {"on": "0"})
    assert featured() == []
    assert Thread.objects.get().featured_count == 0
    assert [decision.action for decision in Decision.objects.order_by("pk")] == [
        "feature",
        "unfeature",
    ]
    assert 'id="featured-heading"' not in client.get(ARTICLE).text


def test_the_three_newest_are_shown_above_the_thread(client: Client, mo: User) -> None:
    client.force_login(mo)
    for number in (1, 2, 3, 4):
        client.post(get_url(number, "feature"))
    above = (
        client.get(ARTICLE).text.partition('id="featured-heading"')[2].partition("</section>")[0]
    )
    assert [number for number in (1, 2, 3, 4, 5) if f"{BASE}/{number}/" in above] == [2, 3, 4]


def test_a_featured_comment_that_is_removed_is_not_shown(client: Client, mo: User) -> None:
    client.force_login(mo)
    client.post(get_url(1, "feature"))
    comment = Comment.objects.get(number=1)
    change_status(comment=comment, to=Comment.Status.REMOVED, expected_version=comment.version)
    text = client.get(ARTICLE).text
    assert "featured-heading" not in text
    assert '<p class="featured">' not in text
