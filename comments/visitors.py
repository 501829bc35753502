"""Who is looking, and what they may see that others don't: their own comments."""

from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse

from accounts.visitors import get_current_user
from comments.authorship import Author
from comments.identity.known import known_here
from comments.models import Comment, CommentRevision, Thread
from comments.policies import can_read_waiting

_SALT = "comments.mine"
# A comment can be taken back at any time, so the browser had better remember it for long.
_KEPT_FOR = 365 * 24 * 60 * 60
# A cookie has little room; this many ids fill a tenth of it.
_AT_MOST = 40


def remember_mine(request: HttpRequest, response: HttpResponse, comment: Comment) -> None:
    """Let this browser know a comment as its own. An account knows its comments without that."""
    if get_current_user(request):
        return
    others = [pk for pk in _remembered(request) if pk != comment.pk]
    response.set_cookie(
        settings.MINE_COOKIE_NAME,
        signing.dumps([*others, comment.pk][-_AT_MOST:], salt=_SALT),
        max_age=_KEPT_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def author_of(request: HttpRequest) -> Author:
    """Return the visitor as the author of comments. No query for a stranger."""
    known = known_here(request)
    return Author(known.user, known.email, frozenset(_remembered(request)))


def own_comments(author: Author, thread: Thread) -> Sequence[Comment]:
    """Return the visitor's newest comments in a thread, whatever their status, oldest first.

    Each comes with its commenter and with ``waiting_edits``, its changes that wait. Two queries,
    or none for a visitor who can have written nothing.
    """
    if not author:
        return []
    rows = Comment.objects.by(author).filter(thread=thread)
    rows = rows.select_related("commenter").newest_first()
    waiting = Prefetch("revisions", CommentRevision.objects.waiting(), to_attr="waiting_edits")
    return list(rows.prefetch_related(waiting)[:_AT_MOST])[::-1]


def waiting_comments(author: Author, thread: Thread, own: Sequence[Comment]) -> Sequence[Comment]:
    """Return the comments of a thread that wait and that this visitor may see, oldest first.

    Moderators see all, others those of their ``own``, which are in order already.
    """
    if author.user and can_read_waiting(author.user):
        waiting = Comment.objects.filter(thread=thread).waiting()
        return list(waiting.order_by("submitted_at", "pk"))
    return [comment for comment in own if comment.status == Comment.Status.HELD]


def _remembered(request: HttpRequest) -> list[int]:
    cookie = request.COOKIES.get(settings.MINE_COOKIE_NAME, "")
    try:
        return list(signing.loads(cookie, salt=_SALT, max_age=_KEPT_FOR)) if cookie else []
    except signing.BadSignature:
        return []
