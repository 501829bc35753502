"""The Slack Tide: a fictional blog that shows what the software does, with users to try it.

Articles and comments are in ``slack-tide.txt`` in TypePad's export format, and are imported. Their
dates are fixed, so their URLs are the same on each site. The moderation queue is filled when the
demo is loaded.
"""

from interchange.demo.demo_users import UsernameTaken, get_working_logins
from interchange.demo.loading import is_site_empty, load_demo

__all__ = ["UsernameTaken", "get_working_logins", "is_site_empty", "load_demo"]
