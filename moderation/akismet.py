"""Asking Akismet, a service that knows the spam of many sites.

The protocol: https://akismet.com/developers/detailed-docs/comment-check/ and the pages beside it.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from blog.site import absolute, current_site
from comments.models import Comment
from core.outbound.client import RequestLimits, Response, send_request
from core.outbound.errors import OutboundError

_API = "https://rest.akismet.com/1.1"
_LIMITS = RequestLimits(seconds=10, size=10_000)
_THANKS = b"Thanks for making the web a better place."


class AkismetFailed(Exception):
    """No answer that can be understood came back."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What Akismet thinks of a comment; ``is_blatant`` where it says that nobody need look."""

    is_spam: bool
    is_blatant: bool = False


def ask(comment: Comment, *, edited: bool = False) -> Opinion:
    """Ask what a comment is. It comes with its article, commenter and network address.

    Raises ``AkismetFailed``.
    """
    more = {"recheck_reason": "edit"} if edited else {}
    answer = _call("comment-check", comment, more)
    if answer.body not in {b"true", b"false"}:
        raise AkismetFailed(_help(answer))
    blatant = answer.headers.get("x-akismet-pro-tip") == "discard"
    return Opinion(answer.body == b"true", blatant)


def tell(comment: Comment, *, is_spam: bool) -> None:
    """Tell what a comment really was, as a moderator decided. Raises ``AkismetFailed``."""
    answer = _call("submit-spam" if is_spam else "submit-ham", comment, {})
    if answer.body != _THANKS:
        raise AkismetFailed(_help(answer))


def _call(method: str, comment: Comment, more: dict[str, str]) -> Response:
    body = urlencode(_facts(comment) | more).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        return send_request("POST", f"{_API}/{method}", body=body, headers=headers, limits=_LIMITS)
    except OutboundError as error:
        raise AkismetFailed(str(error)) from error


def _facts(comment: Comment) -> dict[str, str]:
    return {
        "api_key": settings.AKISMET_KEY,
        "blog": f"{settings.SITE_URL}/",
        "blog_lang": current_site().language,
        "blog_charset": "UTF-8",
        "user_ip": comment.ip_address or "",
        "user_agent": comment.user_agent,
        "permalink": absolute(comment.thread.article.get_absolute_url()),
        "comment_type": "reply" if comment.parent_id else "comment",
        "comment_author": comment.author_name,
        "comment_author_email": comment.commenter.email,
        "comment_author_url": comment.author_url,
        "comment_content": comment.source,
        "comment_date_gmt": comment.submitted_at.isoformat(timespec="seconds"),
    }


def _help(answer: Response) -> str:
    return answer.headers.get("x-akismet-debug-help") or f"Status {answer.status}"
