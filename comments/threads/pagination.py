"""Page numbers in a thread.

A flat page is a range of comment numbers, so a comment's number determines its page. A threaded
page is a range of the tree order.
"""

from django.conf import settings

from comments.models import Comment, Thread
from comments.threads.ordering import Order, View, build_position_filter


def get_page_size() -> int:
    size: int = settings.COMMENTS_PER_PAGE
    return size


def get_page_count(thread: Thread, view: View) -> int:
    """Return the number of pages. An empty thread has one page."""
    slots = (
        thread.numbered_count
        if view is View.THREADED
        else thread.last_number - thread.first_number + 1
    )
    return max(1, -(-slots // get_page_size()))


def find_page_number(
    comment: Comment, thread: Thread, view: View, order: Order = Order.OLDEST
) -> int:
    """Return the number of the page that shows a numbered comment.

    Takes one query in the threaded view and none in the flat view.
    """
    number = comment.number or 0
    if view is View.THREADED:
        numbered = Comment.objects.filter(thread=thread).numbered()
        before = numbered.filter(
            build_position_filter(comment, view, order, backwards=True)
        ).count()
    elif order is Order.NEWEST:
        before = thread.last_number - number
    else:
        before = number - thread.first_number
    return before // get_page_size() + 1
