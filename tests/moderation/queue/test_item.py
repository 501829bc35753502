import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.visitors.services.commenters import get_or_create_guest
from moderation.bans.services import create_ban, lift_ban
from moderation.decisions.evidence import ScreenerEvidence
from moderation.decisions.services.decide import decide
from moderation.decisions.services.decision_log import log_decision
from moderation.models import Decision, Guideline
from moderation.queue.findings import get_finding
from moderation.queue.marked_text import mark_passages
from tests.moderation.queue.parsing import QUEUE
from tests.people import CreateComment


def open_item(browser: Client, comment: Comment) -> str:
    """Return the page of one comment."""
    return browser.get(f"{QUEUE}{comment.pk}/").text


def from_address(
    thread: Thread, commenter: Commenter, body: str, address: str = "192.0.2.7"
) -> Comment:
    """Submit a comment from an IP address."""
    facts = RequestFacts(ip_address=address)
    comment = submit_comment(
        thread=thread, commenter=commenter, body=body, request_facts=facts
    ).comment
    assert comment
    return comment


def test_the_parent_is_shown(
    moderator: Client, create_comment: CreateComment, rex: Commenter, nia: Commenter
) -> None:
    parent = create_comment(rex, "The ferry is late.")
    page = open_item(moderator, create_comment(nia, "Not at all.", parent))
    assert f'data-parent="{parent.pk}"' in page
    assert "The ferry is late." in page


def test_the_commenters_history_is_shown(
    moderator: Client, thread: Thread, nia: Commenter, spike: Commenter, mo: User, ed: User
) -> None:
    from_address(thread, spike, "Cheap pills", "192.0.2.99")
    from_address(thread, get_or_create_guest(name="Olga"), "From afar", "198.51.100.7")
    same = get_or_create_guest(name="Nina", email="nia@example.org")
    decide(
        moderator=mo,
        item=from_address(thread, nia, "Nonsense"),
        action=Decision.Action.REJECT,
        expected_version=0,
    )
    create_ban(moderator=ed, commenter=nia, explanation="Too much bread")
    page = open_item(moderator, from_address(thread, nia, "Hello"))
    for known in ("nia@example.org", "192.0.2.7", "Nonsense", "Too much bread", "Spike", same.name):
        assert known in page
    assert "Olga" not in page


def test_banned_people_on_the_same_network_are_marked(
    moderator: Client, thread: Thread, nia: Commenter, spike: Commenter, ed: User
) -> None:
    olga = get_or_create_guest(name="Olga", email="olga@example.org")
    other = get_or_create_guest(name="Ivan", email="o.lga+x@example.org")
    again = get_or_create_guest(name="Spiky", email="spike+2@pills.example")
    for commenter in (spike, olga, other, again):
        from_address(thread, commenter, f"From {commenter.name}", "192.0.2.99")
    ban = create_ban(moderator=ed, commenter=spike, explanation="Pills")
    lifted = create_ban(moderator=ed, commenter=olga, explanation="Bread")
    lift_ban(moderator=ed, ban=lifted)
    held = from_address(thread, nia, "Hello")
    page = " ".join(open_item(moderator, held).split())
    for name, is_banned in (("Spike", True), ("Spiky", True), ("Olga", False), ("Ivan", False)):
        mark = f'>{name}</bdi></a> <strong class="banned">(banned)</strong>'
        assert (mark in page) == is_banned
    lift_ban(moderator=ed, ban=ban)
    assert "(banned)" not in open_item(moderator, held)


