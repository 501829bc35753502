"""Recommendations: one per account or browser, and not for own comments."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from comments.models import Comment, Commenter, Recommendation, Thread
from comments.reactions.services import ACCOUNTS_PER_NETWORK, recommend_comment
from comments.threads.services.status import change_status
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from tests.comments.editing.own_comments import submit_as_rex
from tests.comments.reactions.urls import BASE, get_url
from tests.people import CreateComment, fill_thread, make_user

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def comments(thread: Thread) -> list[Comment]:
    return fill_thread(thread, 3)


def count(number: int = 1) -> int:
    """Return the counter after checking it against the rows."""
    comment = Comment.objects.get(number=number)
    assert comment.recommend_count == comment.recommendations.count()
    return comment.recommend_count


def test_a_missing_comment(client: Client) -> None:
    assert client.post(get_url(99, "recommend")).status_code == 404


@pytest.mark.parametrize("status", ["held", "removed", "withdrawn"])
def test_an_unreadable_comment(client: Client, status: str) -> None:
    Comment.objects.filter(number=1).update(status=status)
    assert client.post(get_url(1, "recommend")).status_code == 404
    assert count() == 0


def test_another_site_cannot_recommend(client: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(get_url(1, "recommend"), headers=headers).status_code == 403
    assert count() == 0


def test_get_is_not_allowed(client: Client) -> None:
    assert client.get(get_url(1, "recommend")).status_code == 405


def test_recommendations_can_be_disabled(client: Client, settings: Settings) -> None:
    settings.COMMENT_RECOMMENDATIONS = False
    assert client.post(get_url(1, "recommend")).status_code == 404
    assert "Recommend" not in client.get(get_url(1, "more")).text
    assert count() == 0


def test_accounts_cannot_recommend_their_own_comments(
    client: Client, otto: User, create_comment: CreateComment
) -> None:
    commenter = get_or_create_user_commenter(otto)
    Commenter.objects.filter(pk=commenter.pk).update(trust="trusted")
    commenter.refresh_from_db()
    own = create_comment(commenter, "Mine.")
    client.force_login(otto)
    response = client.post(get_url(4, "recommend"))
    assert (own.number, response.status_code) == (4, 403)
    assert 'data-rejection="own-comment"' in response.text
    assert count(4) == 0


def test_guests_cannot_recommend_their_own_comments(client: Client, rex: Commenter) -> None:
    submit_as_rex(client, Thread.objects.get().article)
    assert client.post(get_url(4, "recommend")).status_code == 403
    assert client.post(get_url(4, "recommend"), headers=JSON).json() == {"rejection": "own-comment"}
    assert count(4) == 0


def test_a_guest_recommends_once(client: Client) -> None:
    response = client.post(get_url(1, "recommend") + "?view=threaded")
    assert (response.status_code, response["Location"]) == (303, f"{BASE}/1/?view=threaded")
    assert client.cookies[settings.BROWSER_COOKIE_NAME]["httponly"]
    client.post(get_url(1, "recommend"))
    assert count() == 1


def test_two_browsers_are_two_readers(client: Client) -> None:
    client.post(get_url(1, "recommend"))
    Client().post(get_url(1, "recommend"))
    assert count() == 2


def test_a_forged_key_is_no_key(client: Client) -> None:
    client.cookies[settings.BROWSER_COOKIE_NAME] = "me:again"
    client.post(get_url(1, "recommend"))
    client.cookies[settings.BROWSER_COOKIE_NAME] = "me:again"
    assert client.post(get_url(1, "recommend"), {"on": "0"}, headers=JSON).json()["count"] == 1


def test_a_recommendation_is_taken_back_once(client: Client) -> None:
    client.post(get_url(1, "recommend"))
    Client().post(get_url(1, "recommend"))
    for _again in range(2):
        response = client.post(get_url(1, "recommend"), {"on": "0"}, headers=JSON)
        assert response.json() == {"recommended": False, "count": 1}
    assert count() == 1


def test_a_script_gets_the_count(client: Client) -> None:
    response = client.post(get_url(1, "recommend"), headers=JSON)
    assert response.json() == {"recommended": True, "count": 1}


def test_an_account_recommends_once_from_all_browsers(otto: User) -> None:
    for _browser in range(2):
        client = Client()
        client.force_login(otto)
        client.post(get_url(1, "recommend"))
    assert count() == 1
    assert Recommendation.objects.get().user == otto


def test_a_guest_who_logs_in_is_the_same_reader(client: Client, otto: User) -> None:
    client.post(get_url(1, "recommend"))
    client.force_login(otto)
    client.post(get_url(1, "recommend"))
    assert count() == 1
    client.post(get_url(1, "recommend"), {"on": "0"})
    assert count() == 0


def test_guests_from_one_address_are_limited_and_neighbors_are_not() -> None:
    answers = [Client().post(get_url(1, "recommend")).status_code for _ in range(7)]
    assert answers == [303] * 5 + [429] * 2
    assert Client().post(get_url(1, "recommend"), REMOTE_ADDR="192.0.2.7").status_code == 303
    assert count() == 6


def test_accounts_are_not_limited_by_address(client: Client, otto: User) -> None:
    for _browser in range(5):
        Client().post(get_url(1, "recommend"))
    client.force_login(otto)
    assert client.post(get_url(1, "recommend")).status_code == 303


def test_the_count_is_unchanged_while_a_comment_is_removed(client: Client) -> None:
    client.post(get_url(1, "recommend"))
    comment = Comment.objects.get(number=1)
    change_status(comment=comment, to=Comment.Status.REMOVED, expected_version=comment.version)
    assert count() == 1


def test_unknown_clients_share_one_limit(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    answers = [Client().post(get_url(1, "recommend")).status_code for _ in range(7)]
    assert answers == [303] * 5 + [429] * 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("addresses", "count"), [("192.0.2.{}", 5), ("2001:db8:1:2:{}::1", 5), ("2001:db8:1:{}::1", 10)]
)
def test_one_customer_with_many_addresses(addresses: str, count: int) -> None:
    statuses = [
        Client(REMOTE_ADDR=addresses.format(n)).post(get_url(1, "recommend")).status_code
        for n in range(12)
    ]
    assert statuses == [303] * count + [429] * (12 - count)
    assert Client(REMOTE_ADDR="2001:db8:2::1").post(get_url(1, "recommend")).status_code == 303
    assert Client(REMOTE_ADDR=addresses.format(0)).post(get_url(2, "recommend")).status_code == 303


def test_many_accounts_of_one_network(comments: list[Comment], client: Client) -> None:
    *first, last = [make_user(f"reader{n}") for n in range(ACCOUNTS_PER_NETWORK.count + 1)]
    for n, user in enumerate(first):
        address = f"192.0.2.{n}"
        recommend_comment(visitor=Visitor(user), comment=comments[0], ip_address=address)
    client.force_login(last)
    response = client.post(get_url(1, "recommend"), REMOTE_ADDR="192.0.2.99")
    assert response.status_code == 429
    assert "Log in to" not in response.text
    assert 'data-rejection="too-many-accounts"' in response.text
