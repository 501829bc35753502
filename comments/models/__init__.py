from comments.models.announcement import Announcement
from comments.models.comment import Comment
from comments.models.commenter import Commenter
from comments.models.confirmation import Confirmation
from comments.models.legacy_comment_id import LegacyCommentId
from comments.models.mail_address import MailAddress
from comments.models.minhash import MinHash
from comments.models.mute import HiddenParts, Mute
from comments.models.notification import Notification
from comments.models.read_mark import ReadMark
from comments.models.recommendation import Recommendation
from comments.models.reference import Reference
from comments.models.revision import CommentRevision
from comments.models.settings import CommentSettings
from comments.models.subscription import Subscription
from comments.models.thread import Thread

__all__ = [
    "Announcement",
    "Comment",
    "CommentRevision",
    "CommentSettings",
    "Commenter",
    "Confirmation",
    "HiddenParts",
    "LegacyCommentId",
    "MailAddress",
    "MinHash",
    "Mute",
    "Notification",
    "ReadMark",
    "Recommendation",
    "Reference",
    "Subscription",
    "Thread",
]
