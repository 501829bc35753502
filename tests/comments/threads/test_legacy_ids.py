"""Comments of imported sites are found by their legacy IDs."""

import pytest
from django.test import Client

from blog.models import Article
from comments.models import Comment, LegacyCommentId, Thread
from comments.threads.services.legacy_ids import save_legacy_ids
from comments.threads.services.threads import get_or_create_thread
from tests.people import MakeArticle, fill_thread

ARTICLE = "/2016/12/the-harbour.html"
BASE = "/2016/12/the-harbour/comments"
TYPEPAD = "6a00d8341c640e53ef01b8d2461b8a970c"


@pytest.fixture
def third(thread: Thread) -> Comment:
    """A comment with legacy IDs of TypePad and WordPress."""
    comment = fill_thread(thread, 5)[2]
    save_legacy_ids(thread=thread, ids={TYPEPAD: comment.pk, "123": comment.pk})
    return comment


@pytest.mark.parametrize(
    "path",
    [
        f"{BASE}/was/123/",
        f"{BASE}/was/{TYPEPAD}/",
        f"{BASE}/was/{TYPEPAD.upper()}/",
        f"{ARTICLE}?cid={TYPEPAD}",
        f"{ARTICLE}?cid=comment-{TYPEPAD}",
        f"{ARTICLE}?replytocom=123",
        f"{BASE}/page/1/?cid={TYPEPAD}",
        f"/blog{ARTICLE}?cid={TYPEPAD}",
        "/2016/12/12/the-harbour/?replytocom=123",
        "/2016/12/12/the-harbour/comment-page-2/?replytocom=123",
    ],
)
def test_a_legacy_id_redirects_to_the_comment(client: Client, third: Comment, path: str) -> None:
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0] == f"{ARTICLE}#c3"
    assert {status for _, status in response.redirect_chain[:-1]} == {301}


@pytest.mark.parametrize(
    "path", [f"{BASE}/was/999/", f"{ARTICLE}?cid=%00", f"{ARTICLE}?replytocom=999"]
)
def test_an_unknown_id_redirects_to_all_comments(client: Client, third: Comment, path: str) -> None:
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1] == (f"{ARTICLE}#comments", 302)


@pytest.mark.parametrize("query", ["cid=", "cid=a/b", "cid=/", "x=1"])
def test_other_fragments_redirect_nowhere(client: Client, third: Comment, query: str) -> None:
    assert client.get(f"{ARTICLE}?{query}").status_code == 200


def test_ids_belong_to_one_article(
    client: Client, third: Comment, make_article: MakeArticle
) -> None:
    other = get_or_create_thread(make_article("Other"))
    (comment,) = fill_thread(other, 1)
    save_legacy_ids(thread=other, ids={"123": comment.pk})
    assert client.get(f"{BASE}/was/123/")["Location"] == f"{BASE}/3/"
    assert client.get("/2016/12/other/comments/was/123/")["Location"].endswith("/1/")


def test_an_id_can_be_reassigned(thread: Thread, third: Comment) -> None:
    other = Comment.objects.get(number=5)
    save_legacy_ids(thread=thread, ids={"123": other.pk, "x" * 65: other.pk})
    assert LegacyCommentId.objects.get(key="123").comment == other
    assert LegacyCommentId.objects.count() == 2


def test_a_draft_is_not_revealed(client: Client, make_article: MakeArticle) -> None:
    make_article(status=Article.Status.DRAFT)
    assert client.get(f"{BASE}/was/123/").status_code == 404
