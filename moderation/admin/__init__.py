"""Admin for comments, threads, commenters, bans, decisions, guidelines, and word lists.

Only guidelines and settings are saved directly. All other changes go through services, which check
the permissions again.
"""

from moderation.admin.comment_policy import CommentPolicyInline
from moderation.admin.commenters import BanAdmin, CommenterAdmin
from moderation.admin.comments import CommentAdmin
from moderation.admin.decisions import DecisionAdmin
from moderation.admin.guidelines import GuidelineAdmin
from moderation.admin.settings import ModerationSettingsAdmin
from moderation.admin.threads import ThreadAdmin
from moderation.admin.word_lists import WordListAdmin

__all__ = [
    "BanAdmin",
    "CommentAdmin",
    "CommentPolicyInline",
    "CommenterAdmin",
    "DecisionAdmin",
    "GuidelineAdmin",
    "ModerationSettingsAdmin",
    "ThreadAdmin",
    "WordListAdmin",
]
