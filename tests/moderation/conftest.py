from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from comments.models import Commenter
from moderation.decisions.services.decide import decide
from moderation.models import Decision, Guideline, Statement
from tests.people import CreateComment

Remove = Callable[..., Statement]


@pytest.fixture
def moderator(client: Client, mo: User) -> Client:
    """Return a client in which Mo is logged in."""
    client.force_login(mo)
    return client


@pytest.fixture
def remove(create_comment: CreateComment, rex: Commenter, mo: User) -> Remove:
    """Function that removes a comment by Rex and returns the statement."""

    def _remove(
        body: str = "You fool",
        *,
        moderator: User = mo,
        guideline: str = "insult",
        explanation: str = "",
    ) -> Statement:
        comment = create_comment(rex, body)
        decision = decide(
            moderator=moderator,
            item=comment,
            action=Decision.Action.REMOVE,
            guideline=Guideline.objects.get(code=guideline),
            explanation=explanation,
            expected_version=comment.version,
        )
        return Statement.objects.get(decision=decision)

    return _remove
