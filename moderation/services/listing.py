"""Word lists: written, put in force, and taken out of force again."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from moderation.models import ListEdition, WordList
from moderation.policies import can_rule


def write_list(*, editor: User, word_list: WordList) -> WordList:
    """Keep a list as it is written. What is in force stays as it is.

    Raises ``PermissionDenied`` for whoever doesn't set the rules.
    """
    _check(editor)
    word_list.save()
    return word_list


def put_in_force(*, editor: User, word_list: WordList) -> ListEdition:
    """Let a list apply as it is written, in the place of its edition that applied before.

    All processes follow with the next comment. The admin's history says who did it. Raises
    ``PermissionDenied``.
    """
    _check(editor)
    with transaction.atomic():
        word_list = _take(word_list)
        _end(word_list)
        edition = ListEdition.objects.create(
            word_list=word_list,
            kind=word_list.kind,
            outcome=word_list.outcome,
            beginnings=word_list.beginnings,
            terms=word_list.terms,
            begun_by=editor,
        )
        _log(editor, word_list, "Put in force.")
    return edition


def end_force(*, editor: User, word_list: WordList) -> None:
    """Let a list no longer apply; the second time is nothing. Raises ``PermissionDenied``."""
    _check(editor)
    with transaction.atomic():
        word_list = _take(word_list)
        if _end(word_list):
            _log(editor, word_list, "Taken out of force.")


def _check(editor: User) -> None:
    if not can_rule(editor):
        raise PermissionDenied("Only editors set the rules")


def _take(word_list: WordList) -> WordList:
    """Lock a list: of two who change what is in force, the second waits."""
    return WordList.objects.select_for_update().get(pk=word_list.pk)


def _end(word_list: WordList) -> int:
    return word_list.editions.in_force().update(ended_at=timezone.now())


def _log(editor: User, word_list: WordList, message: str) -> None:
    # The admin translates its own messages when they are read, from what stands here.
    LogEntry.objects.log_actions(editor.pk, [word_list], CHANGE, message, single_object=True)
