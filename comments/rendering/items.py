"""Comments as items on a page. An item combines a comment with its URLs and references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, Q
from django.db.models.lookups import In
from django.utils.translation import gettext as _

from comments.models import Comment, Reference
from comments.rendering.rows import CommentRow
from comments.threads import tree
from comments.threads.ordering import View
from comments.threads.thread_urls import ThreadUrls
from core.compiled_queries import CompiledQuery, Parameter

if TYPE_CHECKING:
    from django.db.models import QuerySet

# If a comment has more replies than this, the first ones are listed and the rest are counted.
MAX_REPLIES_LISTED = 12
# The style sheet indents no further. Deeper replies get their own page.
MAX_INDENTED_DEPTH = 12
# Phones indent no further, so deeper replies name the comment that they reply to.
MAX_PHONE_DEPTH = 6


class ReferenceLink(NamedTuple):
    """A link to the comment at the other end of a reference: its source or its target.

    ``is_present`` is false if that comment isn't in the thread and is known only from a pasted
    byline.
    """

    number: int
    name: str
    url: str
    is_present: bool = True
    cue: str = ""
    # The threaded view shows this relation by indentation.
    is_indented: bool = False


class CommentItem(NamedTuple):
    """One comment on a page, or the stub in its place."""

    comment: CommentRow
    url: str
    reply_url: str
    depth: int = 0
    in_reply_to: Sequence[ReferenceLink] = ()
    replies: Sequence[ReferenceLink] = ()
    # Number of replies beyond those in ``replies``.
    more_replies: int = 0
    # The page that shows the replies with less indentation if they are too deep here.
    branch_url: str = ""

    @property
    def menu_url(self) -> str:
        """The URL of the page with all actions for the comment."""
        path, mark, query = self.url.partition("?")
        return f"{path}more/{mark}{query}"

    @property
    def stub_text(self) -> str:
        """The notice shown in place of a comment that can't be read."""
        match self.comment.status:
            case Comment.Status.WITHDRAWN:
                return _("Deleted by its author.")
            case Comment.Status.HELD:
                return _("This comment is awaiting moderation.")
            case _other:
                return _("Removed by a moderator.")


def build_items(
    urls: ThreadUrls, comments: Sequence[CommentRow], *, base_depth: int = 0
) -> Iterator[CommentItem]:
    """Yield an item for each comment, with its replies and the comments it replies to.

    ``comments`` must belong to one thread and be in page order. ``base_depth`` is subtracted from
    the depths of the comments. One query.
    """
    numbers_by_id = {comment.pk: comment.number for comment in comments}
    in_reply_to, replies = _load_references(urls, numbers_by_id)
    base, query = urls.base, urls.query
    threaded = urls.view is View.THREADED
    if threaded:
        _mark_indented(comments, base_depth, in_reply_to, replies)
    for comment, following in zip_longest(comments, comments[1:]):
        replying = replies.get(comment.pk, [])
        has_replies_below = following is not None and tree.is_below(following, comment)
        yield CommentItem(
            comment=comment,
            url=f"{base}{comment.number}/{query}",
            reply_url=f"{base}{comment.number}/reply/{query}",
            depth=comment.depth - base_depth if threaded else 0,
            in_reply_to=in_reply_to.get(comment.pk, []) if comment.is_readable else (),
            replies=replying[:MAX_REPLIES_LISTED],
            more_replies=max(0, len(replying) - MAX_REPLIES_LISTED),
            branch_url=(
                f"{base}{comment.number}/thread/"
                if threaded
                and has_replies_below
                and comment.depth - base_depth == MAX_INDENTED_DEPTH
                else ""
            ),
        )


type _Links = dict[int, list[ReferenceLink]]


def _mark_indented(
    comments: Sequence[CommentRow], base_depth: int, in_reply_to: _Links, replies: _Links
) -> None:
    """Mark the references to parents that the indentation shows, and remove those from replies."""
    ids_by_number = {comment.number: comment.pk for comment in comments}
    for comment in comments:
        parent = tree.get_displayed_parent(comment)
        if parent not in ids_by_number or comment.depth - base_depth > MAX_PHONE_DEPTH:
            continue
        in_reply_to[comment.pk] = [
            link._replace(is_indented=link.number == parent)
            for link in in_reply_to.get(comment.pk, [])
        ]
        replies[ids_by_number[parent]] = [
            link for link in replies.get(ids_by_number[parent], []) if link.number != comment.number
        ]


def _load_references(urls: ThreadUrls, numbers_by_id: Mapping[int, int]) -> tuple[_Links, _Links]:
    """Return the references from and to the comments on a page, each keyed by comment ID."""
    in_reply_to: _Links = {}
    replies: _Links = {}
    numbers = set(numbers_by_id.values())
    base, query = urls.base, urls.query

    def get_url(number: int) -> str:
        return f"#c{number}" if number in numbers else f"{base}{number}/{query}"

    for row in _REFERENCES(list(numbers_by_id)) if numbers_by_id else ():
        # Filtered here rather than in SQL, where SQLite would scan all published comments on the
        # site to find the few that reference these.
        if row.source_status != Comment.Status.PUBLISHED:
            continue
        number = row.target_number
        if row.source_id in numbers_by_id:
            name, is_present = row.target_name or row.name, row.target_id is not None
            link = ReferenceLink(number, name, get_url(number), is_present, row.cue)
            in_reply_to.setdefault(row.source_id, []).append(link)
        if (target := row.target_id) is not None and target in numbers_by_id:
            number = row.source_number or 0
            link = ReferenceLink(number, row.source_name, get_url(number), cue=row.cue)
            replies.setdefault(target, []).append(link)
    return in_reply_to, replies


class _ReferenceRow(NamedTuple):
    source_id: int
    source_status: str
    source_number: int | None
    source_name: str
    target_id: int | None
    target_number: int
    target_name: str | None
    name: str
    cue: str


def _select_references(comment_ids: list[Parameter]) -> QuerySet[Reference, Any]:
    return (
        Reference.objects.filter(
            Q(In(F("source_id"), comment_ids)) | Q(In(F("target_id"), comment_ids))
        )
        .order_by("source__number", "target_number")
        .values_list(
            "source_id", "source__status", "source__number", "source__author_name",
            "target_id", "target_number", "target__author_name", "name", "cue",
        )
    )  # fmt: skip


_REFERENCES = CompiledQuery(_ReferenceRow._make, _select_references)
