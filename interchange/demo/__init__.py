"""The Slack Tide: a fictional blog that shows what the software does, with users for trying it out.

Articles and comments are imported from ``slack-tide.txt``, which is in TypePad's export format.
Their dates are fixed, which makes their URLs the same on every site. The moderation queue is filled
when the demo is loaded.
"""

from interchange.demo.demo_users import UsernameTaken, get_working_logins
from interchange.demo.loading import is_site_empty, load_demo

__all__ = ["UsernameTaken", "get_working_logins", "is_site_empty", "load_demo"]
