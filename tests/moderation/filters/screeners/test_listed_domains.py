"""Listed domains and their subdomains match in comment text, links, and websites."""

import pytest

from comments.models import Commenter
from comments.submission.screening import Outcome
from comments.visitors.services.commenters import get_or_create_guest
from moderation.filters.screeners.word_lists import ListedDomains, ListedWords
from moderation.models import WordList
from tests.moderation.filters.screeners.conftest import MakeList, Submit

DOMAINS = WordList.Kind.DOMAINS


@pytest.mark.parametrize(
    ("body", "passage"),
    [
        ("See https://pills.example/buy now", "pills.example"),
        ("See shop.pills.example now", "shop.pills.example"),
        ('<a href="https://www.Pills.example/">See</a>', ""),
    ],
)
def test_a_listed_domain_is_held(
    make_list: MakeList, submission: Submit, rex: Commenter, body: str, passage: str
) -> None:
    make_list("pills.example", kind=DOMAINS)
    submitted = submission(rex, body)
    verdict = ListedDomains().screen(submitted)
    assert verdict is not None
    assert verdict.outcome is Outcome.HOLD
    assert verdict.evidence["terms"] == "pills.example"
    marks = verdict.evidence["marks"]
    assert isinstance(marks, list)
    assert [submitted.text[start:end] for start, end in marks] == ([passage] if passage else [])


def test_the_website_of_the_commenter_is_checked(
    make_list: MakeList, submission: Submit, db: None
) -> None:
    make_list("pills.example", kind=DOMAINS, outcome="spam")
    jo = get_or_create_guest(name="Jo", email="", url="https://pills.example/")
    verdict = ListedDomains().screen(submission(jo, "Hello"))
    assert verdict is not None
    assert (verdict.outcome, verdict.evidence["places"]) == (Outcome.SPAM, "website")


def test_other_domains_pass(make_list: MakeList, submission: Submit, rex: Commenter) -> None:
    make_list("pills.example", kind=DOMAINS)
    assert ListedDomains().screen(submission(rex, "https://notpills.example/ e.g. this")) is None


def test_domain_lists_and_word_lists_are_separate(
    make_list: MakeList, submission: Submit, rex: Commenter
) -> None:
    make_list("pills.example", kind=DOMAINS)
    make_list("harbour", name="Words")
    assert ListedWords().screen(submission(rex, "pills.example")) is None
    assert ListedDomains().screen(submission(rex, "harbour")) is None
