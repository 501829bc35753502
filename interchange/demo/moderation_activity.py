"""Create decisions, a ban, and queue items for the demo."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Commenter, Thread
from comments.submission.screening import RequestFacts
from comments.submission.services import submit_comment
from comments.threads.services.status import change_status
from comments.visitors.services.commenters import get_or_create_guest, set_trust
from moderation.bans.services import create_ban
from moderation.decisions.services.decide import decide
from moderation.models import Decision

_FERRY = "in-praise-of-the-chain-ferry"
_CLOCK = "a-clock-that-is-wrong-on-purpose"
_BRIDGE = "the-bridge-will-not-save-us"
_BAN_LENGTH = dt.timedelta(days=14)
_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

_WATCHES = (
    "Great article, very informative, I bookmark you!! Best PREMIUM WATCHES at factory price "
    "https://watches.example/?ref=harbour https://watches.example/sale "
    "https://watches.example/ladies worldwide shipping"
)
_LOAN = "Fast loan no questions https://loans.example/apply?id=991"
_MAST = (
    "Measure the mast. Measure the mast. Measure the mast. I have said so under every article of "
    "yours since April and shall go on until somebody measures the mast."
)


def create_moderation_activity(moderator: User) -> None:
    """Create decisions by ``moderator``, a ban, and items in the moderation queue."""
    for commenter in Commenter.objects.filter(comments__status=Comment.Status.PUBLISHED).distinct():
        set_trust(commenter=commenter, trust=Commenter.Trust.TRUSTED)
    _remove_comment(moderator)
    _withdraw_comment()
    _ban_commenter(moderator)
    _fill_queue()


def _remove_comment(moderator: User) -> None:
    comment = _get_comment(_BRIDGE, 47)
    decide(
        moderator=moderator,
        item=comment,
        action=Decision.Action.REMOVE,
        explanation=(
            "Attacks a person for where they come from. The argument is welcome, this isn’t."
        ),
        expected_version=comment.version,
    )


def _withdraw_comment() -> None:
    comment = _get_comment(_BRIDGE, 71)
    change_status(comment=comment, to=Comment.Status.WITHDRAWN, expected_version=comment.version)


def _ban_commenter(moderator: User) -> None:
    comment = _submit(_BRIDGE, "Plumb Bob", _MAST, ip="203.0.113.77")
    decide(
        moderator=moderator,
        item=comment,
        action=Decision.Action.REJECT,
        explanation="The same words for the seventh time.",
        expected_version=comment.version,
    )
    create_ban(
        moderator=moderator,
        commenter=comment.commenter,
        explanation="The same comment under every article, after three requests to stop.",
        until=timezone.now() + _BAN_LENGTH,
        note="Harmless, and has a point about the mast. Two weeks, not more.",
    )


def _fill_queue() -> None:
    _submit(
        _BRIDGE,
        "Greta Holm",
        "39 Bert from the Ness\nI’ve read this blog for two years and never written. My parents "
        "live three doors from your sister. I did a Saturday at the table and wrote down the "
        "doctor ninety times. Thank you for saying “both”.",
        ip="198.51.100.14",
        reply_to=39,
    )
    _submit(
        _FERRY,
        "Sam from upriver",
        "@Old Salt\nIt <em>was</em> white wine, it was my linen, and it worked.",
        ip="192.0.2.140",
        reply_to=13,
    )
    _submit(_CLOCK, "Premium Watches", _WATCHES, ip="203.0.113.9")
    _submit(_CLOCK, "fastloan24", _LOAN, ip="203.0.113.10", honeypot="fastloan24")


def _submit(
    basename: str, name: str, body: str, *, ip: str, reply_to: int = 0, honeypot: str = ""
) -> Comment:
    email = f"{name.lower().replace(' ', '.')}@readers.example"
    submitted = submit_comment(
        thread=Thread.objects.select_related("article__author").get(article__basename=basename),
        commenter=get_or_create_guest(name=name, email=email),
        body=body,
        reply_to=_get_comment(basename, reply_to) if reply_to else None,
        request_facts=RequestFacts(ip_address=ip, user_agent=_BROWSER, honeypot=honeypot),
    )
    if submitted.comment is None:
        raise RuntimeError(f"A comment of the demo was refused: {submitted.verdict.get_message()}")
    return submitted.comment


def _get_comment(basename: str, number: int) -> Comment:
    return Comment.objects.select_related("thread__article__author", "commenter").get(
        thread__article__basename=basename, number=number
    )
