"""Store the ids that imported comments had on another site."""

from collections.abc import Mapping

from comments.models import LegacyCommentId, Thread

_MAX_LENGTH = 64


def save_legacy_ids(*, thread: Thread, ids: Mapping[str, int]) -> None:
    """Map ids of another site to comments of a thread.

    ``ids`` maps legacy ids to primary keys. An id that is already mapped in this thread is
    replaced; ids over 64 characters are skipped.
    """
    rows = [
        LegacyCommentId(thread=thread, comment_id=pk, key=key.lower())
        for key, pk in ids.items()
        if len(key) <= _MAX_LENGTH
    ]
    LegacyCommentId.objects.bulk_create(
        rows, 500, update_conflicts=True, unique_fields=["thread", "key"], update_fields=["comment"]
    )
