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
from comments.services.former_ids import keep_former_ids
from comments.services.importing import ImportedComment, import_comments, update_imported
from comments.services.previewing import Preview, preview_comment
from comments.services.reading import mark_read
from comments.services.status import StaleComment, change_status
from comments.services.submission import NotAnswerable, Submitted, submit_comment
from comments.services.threads import (
    cool_down,
    set_comment_settings,
    set_mode,
    set_terms,
    thread_of,
)

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
    "cool_down",
    "correct_text",
    "edit_comment",
    "import_comments",
    "keep_former_ids",
    "mark_read",
    "preview_comment",
    "put_text_back",
    "recognise_guest",
    "recognise_user",
    "refuse_edit",
    "set_comment_settings",
    "set_mode",
    "set_terms",
    "set_trust",
    "submit_comment",
    "take_acceptance_back",
    "take_refusal_back",
    "thread_of",
    "update_imported",
    "withdraw_comment",
]
