"""A filter is previewed on recent comments before it is activated."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from moderation.filters.preview.dry_run import preview_link_limit, preview_word_list
from moderation.filters.word_lists.services import activate_word_list
from moderation.models import WordList, WordListVersion
from tests.people import CreateComment, fill_thread


@pytest.fixture
def word_list(db: None) -> WordList:
    """A list that isn't active."""
    return WordList.objects.create(name="Pills", terms="pills")


def get_url(word_list: WordList, action: str) -> str:
    return f"/admin/moderation/word-lists/{word_list.pk}/{action}/"


def test_matches_are_counted_by_status(
    create_comment: CreateComment, rex: Commenter, nia: Commenter, word_list: WordList
) -> None:
    create_comment(rex, "The harbour")
    create_comment(rex, "<b>Cheap</b> pills")
    create_comment(nia, "More pills")
    preview = preview_word_list(word_list)
    rows = [(row.status, row.checked, row.matched, row.new, row.unmatched) for row in preview.rows]
    assert rows == [("held", 1, 1, 1, 0), ("published", 2, 1, 1, 0)]
    assert preview.matched_published == 1
    assert [match.comment.text for match in preview.matches] == ["More pills", "Cheap pills"]
    assert preview.matches[1].passage == "Cheap <mark>pills</mark>"
    assert "Matches: pills" in preview.matches[1].evidence


def test_new_matches_come_first(
    create_comment: CreateComment, rex: Commenter, word_list: WordList, ed: User
) -> None:
    for body in ("ships", "pills", "harbour"):
        create_comment(rex, body)
    WordList.objects.filter(pk=word_list.pk).update(terms="pills\nharbour")
    activate_word_list(editor=ed, word_list=word_list)
    WordList.objects.filter(pk=word_list.pk).update(terms="pills\nships")
    preview = preview_word_list(WordList.objects.get(pk=word_list.pk))
    assert (preview.total.matched, preview.total.new, preview.total.unmatched) == (2, 1, 1)
    assert [(match.comment.text, match.is_new) for match in preview.matches] == [
        ("ships", True),
        ("pills", False),
    ]


def test_a_long_comment_shows_the_passage_around_the_match(
    create_comment: CreateComment, rex: Commenter, word_list: WordList
) -> None:
    create_comment(rex, f"{'before ' * 200}pills{' after' * 200}")
    passage = preview_word_list(word_list).matches[0].passage
    assert "<mark>pills</mark>" in passage
    assert len(passage) < 900


def test_domains_and_link_limits_can_be_previewed(
    create_comment: CreateComment, rex: Commenter
) -> None:
    domains = WordList.objects.create(name="D", kind="domains", terms="example.org")
    create_comment(rex, "https://example.org/1 https://www.example.org/2")
    assert preview_word_list(domains).total.matched == 1
    assert preview_link_limit(2).total.matched == 0
    assert preview_link_limit(1).total.matched == 1


def test_the_number_of_queries_is_constant(
    thread: Thread, create_comment: CreateComment, rex: Commenter, word_list: WordList
) -> None:
    create_comment(rex, "pills")
    few = _count_queries(word_list)
    fill_thread(thread, 100)
    assert _count_queries(word_list) == few == 2


def _count_queries(word_list: WordList) -> int:
    with CaptureQueriesContext(connection) as captured:
        for match in preview_word_list(word_list).matches:
            str(match.comment.thread.article)
    return len(captured)


def test_an_editor_previews_and_activates_a_list(
    client: Client, create_comment: CreateComment, rex: Commenter, word_list: WordList, ed: User
) -> None:
    create_comment(rex, "Cheap pills")
    client.force_login(ed)
    page = client.get(get_url(word_list, "preview"))
    assert "Cheap <mark>pills</mark>" in page.text
    assert 'data-active="no"' in page.text
    client.post(get_url(word_list, "activate"))
    assert WordListVersion.objects.active().get().activated_by == ed
    assert create_comment(rex, "More pills").status == Comment.Status.HELD
    assert 'data-active="yes"' in client.get(get_url(word_list, "preview")).text
    client.post(get_url(word_list, "deactivate"))
    assert not WordListVersion.objects.active().exists()
    assert create_comment(rex, "Other pills").status == Comment.Status.PUBLISHED


@pytest.mark.parametrize("query", ["", "?max_links=1", "?max_links=x"])
def test_an_editor_previews_a_link_limit(
    client: Client, ed: User, article: object, query: str
) -> None:
    client.force_login(ed)
    assert client.get(f"/admin/moderation/links/preview/{query}").status_code == 200


@pytest.mark.parametrize("action", ["preview", "activate", "deactivate"])
def test_moderators_cannot_manage_lists(
    client: Client, mo: User, word_list: WordList, action: str
) -> None:
    client.force_login(mo)
    send = client.get if action == "preview" else client.post
    assert send(get_url(word_list, action)).status_code == 403
    assert not WordListVersion.objects.exists()
