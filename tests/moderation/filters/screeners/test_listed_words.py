"""Word lists hold, reject or mark as spam; the author never learns which word matched."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import Outcome
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest
from moderation.filters.screeners.word_lists import ListedWords
from moderation.filters.word_lists.services import (
    activate_word_list,
    deactivate_word_list,
    save_word_list,
)
from moderation.models import Decision
from tests.moderation.filters.screeners.conftest import MakeList, Submit
from tests.people import CreateComment


def test_a_match_is_held_and_logged_with_evidence(
    make_list: MakeList, create_comment: CreateComment, rex: Commenter
) -> None:
    make_list("pills\ncheap pills")
    comment = create_comment(rex, "Buy <b>cheap</b> pills!")
    assert (comment.status, comment.reason_code) == (Comment.Status.HELD, ReasonCode.WORD_LIST)
    decision = Decision.objects.get(comment=comment)
    assert decision.screener == "listed-words"
    assert decision.evidence == {
        "list": "Watched",
        "terms": "cheap pills, pills",
        "places": "text",
        "marks": [[4, 15], [10, 15]],
    }
    assert comment.text[4:15] == "cheap pills"


def test_a_rejection_does_not_name_the_word(
    make_list: MakeList, thread: Thread, rex: Commenter
) -> None:
    make_list("pills", outcome="reject")
    submitted = submit_comment(thread=thread, commenter=rex, body="Buy pills!")
    assert submitted.verdict.outcome is Outcome.REJECT
    assert "pills" not in submitted.verdict.get_message()


def test_the_strictest_list_decides(
    make_list: MakeList, submission: Submit, rex: Commenter
) -> None:
    make_list("pills", name="A watch list")
    make_list("pills", name="The worst", outcome="spam")
    make_list("pills", name="A block list", outcome="reject")
    verdict = ListedWords().screen(submission(rex, "pills"))
    assert verdict is not None
    assert (verdict.outcome, verdict.evidence["list"]) == (Outcome.SPAM, "The worst")


def test_names_and_urls_are_checked(make_list: MakeList, submission: Submit, db: None) -> None:
    make_list("pills")
    for name, url, body, place in (
        ("Cheap Pills", "", "Hello", "name"),
        ("Jo", "https://example.org/buy-pills", "Hello", "website"),
        ("Jo", "", '<a href="https://example.org/%70ills">Hello</a>', "links"),
    ):
        jo = get_or_create_guest(name=name, email=f"{place}@example.org", url=url)
        verdict = ListedWords().screen(submission(jo, body))
        assert verdict is not None
        assert (verdict.evidence["places"], verdict.evidence["marks"]) == (place, [])


def test_other_words_pass(
    make_list: MakeList, create_comment: CreateComment, rex: Commenter
) -> None:
    make_list("pills\nship")
    assert create_comment(rex, "The harbour is full of ships.").status == Comment.Status.PUBLISHED


def test_only_the_active_version_applies(
    make_list: MakeList, submission: Submit, rex: Commenter, ed: User
) -> None:
    word_list = make_list("pills").word_list
    word_list.terms = "ships"
    save_word_list(editor=ed, word_list=word_list)
    assert ListedWords().screen(submission(rex, "ships")) is None
    activate_word_list(editor=ed, word_list=word_list)
    assert ListedWords().screen(submission(rex, "ships")) is not None
    assert ListedWords().screen(submission(rex, "pills")) is None
    deactivate_word_list(editor=ed, word_list=word_list)
    assert ListedWords().screen(submission(rex, "ships")) is None


def test_screening_takes_one_query(make_list: MakeList, submission: Submit, rex: Commenter) -> None:
    for n in range(5):
        make_list("\n".join(f"term{n}x{m}" for m in range(500)), name=f"List {n}")
    submitted = submission(rex, "Hello")
    ListedWords().screen(submitted)
    with CaptureQueriesContext(connection) as captured:
        ListedWords().screen(submitted)
    assert len(captured) == 1
    assert '"terms"' not in captured[0]["sql"]
