"""What isn't public can be shown to whoever has its secret address, for a time."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.models import Article, Draft
from blog.previews import DAYS, preview_address
from blog.services import save_draft
from tests.blog.test_drafts import KEY, texts
from tests.blog.test_keeping_drafts import sent
from tests.cast import MakeArticle

PREVIEW = reverse("preview_draft")


def test_a_draft_is_shown_to_whoever_has_the_address(
    client: Client, make_article: MakeArticle
) -> None:
    article = make_article(status=Article.Status.DRAFT)
    page = client.get(preview_address(article))
    assert article.title in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "private" in page["Cache-Control"]
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_working_copy_is_shown_clean_and_saved_nowhere(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    words = texts(source="<p>New fog<script>1</script></p>")
    draft = save_draft(author=ann, written=article, key=KEY, seen=0, based_on=0, texts=words)
    assert "<p>New fog</p>" in client.get(preview_address(draft)).text
    article.refresh_from_db()
    assert "New fog" not in article.html


def test_the_address_expires(client: Client, make_article: MakeArticle) -> None:
    address = preview_address(make_article())
    with time_machine.travel(timezone.now() + dt.timedelta(days=DAYS, minutes=1)):
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_no_address_can_be_guessed(client: Client) -> None:
    assert client.get(reverse("blog:preview", args=["x"])).status_code == 404


def test_preview_keeps_what_is_in_the_form_and_shows_it(client: Client, ann: User) -> None:
    client.force_login(ann)
    page = client.post(PREVIEW, sent(title="Fog at sea"), follow=True)
    assert "Fog at sea" in page.text
    assert Draft.objects.get().title == "Fog at sea"


def test_preview_of_what_is_saved_keeps_nothing(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    client.force_login(ann)
    words = {"title": article.title, "source": article.source, "markup": article.markup}
    assert client.post(PREVIEW, sent(pk=article.pk, **words)).status_code == 302
    assert Draft.objects.count() == 0


def test_preview_writes_over_no_other_window(client: Client, ann: User) -> None:
    client.force_login(ann)
    client.post(PREVIEW, sent())
    page = client.post(PREVIEW, sent(source="<p>Ships</p>"))
    assert page.status_code == 409
    assert "&lt;p&gt;Fog&lt;/p&gt;" in page.text


def test_strangers_preview_nothing(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.post(PREVIEW, sent()).status_code == 403
