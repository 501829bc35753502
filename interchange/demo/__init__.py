"""The Slack Tide: an invented blog that shows what the software does, and the people to try it as.

Articles and comments are in ``slack-tide.txt``, in the format in which TypePad exported its blogs,
and come in by the importer. Their dates are fixed, so that their addresses are the same everywhere;
what waits for the moderators is written at the moment of loading.
"""

from interchange.demo.demo_users import UsernameTaken, get_working_logins
from interchange.demo.loading import is_site_empty, load_demo

__all__ = ["UsernameTaken", "get_working_logins", "is_site_empty", "load_demo"]
