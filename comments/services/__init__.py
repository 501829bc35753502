"""The only writers of threads, comments, commenters and references.

Each service is one transaction and keeps the thread's counters and version true.
"""

from comments.services.commenters import recognise_guest, recognise_user, set_trust
from comments.services.correcting import (
    correct_text,
    put_text_back,
    take_acceptance_back,
    take_refusal_back,
)
from comments.services.editing import (
    Edited,
    NotEditable,
    NothingWaits,
    accept_edit,
    edit_comment,
    refuse_edit,
    withdraw_comment,
)
from comments.services.previewing import Preview, preview_comment
from comments.services.submission import NotAnswerable, Submitted, submit_comment
from comments.threads.services.comment_policy import (
    set_cooldown,
    set_policy,
    update_comment_settings,
    update_policy,
)
from comments.threads.services.importing import ImportedComment, import_comments, update_imported
from comments.threads.services.legacy_ids import save_legacy_ids
from comments.threads.services.read_marks import mark_read
from comments.threads.services.status import StaleComment, change_status
from comments.threads.services.threads import get_or_create_thread

__all__ = [
    "Edited",
    "ImportedComment",
    "NotAnswerable",
    "NotEditable",
    "NothingWaits",
    "Preview",
    "StaleComment",
    "Submitted",
    "accept_edit",
    "change_status",
    "correct_text",
    "edit_comment",
    "get_or_create_thread",
    "import_comments",
    "mark_read",
    "preview_comment",
    "put_text_back",
    "recognise_guest",
    "recognise_user",
    "refuse_edit",
    "save_legacy_ids",
    "set_cooldown",
    "set_policy",
    "set_trust",
    "submit_comment",
    "take_acceptance_back",
    "take_refusal_back",
    "update_comment_settings",
    "update_imported",
    "update_policy",
    "withdraw_comment",
]
