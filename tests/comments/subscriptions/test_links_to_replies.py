"""Visitors who are known see a link to their replies; others don't."""

from django.test import Client

from accounts.models import User
from blog.models import Article
from tests.comments.submission.posting import submit

LINK = 'href="/people/me/replies/"'


def test_a_user_who_has_commented_sees_the_link(
    client: Client, article: Article, otto: User
) -> None:
    client.force_login(otto)
    assert LINK not in client.get(article.get_absolute_url()).text
    submit(client, article)
    assert LINK in client.get(article.get_absolute_url()).text


def test_an_unknown_guest_is_asked_to_confirm_first(client: Client, article: Article) -> None:
    submit(client, article)
    shown = client.get(article.get_absolute_url()).text
    assert LINK not in shown
    assert 'action="/confirm/mine/"' in shown
