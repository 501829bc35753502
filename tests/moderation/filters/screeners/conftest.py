"""Fixtures for tests of single screeners."""

from collections.abc import Callable

import pytest

from accounts.models import User
from comments.models import Commenter, Thread
from comments.submission.screening import RequestFacts, Submission
from comments.submission.services import build_submission
from comments.visitors.visitor import ANONYMOUS_VISITOR, Visitor
from moderation.filters.word_lists.services import activate_word_list
from moderation.models import WordList, WordListVersion

Submit = Callable[..., Submission]
MakeList = Callable[..., WordListVersion]


@pytest.fixture
def submission(thread: Thread) -> Submit:
    """``submission(rex, "Hello")`` builds what a screener receives."""

    def make(commenter: Commenter, body: str) -> Submission:
        visitor = Visitor(commenter.user) if commenter.user else ANONYMOUS_VISITOR
        facts = RequestFacts("192.0.2.1", visitor=visitor)
        return build_submission(thread=thread, commenter=commenter, body=body, facts=facts)

    return make


@pytest.fixture
def make_list(ed: User) -> MakeList:
    """``make_list("pills", outcome="reject")`` creates and activates a list."""

    def make(terms: str, name: str = "Watched", **fields: object) -> WordListVersion:
        word_list = WordList.objects.create(name=name, terms=terms, **fields)
        return activate_word_list(editor=ed, word_list=word_list)

    return make
