"""Comments, commenters, bans and decisions in the admin.

Nothing is changed here by saving a form: every button goes to a service, which asks the policies
again and writes the decision down.
"""

from moderation.admin.commenters import BanAdmin, CommenterAdmin
from moderation.admin.comments import CommentAdmin
from moderation.admin.decisions import DecisionAdmin

__all__ = ["BanAdmin", "CommentAdmin", "CommenterAdmin", "DecisionAdmin"]
