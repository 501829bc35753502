"""Previews equal the published comment and store nothing."""

import pytest
from django.test import Client

from blog.models import Article
from comments.models import Comment, Commenter, Thread
from tests.comments.editing.own_comments import edit, get_url, submit_as_rex
from tests.comments.submission.posting import submit
from tests.people import fill_thread

BODY = "See <b>that</b>, @Ada:\n\n> Remark 0 about ships.\n\n<script>no</script> http://testserver/"
PREVIEW = '<section class="comments comment-preview"'


def get_text(page: str) -> str:
    """Return the HTML of the first comment in a page."""
    start = page.index('<div class="prose e-content"')
    return page[start : page.index("</div>", start)]


@pytest.mark.parametrize("body", ["", " \n", "x" * 20_001])
def test_an_invalid_text_is_given_back(client: Client, article: Article, body: str) -> None:
    response = submit(client, article, body=body, preview="Preview")
    assert response.status_code == 400
    assert PREVIEW not in response.text.partition("<template")[0]


def test_nothing_is_stored(client: Client, article: Article, thread: Thread) -> None:
    response = submit(client, article, preview="Preview")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert PREVIEW in response.text.partition("<template")[0]
    assert ">Fine ships.</textarea>" in response.text.replace("\n", "")
    assert not Comment.objects.exists()
    assert not Commenter.objects.exists()
    assert not response.cookies


def test_it_equals_the_published_comment(
    client: Client, article: Article, thread: Thread, rex: Commenter
) -> None:
    fill_thread(thread, 1)
    seen = get_text(submit_as_rex(client, article, body=BODY, preview="fragment").text)
    submit_as_rex(client, article, body=BODY)
    published = client.get("/2016/12/the-harbour/comments/2/fragment/").text
    assert get_text(published) == seen
    assert "&lt;script&gt;" in seen


def test_it_shows_the_references(client: Client, article: Article, thread: Thread) -> None:
    fill_thread(thread, 3)
    page = submit(client, article, body="@Ada, and #2", reply_to="3", preview="fragment").text
    for number, name in ((1, "Ada"), (2, "Ben"), (3, "Cleo")):
        assert f"#{number}</bdi> <bdi>{name}</bdi>" in page


def test_the_name_is_not_required(client: Client, article: Article) -> None:
    response = submit(client, article, name="", email="", preview="Preview")
    assert response.status_code == 200
    assert PREVIEW in response.text.partition("<template")[0]


def test_a_name_is_escaped(client: Client, article: Article) -> None:
    page = submit(client, article, name="<i>Nia", preview="fragment").text
    assert "&lt;i&gt;Nia" in page
    assert "<i>" not in page


def test_an_edit_can_be_previewed(client: Client, article: Article, rex: Commenter) -> None:
    submit_as_rex(client, article)
    comment = Comment.objects.get()
    page = edit(client, comment, "Finer <b>ships</b>.", preview="Preview")
    assert page.status_code == 200
    assert "<p>Finer <b>ships</b>.</p>" in page.text
    assert edit(client, comment, "Finer", preview="fragment").text.startswith("<article")
    comment.refresh_from_db()
    assert comment.source == "Fine ships."
    assert Client().post(get_url(comment, "edit"), {"preview": "fragment"}).status_code == 404
