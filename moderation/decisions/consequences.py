"""The consequences of a decision, in execution order.

They run in the decision's transaction, after its row is stored. If one fails, the decision is
rolled back. Anything that leaves the site (emails, Akismet requests) is sent after the commit.
"""

from collections.abc import Callable

from moderation.cooldown.checks import check_cooldown
from moderation.filters.akismet.feedback import enqueue_feedback
from moderation.filters.spam_training import train_on_decision
from moderation.models import Decision
from moderation.statements.services.reversed_decisions import grant_appeals
from moderation.statements.services.statements import issue_statement

CONSEQUENCES: tuple[Callable[..., object], ...] = (
    # First, because it quotes the comment and the guideline as they are when the decision is made.
    # The email is sent on commit.
    issue_statement,
    # Only for decisions that reverse earlier ones, which have no statement.
    grant_appeals,
    # Independent of the others. The training itself is enqueued on commit.
    train_on_decision,
    # After the statement, so that a cool-down is logged after everything related to the removal
    # that triggered it.
    check_cooldown,
    # Last, because it only enqueues a task on commit.
    enqueue_feedback,
)


def run_consequences(decision: Decision) -> None:
    """Run a decision's consequences in their fixed order."""
    for consequence in CONSEQUENCES:
        consequence(decision=decision)
