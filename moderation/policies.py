"""Who may decide what. Asked by templates and the admin, and asked again by services."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from comments.models import Comment, Thread
from comments.policies import Visitor
from moderation.models import Appeal, Ban, Decision, Note, Statement

# A ban for longer is one for good.
LONGEST_BAN = dt.timedelta(days=366)


def moderates_everywhere(user: Visitor) -> bool:
    """Whether the user may decide on every comment, wherever it stands."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def can_moderate(user: Visitor, comment: Comment) -> bool:
    """Whether the user may decide on this comment: moderators, and its article's author.

    ``comment`` comes with its thread and article. Agrees with ``CommentQuerySet.moderatable_by``.
    """
    return moderates_everywhere(user) or (
        _moderates_own(user) and comment.thread.article.author_id == user.pk
    )


def can_feature(user: Visitor, comment: Comment) -> bool:
    """Whether the user may feature a comment: its article's author, and moderators.

    ``comment`` comes with its thread and article.
    """
    own_article = user.is_authenticated and comment.thread.article.author_id == user.pk
    return can_moderate(user, comment) or (
        own_article and user.is_active and user.has_perm("blog.change_article")
    )


def can_correct(user: Visitor, comment: Comment) -> bool:
    """Whether the user may change the text of a comment: of one that waits or can be read."""
    stands = comment.status in {Comment.Status.HELD, Comment.Status.PUBLISHED}
    return stands and can_moderate(user, comment)


def can_undo(user: Visitor, decision: Decision) -> bool:
    """Whether the user may take a decision back: whoever could have made it."""
    if decision.comment:
        return can_moderate(user, decision.comment)
    if decision.ban:
        return _handles(user, decision.ban)
    if decision.thread:
        return can_change_comment_policy(user, decision.thread)
    return can_sanction(user)


def can_see_queue(user: Visitor) -> bool:
    """Whether the user may see what waits: everywhere, or under own articles."""
    return moderates_everywhere(user) or _moderates_own(user)


def _moderates_own(user: Visitor) -> bool:
    return user.is_active and user.has_perm("comments.moderate_own_article")


def can_change_comment_policy(user: Visitor, thread: Thread) -> bool:
    """Whether the user may say how a thread takes comments: moderators, and its article's author.

    ``thread`` comes with its article.
    """
    return (
        user.is_active
        and user.has_perm("comments.change_thread")
        and (user.has_perm("comments.moderate_comment") or thread.article.author_id == user.pk)
    )


def can_ban(user: Visitor) -> bool:
    """Whether the user may keep somebody from posting, at least one person for a time."""
    return user.is_active and user.has_perm("moderation.add_ban")


def can_ban_widely(user: Visitor) -> bool:
    """Whether the user may ban for good, and whoever fits a range, a domain or a pattern."""
    return can_ban(user) and user.has_perm("moderation.ban_widely")


def can_make_ban(user: Visitor, *, narrow: bool, until: dt.datetime | None) -> bool:
    """Whether the user may make such a ban: of one person (``narrow``) or more, with an end."""
    for_a_time = until is not None and until <= timezone.now() + LONGEST_BAN
    return can_ban(user) and ((narrow and for_a_time) or can_ban_widely(user))


def can_lift_ban(user: Visitor, ban: Ban) -> bool:
    """Whether the user may end this ban before its time: whoever may make such a one."""
    return ban.lifted_at is None and _handles(user, ban)


def _handles(user: Visitor, ban: Ban) -> bool:
    may_make = can_make_ban(user, narrow=ban.is_narrow, until=ban.ends_at)
    return may_make and user.has_perm("moderation.lift_ban")


def can_sanction(user: Visitor) -> bool:
    """Whether the user may warn, mute, and have somebody read first."""
    return user.is_active and user.has_perm("moderation.add_sanction")


def can_message_commenters(user: Visitor) -> bool:
    """Whether the user may write to commenters, and read what they answer."""
    return user.is_active and user.has_perm("moderation.add_modmailmessage")


def can_note(user: Visitor) -> bool:
    """Whether the user may read and keep notes on commenters, and see what is known of them."""
    return user.is_active and user.has_perm("moderation.add_note")


def can_remove_note(user: Visitor, note: Note) -> bool:
    """Whether the user may take a note away: one's own, and as an editor any."""
    own = can_note(user) and note.author_id == user.pk
    return own or (user.is_active and user.has_perm("moderation.delete_note"))


def can_appeal(statement: Statement) -> bool:
    """Whether an appeal is taken: one a decision that stands, within its time.

    Whose it is, the key of the statement's address says.
    """
    if hasattr(statement, "appeal") or hasattr(statement.decision, "undone_by"):
        return False
    return timezone.now() < statement.appeal_until


def can_see_appeals(user: Visitor) -> bool:
    """Whether the user may see the appeals that wait for an answer."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def can_answer_appeal(user: Visitor, appeal: Appeal) -> bool:
    """Whether the user may answer an appeal: not whoever decided, unless nobody else could.

    Whoever may not undo the decision could only refuse, and leaves it to those who may. Nobody
    answers an appeal of their own. Others are asked for only where the user has decided.
    """
    return _could_answer(user, appeal.statement) and (
        appeal.statement.decision.actor_id != user.pk or not _others_could_answer(appeal.statement)
    )


def _could_answer(user: Visitor, statement: Statement) -> bool:
    """Whether the user could grant an appeal against what a statement tells, and refuse it."""
    is_own = statement.commenter.user_id == user.pk
    return can_see_appeals(user) and not is_own and can_undo(user, statement.decision)


def _others_could_answer(statement: Statement) -> bool:
    """Whether somebody could answer who has not decided what a statement tells."""
    backend = "django.contrib.auth.backends.ModelBackend"
    moderators = User.objects.with_perm("comments.moderate_comment", backend=backend)
    others = moderators.filter(is_staff=True).exclude(decisions=statement.decision)
    return any(_could_answer(other, statement) for other in others)


def can_rule(user: Visitor) -> bool:
    """Whether the user may write word lists and put them in force."""
    return user.is_active and user.has_perm("moderation.change_wordlist")