def test_the_reason_and_the_evidence_are_shown(
    moderator: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    held = create_comment(nia, "Fresh <b>bread</b> & more")
    log_decision(
        action=Decision.Action.HOLD,
        comment=held,
        screener="words",
        evidence=ScreenerEvidence(
            {"marks": [[6, 11]], "words": [["bread", 2.5], ["herring", -1]], "links": 3}
        ),
    )
    page = " ".join(open_item(moderator, held).split())
    assert 'class="queue-reasons notice"' in page
    assert "Fresh <mark>bread</mark> &amp; more" in page
    assert "<strong>words</strong>: held" in page
    assert 'title="2.50"' in page
    assert "<bdi>bread</bdi>" in page
    assert "<bdi>links: 3</bdi>" in page


def test_moderators_see_a_reason_in_their_own_words(
    moderator: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    held = create_comment(nia, "Hello")
    for page in (open_item(moderator, held), moderator.get(QUEUE).text):
        assert "<p>Comment by a new commenter</p>" in page
        assert str(ReasonCode.NEWCOMER.author_text) not in page


def test_marks_of_an_edited_text_are_left_out(
    moderator: Client, create_comment: CreateComment, rex: Commenter
) -> None:
    comment = create_comment(rex, "Cheap pills")
    decision = log_decision(
        action=Decision.Action.HOLD,
        comment=comment,
        screener="words",
        evidence=ScreenerEvidence({"marks": [[0, 5]]}),
    )
    assert "<mark>" in open_item(moderator, comment)
    Comment.objects.filter(pk=comment.pk).update(edited_at=decision.decided_at + dt.timedelta(1))
    assert "<mark>" not in open_item(moderator, comment)


@given(
    st.text(alphabet="ab<&\n", max_size=12),
    st.lists(st.tuples(st.integers(-3, 15), st.integers(-3, 15)).map(list), max_size=4),
)
def test_marking_does_not_change_the_text(text: str, marks: list[list[int]]) -> None:
    html = mark_passages(text, marks)
    plain = html.replace("<mark>", "").replace("</mark>", "")
    assert plain == text.replace("&", "&amp;").replace("<", "&lt;")
    inside = {n for start, end in marks for n in range(max(start, 0), min(end, len(text)))}
    assert ("<mark>" in html) == bool(inside)


@pytest.mark.parametrize("marks", [None, "0-3", 7, [1], [[1]], [["a", 2]], {"a": 1}])
def test_malformed_marks_are_ignored(marks: object) -> None:
    assert mark_passages("text", marks) == "text"


@pytest.mark.parametrize(
    "evidence", [[], {"words": "pills"}, {"words": [["pills"], 3, ["a", "b"]]}, {"marks": 3}]
)
def test_malformed_evidence_is_ignored(evidence: object) -> None:
    finding = get_finding(Decision(screener="words", evidence=evidence))
    assert (finding.words, finding.facts) == ([], [])


def test_active_guidelines_are_offered_and_stored(
    moderator: Client, create_comment: CreateComment, nia: Commenter
) -> None:
    Guideline.objects.all().delete()
    used = Guideline.objects.create(code="insult-x", name="Insult", wording="Insults are removed.")
    Guideline.objects.create(code="old", name="Old rule", wording="Old.", is_active=False)
    held = create_comment(nia, "You sea-cow")
    page = open_item(moderator, held)
    assert f'value="{used.pk}"' in page
    assert "Old rule" not in page
    moderator.post(
        f"/admin/moderation/comments/{held.pk}/decide/",
        {"action": "reject", "version": 0, "guideline": used.pk},
    )
    assert held.decisions.get(actor__isnull=False).guideline == used


def test_the_number_of_queries_is_fixed(
    moderator: Client, thread: Thread, nia: Commenter, mo: User
) -> None:
    first = from_address(thread, nia, "Hello")

    def count_queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            open_item(moderator, first)
        return len(captured)

    open_item(moderator, first)
    one = count_queries()
    for n in range(9):
        other = get_or_create_guest(name=f"Nia {n}", email="nia@example.org")
        from_address(thread, other, "Hello")
        until = timezone.now() + dt.timedelta(days=1)
        create_ban(moderator=mo, commenter=other, explanation="Bread", until=until)
        log_decision(action=Decision.Action.HOLD, comment=first, screener=f"rule-{n}")
        from_address(thread, nia, f"Hello {n}")
    assert count_queries() == one == 26
