"""Import of comments with their dates, numbers and replies."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import User
from comments.models import Comment, Commenter, Reference, Thread
from comments.threads.services.importing import ImportedComment, import_comments, update_imported
from comments.threads.services.status import change_status
from comments.visitors.services.commenters import get_or_create_user_commenter
from tests.accounts.email_addresses import confirm_email_address
from tests.people import ARTICLE_DAY, CreateComment

Status = Comment.Status


def old(name: str, body: str, minute: int = 0, **fields: Any) -> ImportedComment:
    """Return a comment to import, from the article's day."""
    published_at = ARTICLE_DAY + dt.timedelta(minutes=minute)
    return ImportedComment(name, body, published_at, **fields)


def columns(thread: Thread) -> object:
    """Return all stored columns of a thread."""
    return (
        Thread.objects.filter(pk=thread.pk).values().get(),
        list(Comment.objects.order_by("pk").values()),
        list(Commenter.objects.order_by("pk").values()),
        list(Reference.objects.order_by("pk").values()),
    )


def test_fields_come_from_the_source(thread: Thread) -> None:
    (comment,) = import_comments(
        thread=thread,
        comments=[
            old(
                "  Jo\u200b  Fl ", "It is <b>so</b>.",
                email="JF@example.org", url="https://jf.example/", ip_address="192.0.2.7",
            )
        ],
    )  # fmt: skip
    comment.refresh_from_db()
    assert (comment.author_name, comment.commenter.name) == ("Jo Fl", "Jo Fl")
    assert comment.commenter.email == "jf@example.org"
    assert comment.commenter.since == ARTICLE_DAY
    assert (comment.author_url, comment.ip_address) == ("https://jf.example/", "192.0.2.7")
    assert comment.submitted_at == comment.published_at == ARTICLE_DAY
    assert comment.html == "<p>It is <b>so</b>.</p>"
    assert comment.status == Status.PUBLISHED


