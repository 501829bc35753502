"""Pages of threads, commenters' pages, and the way in for comments."""

from comments.views.people import person
from comments.views.posting import post_comment
from comments.views.thread import comment_page, fragment, go_to_number, permalink

__all__ = ["comment_page", "fragment", "go_to_number", "permalink", "person", "post_comment"]
