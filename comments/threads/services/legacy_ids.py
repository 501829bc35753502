"""Store the IDs that imported comments had on another site."""

from collections.abc import Mapping

from comments.models import LegacyCommentId, Thread

_MAX_LENGTH = 64


def save_legacy_ids(*, thread: Thread, ids: Mapping[str, int]) -> None:
    """Map IDs from another site to the comments of a thread.

    ``ids`` maps legacy IDs to primary keys. If an ID is already mapped in this thread, the mapping
    is replaced. IDs longer than 64 characters are skipped.
    """
    rows = [
        LegacyCommentId(thread=thread, comment_id=pk, key=key.lower())
        for key, pk in ids.items()
        if len(key) <= _MAX_LENGTH
    ]
    LegacyCommentId.objects.bulk_create(
        rows, 500, update_conflicts=True, unique_fields=["thread", "key"], update_fields=["comment"]
    )
