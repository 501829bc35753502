"""The screeners that need no moderator. The setting ``COMMENT_SCREENERS`` has their order."""

from comments.screeners.form import FormTiming, Honeypot
from comments.screeners.pace import Pace
from comments.screeners.repeats import Duplicates
from comments.screeners.shape import Shape
from comments.screeners.threads import SlowMode, ThreadClosed, ThreadHeld

__all__ = [
    "Duplicates",
    "FormTiming",
    "Honeypot",
    "Pace",
    "Shape",
    "SlowMode",
    "ThreadClosed",
    "ThreadHeld",
]
