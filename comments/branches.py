"""A comment and all the answers below it, in pages of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from blog.models import Article
from comments import tree
from comments.models import Comment
from comments.pages import Addresses, Item, items, page_size
from comments.sequence import View
from comments.shown import shown


@dataclass(frozen=True, slots=True)
class Branch:
    """One page of a branch; depths count from the comment with which the branch begins."""

    addresses: Addresses
    root: Comment
    number: int
    items: Sequence[Item]
    has_next: bool

    @property
    def previous_number(self) -> int:
        """The number of the page before, or 0."""
        return self.number - 1

    @property
    def next_number(self) -> int:
        """The number of the page after, or 0."""
        return self.number + 1 if self.has_next else 0

    @property
    def root_url(self) -> str:
        """The address of the first comment in its place in the whole tree."""
        return f"{self.addresses.base}{self.root.number}/{self.addresses.query}"


def load_branch(*, article: Article, root: Comment, number: int) -> Branch:
    """Return one page of the branch that begins with a numbered comment. Two queries.

    A branch is a range of the tree's order, whose index finds it. Raises ``Http404`` for a page
    that the branch doesn't have.
    """
    if number < 1:
        raise Http404("There is no page before the first")
    addresses, size = Addresses(article, View.THREADED), page_size()
    begin, end = tree.branch(bytes(root.order_key))
    rows = Comment.objects.filter(thread=root.thread_id, order_key__gte=begin, order_key__lt=end)
    start = (number - 1) * size
    comments = shown(rows.numbered().order_by("order_key")[start : start + size + 1])
    if not comments:
        raise Http404("The branch has no such page")
    # The form stands under the article.
    drawn = [
        item._replace(reply_url=f"{article.get_absolute_url()}{item.reply_url}")
        for item in items(addresses, comments[:size], depth=root.depth)
    ]
    return Branch(addresses, root, number, drawn, has_next=len(comments) > size)
