"""What isn't public can be shown to whoever has its secret address, for a time."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.models import Article, Draft
from blog.previews import DAYS, preview_address
from blog.services import preview_key, save_article, save_draft
from tests.blog.test_drafts import KEY, texts
from tests.blog.test_keeping_drafts import sent
from tests.blog.test_writing_together import form
from tests.people import MakeArticle

PREVIEW = reverse("preview_draft")


def secret(actor: User, article: Article, *, anew: bool = False, copy: bool = False) -> str:
    """Return the secret address of an article, or of the actor's working copy of it."""
    key = preview_key(actor=actor, written=article, anew=anew)
    return preview_address(kind="article", key=key, author=actor if copy else None)


def test_a_draft_is_shown_to_whoever_has_the_address(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(status=Article.Status.DRAFT)
    page = client.get(secret(ann, article))
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
    save_draft(author=ann, written=article, key=KEY, seen=0, based_on=0, texts=words)
    assert "<p>New fog</p>" in client.get(secret(ann, article, copy=True)).text
    assert "New fog" not in client.get(secret(ann, article)).text
    article.refresh_from_db()
    assert "New fog" not in article.html


def test_the_address_expires(client: Client, ann: User, make_article: MakeArticle) -> None:
    address = secret(ann, make_article())
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


def test_an_address_outlives_saving(client: Client, ann: User) -> None:
    client.force_login(ann)
    address = client.post(PREVIEW, sent())["Location"]
    client.post(reverse("admin:blog_article_add"), form(Article(basename="fog"), **sent()))
    assert Article.objects.get().html == "<p>Fog</p>"
    assert Draft.objects.count() == 0
    assert "<p>Fog</p>" in client.get(address).text


def test_a_form_that_is_sent_twice_makes_two_articles(client: Client, ann: User) -> None:
    client.force_login(ann)
    for _ in range(2):
        client.post(reverse("admin:blog_article_add"), form(Article(basename=""), **sent()))
    assert [bool(one.preview_key) for one in Article.objects.order_by("pk")] == [True, False]


def test_old_addresses_can_be_withdrawn(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    client.force_login(ann)
    words = sent(pk=article.pk)
    old = [client.post(PREVIEW, words)["Location"] for _ in range(2)]
    assert [client.get(one).status_code for one in old] == [200, 200]
    change = reverse("admin:blog_article_change", args=[article.pk])
    assert "Make a new secret address" in client.get(change).text
    new = client.post(PREVIEW, words | {"anew": "yes"})["Location"]
    assert [client.get(one).status_code for one in old] == [404, 404]
    assert client.get(new).status_code == 200


def test_saving_revives_no_withdrawn_address(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    old = secret(ann, article)
    late = Article.objects.get(pk=article.pk)
    secret(ann, article, anew=True)
    save_article(actor=ann, article=late)
    assert client.get(old).status_code == 404


def test_nobody_withdraws_what_is_not_theirs(
    client: Client, ann: User, art: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    address = secret(ann, article)
    with pytest.raises(PermissionDenied):
        secret(art, article, anew=True)
    client.force_login(art)
    assert client.post(PREVIEW, sent(pk=article.pk, anew="yes")).status_code == 403
    assert client.get(address).status_code == 200


def test_nothing_is_withdrawn_before_there_is_an_address(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    client.force_login(ann)
    change = reverse("admin:blog_article_change", args=[make_article(author=ann).pk])
    assert "Make a new secret address" not in client.get(change).text
