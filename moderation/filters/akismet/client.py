"""HTTP client for Akismet.

See https://akismet.com/developers/detailed-docs/comment-check/ and the related pages.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from blog.site.current import build_absolute_url, get_current_site
from comments.models import Comment
from core.outbound.client import RequestLimits, Response, send_request
from core.outbound.errors import OutboundError

# The name under which Akismet's decisions are logged.
SCREENER_NAME = "akismet"
_API = "https://rest.akismet.com/1.1"
_LIMITS = RequestLimits(seconds=10, size=10_000)
_FEEDBACK_ACCEPTED = b"Thanks for making the web a better place."


class AkismetFailed(Exception):
    """Akismet didn't respond, or its response can't be parsed."""


@dataclass(frozen=True, slots=True)
class AkismetResult:
    """Akismet's classification of a comment. Blatant spam needs no review, according to Akismet."""

    is_spam: bool
    is_blatant: bool = False


def get_comment(pk: int) -> Comment | None:
    """Return a comment with all related objects that are sent to Akismet, if it exists."""
    rows = Comment.objects.with_article().select_related("commenter__user")
    return rows.filter(pk=pk).first()


def check_comment(comment: Comment, *, edited: bool = False) -> AkismetResult:
    """Ask Akismet whether a comment is spam.

    ``comment`` must have its article and commenter loaded, and have an IP address. Raises
    ``AkismetFailed`` if there is no valid response.
    """
    extra = {"recheck_reason": "edit"} if edited else {}
    response = _call("comment-check", comment, extra)
    if response.body not in {b"true", b"false"}:
        raise AkismetFailed(_get_error(response))
    is_blatant = response.headers.get("x-akismet-pro-tip") == "discard"
    return AkismetResult(response.body == b"true", is_blatant)


def submit_feedback(comment: Comment, *, is_spam: bool) -> None:
    """Report to Akismet whether a moderator considers a comment spam.

    Raises ``AkismetFailed`` if there is no valid response.
    """
    response = _call("submit-spam" if is_spam else "submit-ham", comment, {})
    if response.body != _FEEDBACK_ACCEPTED:
        raise AkismetFailed(_get_error(response))


def _call(method: str, comment: Comment, extra: dict[str, str]) -> Response:
    body = urlencode(_build_parameters(comment) | extra).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        return send_request("POST", f"{_API}/{method}", body=body, headers=headers, limits=_LIMITS)
    except OutboundError as error:
        raise AkismetFailed(str(error)) from error


def _build_parameters(comment: Comment) -> dict[str, str]:
    return {
        "api_key": settings.AKISMET_KEY,
        "blog": f"{settings.SITE_URL}/",
        "blog_lang": get_current_site().language,
        "blog_charset": "UTF-8",
        "user_ip": comment.ip_address or "",
        "user_agent": comment.user_agent,
        "permalink": build_absolute_url(comment.thread.article.get_absolute_url()),
        "comment_type": "reply" if comment.parent_id else "comment",
        "comment_author": comment.author_name,
        "comment_author_email": comment.commenter.email,
        "comment_author_url": comment.author_url,
        "comment_content": comment.source,
        "comment_date_gmt": comment.submitted_at.isoformat(timespec="seconds"),
    }


def _get_error(response: Response) -> str:
    return response.headers.get("x-akismet-debug-help") or f"Status {response.status}"
