"""Comments by the article's author and by moderators have a badge. Names prove nothing."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from lxml import html as parser

from accounts.models import User
from blog.models import Article
from comments.editing.services import EditNotAllowed, edit_comment
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.threads.services.threads import get_or_create_thread
from comments.visitors.services.commenters import get_or_create_user_commenter
from comments.visitors.visitor import Visitor
from tests.comments.submission.posting import submit
from tests.people import MakeArticle, create_article

Role = Comment.AuthorRole


def post(user: User, thread: Thread, commenter: Commenter | None = None) -> Comment:
    """Submit a comment from the user's session."""
    result = submit_comment(
        thread=thread,
        commenter=commenter or get_or_create_user_commenter(user),
        body="It is settled.",
        request_facts=RequestFacts(visitor=Visitor(user)),
    )
    assert result.comment
    return result.comment


def find_badges(client: Client, path: str) -> list[tuple[str, str]]:
    """Return the text and role of each badge on a page."""
    badges = parser.document_fromstring(client.get(path).text).find_class("role-badge")
    return [(str(badge.text), badge.get("data-role", "")) for badge in badges]


def test_the_author_of_the_article_has_a_badge(thread: Thread, ann: User) -> None:
    assert post(ann, thread).author_role == Role.AUTHOR


def test_another_author_has_none(thread: Thread, art: User) -> None:
    assert post(art, thread).author_role == ""


def test_moderators_and_editors_have_a_badge(thread: Thread, mo: User, ed: User) -> None:
    assert post(mo, thread).author_role == Role.MODERATOR
    assert post(ed, thread).author_role == Role.MODERATOR


def test_an_editor_is_the_author_of_their_own_article(ed: User) -> None:
    thread = get_or_create_thread(create_article("The Lighthouse", author=ed))
    assert post(ed, thread).author_role == Role.AUTHOR


def test_readers_have_none(thread: Thread, otto: User) -> None:
    assert post(otto, thread).author_role == ""


def test_a_reader_who_is_named_as_the_author_has_none(otto: User) -> None:
    """An import can name the account of a reader who entered someone else's address."""
    thread = get_or_create_thread(create_article("The Lighthouse", author=otto))
    assert post(otto, thread).author_role == ""


def test_a_session_without_the_second_factor_gives_none(
    thread: Thread, ann: User, mo: User
) -> None:
    assert post(ann.restrict(), thread).author_role == ""
    assert post(mo.restrict(), thread).author_role == ""


def test_a_guest_commenter_has_none_in_a_session_of_staff(
    thread: Thread, mo: User, rex: Commenter
) -> None:
    assert post(mo, thread, rex).author_role == ""


@pytest.mark.parametrize("name", ["Ann", "Ann (Author)", "Author", "Mo · Moderator", "Autorin Ann"])
def test_an_impostor_has_none(
    client: Client, article: Article, ann: User, mo: User, name: str
) -> None:
    """Exact names are refused, and names with a title wait for a moderator."""
    submit(client, article, name=name, email="ann@example.com")
    assert not Comment.objects.exclude(author_role="").exists()
    assert not Comment.objects.published().exists()


def test_a_role_that_ends_leaves_earlier_badges(
    thread: Thread, mo: User, make_article: MakeArticle
) -> None:
    comment = post(mo, thread)
    mo.groups.clear()
    comment.refresh_from_db()
    assert comment.author_role == Role.MODERATOR
    later = post(User.objects.get(pk=mo.pk), get_or_create_thread(make_article("The Quay")))
    assert later.author_role == ""


def test_only_the_account_can_edit_a_comment_with_a_badge(thread: Thread, ann: User) -> None:
    comment = post(ann, thread)
    browser = Visitor(comment_ids=[comment.pk])
    for visitor in (browser, Visitor(ann.restrict(), comment_ids=[comment.pk])):
        with pytest.raises(EditNotAllowed):
            edit_comment(visitor=visitor, comment=comment, body="Not me.", expected_version=0)
    edit_comment(visitor=Visitor(ann), comment=comment, body="Me.", expected_version=0)
    comment.refresh_from_db()
    assert comment.source == "Me."


def test_the_migration_adds_the_badges_of_accounts_only(
    thread: Thread, ann: User, mo: User, otto: User, rex: Commenter
) -> None:
    for user in (ann, mo, otto):
        post(user, thread)
    Commenter.objects.filter(pk=rex.pk).update(user=ann)
    submit_comment(thread=thread, commenter=rex, body="Claimed by Ann later.")
    Comment.objects.update(author_role="")
    migration = import_module("comments.migrations.0003_author_role")
    migration.fill_in_roles(apps, SimpleNamespace(connection=connection))
    roles = Comment.objects.order_by("pk").values_list("author_role", flat=True)
    assert list(roles) == [Role.AUTHOR, Role.MODERATOR, "", ""]


@pytest.mark.parametrize("query", ["", "?view=threaded"])
def test_pages_show_the_badge(
    client: Client, article: Article, thread: Thread, ann: User, rex: Commenter, query: str
) -> None:
    post(ann, thread)
    submit_comment(thread=thread, commenter=rex, body="Is it?")
    page = parser.document_fromstring(client.get(f"{article.get_absolute_url()}{query}").text)
    badges = [comment.find_class("role-badge") for comment in page.find_class("p-comment")]
    assert [[badge.text for badge in found] for found in badges] == [["Author"], []]
    # The name itself stays as it is.
    assert page.get_element_by_id("c1").find_class("p-name")[0].text == "Ann"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search/?q=settled",
        "/2016/12/the-harbour/comments/1/reply/",
        "/2016/12/the-harbour/comments/1/more/",
        "/2016/12/the-harbour/comments/1/report/",
        "/people/mo/",
    ],
)
def test_other_pages_show_the_badge(client: Client, thread: Thread, mo: User, path: str) -> None:
    """Without the role, the same person has no badge."""
    comment = post(mo, thread)
    assert find_badges(client, path) == [("Moderator", "moderator")]
    Comment.objects.filter(pk=comment.pk).update(author_role="")
    cache.clear()
    assert find_badges(client, path) == []


def test_the_badge_of_the_sidebar_is_translated(client: Client, thread: Thread, ann: User) -> None:
    """The sidebar is cached for all languages."""
    post(ann, thread)
    assert find_badges(client, "/") == [("Author", "author")]
    client.cookies["django_language"] = "de"
    assert find_badges(client, "/") == [("Autor", "author")]


def test_feeds_show_the_badge(client: Client, thread: Thread, mo: User) -> None:
    post(mo, thread)
    feed = client.get("/2016/12/the-harbour/comments/atom.xml").text
    assert "Mo (Moderator) on" in feed
    assert '<category term="moderator" label="Moderator"/>' in feed
    assert "<name>Mo</name>" in feed


def test_the_preview_shows_the_badge(client: Client, article: Article, ann: User) -> None:
    client.force_login(ann)
    page = submit(client, article, preview="fragment")
    assert 'data-role="author"' in page.text
    client.logout()
    assert "data-role" not in submit(client, article, preview="fragment").text
