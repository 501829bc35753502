"""Pages that show a branch of a thread: a comment and all replies below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from blog.models import Article
from comments.models import Comment
from comments.rendering.items import CommentItem, build_items
from comments.rendering.rows import fetch_rows
from comments.threads import tree
from comments.threads.ordering import View
from comments.threads.pagination import get_page_size
from comments.threads.thread_urls import ThreadUrls


@dataclass(frozen=True, slots=True)
class BranchPage:
    """One page of a branch. The depths of its comments are relative to the root comment."""

    urls: ThreadUrls
    root: Comment
    number: int
    items: Sequence[CommentItem]
    has_next: bool

    @property
    def previous_number(self) -> int:
        """The number of the previous page, or 0."""
        return self.number - 1

    @property
    def next_number(self) -> int:
        """The number of the next page, or 0."""
        return self.number + 1 if self.has_next else 0

    @property
    def root_url(self) -> str:
        """The URL of the root comment in the full thread."""
        return self.urls.get_comment_url(self.root.number or 0)


def load_branch_page(*, article: Article, root: Comment, number: int) -> BranchPage:
    """Return a page of the branch that starts with a numbered comment. Two queries.

    Raises ``Http404`` if the branch has no such page.
    """
    if number < 1:
        raise Http404("Pages start at 1")
    urls, size = ThreadUrls(article, View.THREADED), get_page_size()
    begin, end = tree.get_branch_range(bytes(root.order_key))
    rows = Comment.objects.filter(thread=root.thread_id, order_key__gte=begin, order_key__lt=end)
    start = (number - 1) * size
    comments = fetch_rows(rows.numbered().order_by("order_key")[start : start + size + 1])
    if not comments:
        raise Http404("The branch has no such page")
    items = list(build_items(urls, comments[:size], base_depth=root.depth))
    return BranchPage(urls, root, number, items, has_next=len(comments) > size)
