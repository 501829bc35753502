"""Comments, threads, commenters, bans, decisions and rules in the admin.

Nothing of that but the rules is changed here by saving a form: every button goes to a service,
which asks the policies again and writes the decision down.
"""

from moderation.admin.commenters import BanAdmin, CommenterAdmin
from moderation.admin.comments import CommentAdmin
from moderation.admin.decisions import DecisionAdmin
from moderation.admin.guidelines import GuidelineAdmin
from moderation.admin.settings import ModerationSettingsAdmin
from moderation.admin.thread_policy import ThreadPolicyInline
from moderation.admin.threads import ThreadAdmin
from moderation.admin.word_lists import WordListAdmin

__all__ = [
    "BanAdmin",
    "CommentAdmin",
    "CommenterAdmin",
    "DecisionAdmin",
    "GuidelineAdmin",
    "ModerationSettingsAdmin",
    "ThreadAdmin",
    "ThreadPolicyInline",
    "WordListAdmin",
]
