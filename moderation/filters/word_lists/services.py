"""Save, activate, and deactivate word lists."""

from pathlib import Path

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from blog.site.current import override_language
from moderation.models import WordList, WordListVersion
from moderation.policies import can_edit_word_lists

# One file per language: insults, slurs, threats, and sexual harassment.
_DEFAULT_TERMS = Path(__file__).parent / "terms"
_DEFAULT_LISTS = (
    ("en", gettext_noop("Abuse in English")),
    ("de", gettext_noop("Abuse in German")),
    ("ar", gettext_noop("Abuse in Arabic")),
)


def save_word_list(*, editor: User, word_list: WordList) -> WordList:
    """Save a list without changing its active version.

    Raises ``PermissionDenied`` if the user may not edit word lists.
    """
    _check_permission(editor)
    word_list.save()
    return word_list


def activate_word_list(*, editor: User, word_list: WordList) -> WordListVersion:
    """Activate a list as currently saved, in place of its active version.

    All processes use it starting with the next comment. The admin history shows who activated it.
    Raises ``PermissionDenied`` if the user may not edit word lists.
    """
    _check_permission(editor)
    with transaction.atomic():
        word_list = _lock(word_list)
        _deactivate(word_list)
        version = WordListVersion.objects.create(
            word_list=word_list,
            kind=word_list.kind,
            outcome=word_list.outcome,
            match_prefixes=word_list.match_prefixes,
            terms=word_list.terms,
            activated_by=editor,
        )
        _log(editor, word_list, "Activated.")
    return version


def deactivate_word_list(*, editor: User, word_list: WordList) -> None:
    """Deactivate a list, or do nothing if it isn't active.

    Raises ``PermissionDenied`` if the user may not edit word lists.
    """
    _check_permission(editor)
    with transaction.atomic():
        word_list = _lock(word_list)
        if _deactivate(word_list):
            _log(editor, word_list, "Deactivated.")


def create_default_word_lists(*, using: str = "default") -> None:
    """Create and activate the default lists, with names in the site's language.

    Runs once, on a new database. Editors can change and deactivate the lists at any time.
    """
    with override_language():
        for code, name in _DEFAULT_LISTS:
            terms = (_DEFAULT_TERMS / f"{code}.txt").read_text(encoding="utf-8")
            word_list = WordList.objects.using(using).create(name=gettext(name), terms=terms)
            WordListVersion.objects.using(using).create(word_list=word_list, terms=terms)


def _check_permission(editor: User) -> None:
    if not can_edit_word_lists(editor):
        raise PermissionDenied("Only editors manage word lists")


def _lock(word_list: WordList) -> WordList:
    return WordList.objects.select_for_update().get(pk=word_list.pk)


def _deactivate(word_list: WordList) -> int:
    return word_list.versions.active().update(deactivated_at=timezone.now())


def _log(editor: User, word_list: WordList, message: str) -> None:
    # In English, because the admin translates these messages when it displays them.
    LogEntry.objects.log_actions(editor.pk, [word_list], CHANGE, message, single_object=True)
