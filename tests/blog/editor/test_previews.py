import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.articles.services import save_article
from blog.editor.preview_urls import VALID_DAYS, build_preview_url
from blog.editor.services.drafts import save_draft
from blog.editor.services.previews import get_preview_key
from blog.models import Article, Draft
from tests.blog.editor.test_autosave import build_form_data
from tests.blog.editor.test_conflicts import build_change_form_data
from tests.blog.editor.test_drafts import KEY, build_texts
from tests.people import MakeArticle

PREVIEW = reverse("preview_draft")


def get_preview_url(
    actor: User, article: Article, *, reset: bool = False, draft: bool = False
) -> str:
    """Return the preview URL of an article, or of the actor's draft of it."""
    key = get_preview_key(actor=actor, content=article, reset=reset)
    return build_preview_url(kind="article", key=key, author=actor if draft else None)


def test_a_preview_url_shows_an_unpublished_article(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(status=Article.Status.DRAFT)
    page = client.get(get_preview_url(ann, article))
    assert article.title in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "private" in page["Cache-Control"]
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_draft_preview_is_sanitized_and_not_saved(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    texts = build_texts(source="<p>New fog<script>1</script></p>")
    save_draft(author=ann, content=article, key=KEY, known_version=0, base_version=0, texts=texts)
    assert "<p>New fog</p>" in client.get(get_preview_url(ann, article, draft=True)).text
    assert "New fog" not in client.get(get_preview_url(ann, article)).text
    article.refresh_from_db()
    assert "New fog" not in article.html


def test_preview_urls_expire(client: Client, ann: User, make_article: MakeArticle) -> None:
    url = get_preview_url(ann, make_article())
    with time_machine.travel(timezone.now() + dt.timedelta(days=VALID_DAYS, minutes=1)):
        assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_an_invalid_token_returns_404(client: Client) -> None:
    assert client.get(reverse("blog:preview", args=["x"])).status_code == 404


def test_previewing_saves_and_shows_the_text_in_the_form(client: Client, ann: User) -> None:
    client.force_login(ann)
    page = client.post(PREVIEW, build_form_data(title="Fog at sea"), follow=True)
    assert "Fog at sea" in page.text
    assert Draft.objects.get().title == "Fog at sea"


def test_previewing_unchanged_text_saves_no_draft(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    client.force_login(ann)
    texts = {"title": article.title, "source": article.source, "markup": article.markup}
    assert client.post(PREVIEW, build_form_data(pk=article.pk, **texts)).status_code == 302
    assert Draft.objects.count() == 0


def test_previewing_detects_a_conflict(client: Client, ann: User) -> None:
    client.force_login(ann)
    client.post(PREVIEW, build_form_data())
    page = client.post(PREVIEW, build_form_data(source="<p>Ships</p>"))
    assert page.status_code == 409
    assert "&lt;p&gt;Fog&lt;/p&gt;" in page.text


def test_previewing_requires_an_author(client: Client, otto: User) -> None:
    client.force_login(otto)
    assert client.post(PREVIEW, build_form_data()).status_code == 403


def test_preview_urls_stay_valid_after_the_first_save(client: Client, ann: User) -> None:
    client.force_login(ann)
    url = client.post(PREVIEW, build_form_data())["Location"]
    client.post(
        reverse("admin:blog_article_add"),
        build_change_form_data(Article(basename="fog"), **build_form_data()),
    )
    assert Article.objects.get().html == "<p>Fog</p>"
    assert Draft.objects.count() == 0
    assert "<p>Fog</p>" in client.get(url).text


def test_submitting_a_form_twice_creates_two_articles(client: Client, ann: User) -> None:
    client.force_login(ann)
    for _ in range(2):
        client.post(
            reverse("admin:blog_article_add"),
            build_change_form_data(Article(basename=""), **build_form_data()),
        )
    assert [bool(article.preview_key) for article in Article.objects.order_by("pk")] == [
        True,
        False,
    ]


def test_preview_urls_can_be_reset(client: Client, ann: User, make_article: MakeArticle) -> None:
    article = make_article(author=ann)
    client.force_login(ann)
    data = build_form_data(pk=article.pk)
    old = [client.post(PREVIEW, data)["Location"] for _ in range(2)]
    assert [client.get(article).status_code for article in old] == [200, 200]
    change = reverse("admin:blog_article_change", args=[article.pk])
    assert 'name="reset"' in client.get(change).text
    new = client.post(PREVIEW, data | {"reset": "yes"})["Location"]
    assert [client.get(article).status_code for article in old] == [404, 404]
    assert client.get(new).status_code == 200


def test_saving_an_older_copy_does_not_restore_a_reset_url(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    old = get_preview_url(ann, article)
    late = Article.objects.get(pk=article.pk)
    get_preview_url(ann, article, reset=True)
    save_article(actor=ann, article=late)
    assert client.get(old).status_code == 404


def test_resetting_requires_edit_permission(
    client: Client, ann: User, art: User, make_article: MakeArticle
) -> None:
    article = make_article(author=ann)
    url = get_preview_url(ann, article)
    with pytest.raises(PermissionDenied):
        get_preview_url(art, article, reset=True)
    client.force_login(art)
    assert client.post(PREVIEW, build_form_data(pk=article.pk, reset="yes")).status_code == 403
    assert client.get(url).status_code == 200


def test_resetting_is_offered_only_after_the_first_preview(
    client: Client, ann: User, make_article: MakeArticle
) -> None:
    client.force_login(ann)
    change = reverse("admin:blog_article_change", args=[make_article(author=ann).pk])
    assert 'name="reset"' not in client.get(change).text