def test_no_screener_runs(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comments.submission.services.screen", None)
    (comment,) = import_comments(thread=thread, comments=[old("Jo", "Hello")])
    assert comment.status == Status.PUBLISHED


def test_numbers_are_assigned_in_list_order(
    thread: Thread, create_comment: CreateComment, rex: Commenter
) -> None:
    create_comment(rex, "I was here first")
    comments = import_comments(thread=thread, comments=[old("Jo", "A"), old("Fl", "B")])
    assert [comment.number for comment in comments] == [2, 3]
    assert create_comment(rex, "And last").number == 4


def test_explicit_numbers_are_used_and_gaps_stay(thread: Thread) -> None:
    import_comments(
        thread=thread, comments=[old("Jo", "A", number=101), old("Fl", "B", number=105)]
    )
    thread.refresh_from_db()
    assert (thread.first_number, thread.last_number, thread.numbered_count) == (101, 105, 2)
    import_comments(thread=thread, comments=[old("Di", "C"), old("Ed", "D", number=103)])
    thread.refresh_from_db()
    assert (thread.first_number, thread.last_number, thread.numbered_count) == (101, 106, 4)
    numbers = Comment.objects.order_by("number").values_list("author_name", "number")
    assert list(numbers) == [("Jo", 101), ("Ed", 103), ("Fl", 105), ("Di", 106)]


def test_a_list_in_another_order_makes_the_same_tree(thread: Thread) -> None:
    import_comments(
        thread=thread,
        comments=[
            old("Fl", "#1 I don't think so", number=2),
            old("Di", "#2 but I do", number=3),
            old("Jo", "It is so", number=1),
        ],
    )
    tree = Comment.objects.order_by("order_key").values_list("number", "depth", "parent__number")
    assert list(tree) == [(1, 0, None), (2, 1, 1), (3, 2, 2)]


def test_the_source_can_name_the_parent(thread: Thread) -> None:
    first, second, third = import_comments(
        thread=thread,
        comments=[old("Jo", "A"), old("Fl", "B", parent=0), old("Di", "C", parent=1)],
    )
    assert [c.parent for c in (first, second, third)] == [None, first, second]
    assert [c.depth for c in (first, second, third)] == [0, 1, 2]
    references = Reference.objects.order_by("source__number").values_list("source", "target", "cue")
    assert list(references) == [
        (second.pk, first.pk, "reply"),
        (third.pk, second.pk, "reply"),
    ]


def test_references_are_found_in_texts(thread: Thread) -> None:
    jo, fl = import_comments(
        thread=thread, comments=[old("Jo", "It is so"), old("Fl", "@Jo No, it is not", 1)]
    )
    assert fl.parent == jo
    assert Reference.objects.get().cue == Reference.Cue.AT


def test_a_missing_number_is_linked_by_a_later_import(thread: Thread) -> None:
    byline = "Posted by: Jo | Dec 12 2016 18:00 utc | 100"
    (answer,) = import_comments(
        thread=thread, comments=[old("Fl", f"{byline}\n\nNo, it is not", 1, number=101)]
    )
    dangling = Reference.objects.get()
    assert (dangling.target, dangling.target_number, dangling.name) == (None, 100, "Jo")
    (found,) = import_comments(thread=thread, comments=[old("Jo", "It is so", number=100)])
    dangling.refresh_from_db()
    assert dangling.target == found
    answer.refresh_from_db()
    assert answer.number == 101
    thread.refresh_from_db()
    assert (thread.first_number, thread.last_number) == (100, 101)


def test_the_same_name_and_email_is_one_commenter(thread: Thread, rex: Commenter) -> None:
    comments = import_comments(
        thread=thread,
        comments=[
            old("REX", "A", email="rex@example.org"),
            old("Jo", "B"),
            old("jo", "C"),
            old("Jo", "D", email="jo@example.org"),
        ],
    )
    assert comments[0].commenter == rex
    assert comments[1].commenter == comments[2].commenter != comments[3].commenter


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_a_nameless_comment_gets_a_name(thread: Thread, name: str) -> None:
    (comment,) = import_comments(thread=thread, comments=[old(name, "Hello")])
    assert comment.author_name == "Anonymous"


def test_a_long_name_is_truncated(thread: Thread) -> None:
    (comment,) = import_comments(thread=thread, comments=[old("x" * 300, "Hello")])
    assert len(comment.author_name) == len(comment.commenter.name) == 100


@pytest.mark.parametrize(
    ("status", "number"),
    [(Status.HELD, None), (Status.SPAM, None), (Status.REJECTED, None), (Status.REMOVED, 1)],
)
def test_only_published_and_removed_comments_get_numbers(
    thread: Thread, status: Status, number: int | None
) -> None:
    (comment,) = import_comments(thread=thread, comments=[old("Jo", "Hello", status=status)])
    assert (comment.status, comment.number) == (status, number)
    thread.refresh_from_db()
    assert (thread.numbered_count, thread.published_count) == (number or 0, 0)


def test_an_empty_list_changes_nothing(thread: Thread) -> None:
    before = columns(thread)
    assert import_comments(thread=thread, comments=[]) == []
    assert columns(thread) == before


@pytest.mark.parametrize(
    "comments",
    [
        [old("Jo", "A", number=7), old("Fl", "B", number=7)],
        [old("Jo", "A"), old("Fl", "B", number=1)],
        [old("Jo", "A", parent=1), old("Fl", "B")],
        [old("Jo", "A", parent=0)],
    ],
    ids=["a number twice", "a number that is taken", "the answer first", "answers itself"],
)
def test_an_invalid_list_changes_nothing(
    thread: Thread, create_comment: CreateComment, rex: Commenter, comments: list[ImportedComment]
) -> None:
    create_comment(rex, "I was here first")
    before = columns(thread)
    with pytest.raises(ValueError, match=r"taken|precedes"):
        import_comments(thread=thread, comments=comments)
    assert columns(thread) == before


class TestUpdate:
    """The source has changed since the import."""

    def test_changes_text_name_and_date(self, thread: Thread) -> None:
        (comment,) = import_comments(thread=thread, comments=[old("Jo", "It is so")])
        thread.refresh_from_db()
        version = thread.version
        update_imported(comment=comment, imported=old("Joe", "It is <i>not</i> so", 5))
        comment.refresh_from_db()
        assert (comment.author_name, comment.text) == ("Joe", "It is not so")
        assert comment.html == "<p>It is <i>not</i> so</p>"
        assert comment.published_at == ARTICLE_DAY + dt.timedelta(minutes=5)
        assert (comment.number, comment.version) == (1, 1)
        thread.refresh_from_db()
        assert thread.version == version + 1

    def test_updates_references_and_keeps_replies(self, thread: Thread) -> None:
        _jo, _fl, di = import_comments(
            thread=thread,
            comments=[old("Jo", "A"), old("Fl", "B"), old("Di", "#1 yes", parent=1)],
        )
        assert set(di.references.values_list("target_number", "cue")) == {
            (2, "reply"),
            (1, "number"),
        }
        update_imported(comment=di, imported=old("Di", "Never mind"))
        assert list(di.references.values_list("target_number", "cue")) == [(2, "reply")]

    def test_keeps_decisions_of_moderators(self, thread: Thread) -> None:
        (comment,) = import_comments(thread=thread, comments=[old("Jo", "It is so")])
        change_status(comment=comment, to=Status.REMOVED, expected_version=0)
        # The importer read the comment before the moderator removed it.
        assert comment.status == Status.PUBLISHED
        updated = update_imported(comment=comment, imported=old("Jo", "It is not so"))
        assert (updated.status, updated.version) == (Status.REMOVED, 2)
        comment.refresh_from_db()
        assert (comment.status, comment.text) == (Status.REMOVED, "It is not so")

    def test_of_a_held_comment_changes_no_page(self, thread: Thread) -> None:
        (comment,) = import_comments(
            thread=thread, comments=[old("Jo", "It is so", status=Status.HELD)]
        )
        update_imported(comment=comment, imported=old("Jo", "It is not so"))
        comment.refresh_from_db()
        assert (comment.number, comment.published_at) == (None, None)
        assert comment.text == "It is not so"


class TestOfAnAccount:
    """Comments whose email address belongs to an account are by that account."""

    def import_one(self, thread: Thread, email: str, name: str = "Ann") -> Comment:
        (comment,) = import_comments(thread=thread, comments=[old(name, "Hello", email=email)])
        return comment

    def test_the_author_has_a_badge_and_one_identity(self, thread: Thread, ann: User) -> None:
        comment = self.import_one(thread, "Ann@Example.com")
        assert comment.author_role == Comment.AuthorRole.AUTHOR
        assert get_or_create_user_commenter(ann) == comment.commenter
        assert comment.commenter.trust == Commenter.Trust.TRUSTED

    def test_a_moderator_has_the_identity_without_a_badge(self, thread: Thread, mo: User) -> None:
        comment = self.import_one(thread, "mo@example.com", "Mo")
        assert (comment.commenter.user, comment.author_role) == (mo, "")

    def test_a_reader_must_have_confirmed_the_address(self, thread: Thread, otto: User) -> None:
        assert self.import_one(thread, "otto@example.com", "Otto").commenter.user is None
        confirm_email_address(otto)
        assert self.import_one(thread, "otto@example.com", "Otto O.").commenter.user == otto

    @pytest.mark.parametrize("email", ["", "other@example.org"])
    def test_the_name_alone_proves_nothing(self, thread: Thread, ann: User, email: str) -> None:
        comment = self.import_one(thread, email)
        assert (comment.commenter.user, comment.author_role) == (None, "")
