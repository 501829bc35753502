"""Who is known finds the answers beside the list of what was said; others don't."""

from django.test import Client

from accounts.models import User
from blog.models import Article
from tests.comments.submission.posting import submit

LINK = 'href="/people/me/replies/"'


def test_an_account_that_has_spoken_is_led_to_its_answers(
    client: Client, article: Article, otto: User
) -> None:
    client.force_login(otto)
    assert LINK not in client.get(article.get_absolute_url()).text
    submit(client, article)
    assert LINK in client.get(article.get_absolute_url()).text


def test_a_guest_whom_nobody_knows_is_asked_to_confirm_first(
    client: Client, article: Article
) -> None:
    submit(client, article)
    shown = client.get(article.get_absolute_url()).text
    assert LINK not in shown
    assert "confirm your e-mail once" in shown
