"""Permission checks used by templates, views, and the admin, and enforced again by services."""

import datetime as dt

from django.db.models import F
from django.utils import timezone

from accounts.models import AnyUser, User
from comments.models import Comment, Thread
from moderation.models import Appeal, Ban, Decision, Note, Statement

# Longer bans count as permanent.
LONGEST_BAN = dt.timedelta(days=366)


def moderates_everywhere(user: AnyUser) -> bool:
    """Check whether the user may moderate all comments."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def can_moderate(user: AnyUser, comment: Comment) -> bool:
    """Check whether the user may moderate this comment.

    Moderators may moderate all comments. Authors may moderate those on their own articles if they
    have the permission to do so. ``comment`` must have its thread and article loaded.
    ``CommentQuerySet.moderatable_by`` implements the same rule as a query.
    """
    return moderates_everywhere(user) or (
        _moderates_own(user) and comment.thread.article.author_id == user.pk
    )


def can_feature(user: AnyUser, comment: Comment) -> bool:
    """Check whether the user may feature a comment.

    Moderators and the article's author may. ``comment`` must have its thread and article loaded.
    """
    own_article = user.is_authenticated and comment.thread.article.author_id == user.pk
    return can_moderate(user, comment) or (
        own_article and user.is_active and user.has_perm("blog.change_article")
    )


def can_decide(user: AnyUser, comment: Comment) -> bool:
    """Check whether the user may change the comment's status.

    Authors may not if someone else has rejected or removed the comment, marked it as spam, or put
    it back into the queue. One query for authors if the comment isn't published.
    """
    if not can_moderate(user, comment):
        return False
    if comment.status == Comment.Status.PUBLISHED or moderates_everywhere(user):
        return True
    # The latest decision that changed the status; the others leave it as it was.
    last = comment.decisions.exclude(before=F("after")).order_by("-pk").first()
    return last is None or can_overturn(user, last)


def can_edit_comment(user: AnyUser, comment: Comment) -> bool:
    """Check whether the user may edit the comment's text. It must be held or published.

    Authors may not change text last edited by another moderator. One query for authors if any
    moderator has edited the text.
    """
    is_editable = comment.status in {Comment.Status.HELD, Comment.Status.PUBLISHED}
    if not (is_editable and can_moderate(user, comment)):
        return False
    if comment.moderator_edited_at is None or moderates_everywhere(user):
        return True
    edits = comment.decisions.filter(action=Decision.Action.EDIT, undone_by=None)
    last = edits.order_by("-pk").first()
    return last is None or can_overturn(user, last)


def can_overturn(user: AnyUser, decision: Decision) -> bool:
    """Check whether the user may reverse a decision that they could make. No query.

    Authors may reverse only automatic decisions and their own.
    """
    return moderates_everywhere(user) or decision.actor_id in {None, user.pk}


def can_undo(user: AnyUser, decision: Decision) -> bool:
    """Check whether the user may undo a decision, which requires permission to make it."""
    if decision.comment:
        return can_moderate(user, decision.comment) and can_overturn(user, decision)
    if decision.ban:
        return _can_make_and_lift(user, decision.ban)
    if decision.thread:
        return can_change_comment_policy(user, decision.thread)
    return can_sanction(user)


def can_see_queue(user: AnyUser) -> bool:
    """Check whether the user may open the queue, which lists the comments they may moderate."""
    return moderates_everywhere(user) or _moderates_own(user)


def _moderates_own(user: AnyUser) -> bool:
    return user.is_active and user.has_perm("comments.moderate_own_article")


def can_change_comment_policy(user: AnyUser, thread: Thread) -> bool:
    """Check whether the user may change a thread's comment policy.

    Moderators and the article's author may, if they have the permission to change threads.
    ``thread`` must have its article loaded.
    """
    return (
        user.is_active
        and user.has_perm("comments.change_thread")
        and (user.has_perm("comments.moderate_comment") or thread.article.author_id == user.pk)
    )


def can_ban(user: AnyUser) -> bool:
    """Check whether the user may create bans.

    This permission alone allows banning only a single person for a limited time.
    """
    return user.is_active and user.has_perm("moderation.add_ban")


def can_ban_widely(user: AnyUser) -> bool:
    """Check whether the user may ban people permanently, or by network, domain, or pattern."""
    return can_ban(user) and user.has_perm("moderation.ban_widely")


def can_make_ban(user: AnyUser, *, narrow: bool, until: dt.datetime | None) -> bool:
    """Check whether the user may create a ban that ends at the given time.

    ``narrow`` means that the ban affects a single person. ``until`` is None for a permanent ban.
    """
    is_temporary = until is not None and until <= timezone.now() + LONGEST_BAN
    return can_ban(user) and ((narrow and is_temporary) or can_ban_widely(user))


def can_lift_ban(user: AnyUser, ban: Ban) -> bool:
    """Check whether the user may lift a ban, which requires permission to create it."""
    return ban.lifted_at is None and _can_make_and_lift(user, ban)


def _can_make_and_lift(user: AnyUser, ban: Ban) -> bool:
    may_make = can_make_ban(user, narrow=ban.is_narrow, until=ban.ends_at)
    return may_make and user.has_perm("moderation.lift_ban")


def can_sanction(user: AnyUser) -> bool:
    """Check whether the user may warn, suspend, and pre-moderate commenters."""
    return user.is_active and user.has_perm("moderation.add_sanction")


def can_message_commenters(user: AnyUser) -> bool:
    """Check whether the user may exchange messages with commenters."""
    return user.is_active and user.has_perm("moderation.add_modmailmessage")


def can_note(user: AnyUser) -> bool:
    """Check whether the user may see a commenter's history, and read and write notes."""
    return user.is_active and user.has_perm("moderation.add_note")


