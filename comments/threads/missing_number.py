"""The number of a comment that a reader looked for and that the thread doesn't have.

The form that jumps to a number leads to the nearest comment and passes the number on, so that the
page can say so.
"""

from django.http import HttpRequest

from comments.models import Comment, Thread


def parse_missing_number(request: HttpRequest) -> int | None:
    """Return the number that was passed on, or None if it isn't one."""
    number = request.GET.get("missing", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return int(number) if is_number else None


def get_missing_number(request: HttpRequest, thread: Thread) -> int | None:
    """Return the number that was passed on, unless the thread now has a comment with this number.

    One query if there is a number, otherwise none.
    """
    number = parse_missing_number(request)
    if number is None or Comment.objects.filter(thread=thread.pk, number=number).exists():
        return None
    return number
