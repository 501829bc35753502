"""The demo site: a fictional blog named The Slack Tide, with users for trying out the software.

Articles and comments are imported from ``slack-tide.txt``, which is in TypePad's export format.
Their dates are fixed, so their URLs are the same on every site. The items in the moderation queue
are created when the demo is loaded.
"""

from interchange.demo.demo_users import UsernameTaken, get_working_logins
from interchange.demo.loading import (
    DemoNotAllowed,
    check_demo_allowed,
    is_site_empty,
    load_demo,
)

__all__ = [
    "DemoNotAllowed",
    "UsernameTaken",
    "check_demo_allowed",
    "get_working_logins",
    "is_site_empty",
    "load_demo",
]