def can_delete_note(user: AnyUser, note: Note) -> bool:
    """Check whether the user may delete a note: their own or, for editors, any note."""
    own = can_note(user) and note.author_id == user.pk
    return own or (user.is_active and user.has_perm("moderation.delete_note"))


def can_appeal(statement: Statement) -> bool:
    """Check whether a statement can be appealed.

    A statement can be appealed once, before its deadline, unless the decision has been undone. No
    user is needed: the statement's secret URL proves that the visitor is the recipient.
    """
    if hasattr(statement, "appeal") or hasattr(statement.decision, "undone_by"):
        return False
    return timezone.now() < statement.appeal_until


def can_see_appeals(user: AnyUser) -> bool:
    """Check whether the user may see open appeals."""
    return user.is_active and user.has_perm("comments.moderate_comment")


def can_answer_appeal(user: AnyUser, appeal: Appeal) -> bool:
    """Check whether the user may answer an appeal.

    The user must be able to undo the decision; otherwise, they could only reject the appeal. They
    must not be the appellant. If they made the decision, they may answer only if nobody else can;
    checking that runs queries.
    """
    return _could_answer(user, appeal.statement) and (
        appeal.statement.decision.actor_id != user.pk or not _others_could_answer(appeal.statement)
    )


def _could_answer(user: AnyUser, statement: Statement) -> bool:
    """Check whether the user could answer an appeal if someone else had made the decision."""
    is_own = statement.commenter.user_id == user.pk
    return can_see_appeals(user) and not is_own and can_undo(user, statement.decision)


def _others_could_answer(statement: Statement) -> bool:
    """Check whether any moderator who didn't make the decision could answer an appeal."""
    backend = "django.contrib.auth.backends.ModelBackend"
    moderators = User.objects.with_perm("comments.moderate_comment", backend=backend)
    others = moderators.filter(is_staff=True).exclude(decisions=statement.decision)
    return any(_could_answer(other, statement) for other in others)


def can_edit_word_lists(user: AnyUser) -> bool:
    """Check whether the user may edit and activate word lists."""
    return user.is_active and user.has_perm("moderation.change_wordlist")
