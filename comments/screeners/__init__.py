"""The screeners that need no moderator. The setting ``COMMENT_SCREENERS`` has their order."""

from comments.screeners.form import Honeypot
from comments.screeners.threads import SlowMode, ThreadClosed, ThreadHeld

__all__ = ["Honeypot", "SlowMode", "ThreadClosed", "ThreadHeld"]
