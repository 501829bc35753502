"""What comments were called elsewhere."""

from collections.abc import Mapping

from comments.models import FormerId, Thread

_LONGEST = 64


def keep_former_ids(*, thread: Thread, ids: Mapping[str, int]) -> None:
    """Let the ids of another site lead to comments of this thread, which are given by their keys.

    An id that led elsewhere in the thread leads here now; one that is too long is left out.
    """
    rows = [
        FormerId(thread=thread, comment_id=pk, key=key.lower())
        for key, pk in ids.items()
        if len(key) <= _LONGEST
    ]
    FormerId.objects.bulk_create(
        rows, 500, update_conflicts=True, unique_fields=["thread", "key"], update_fields=["comment"]
    )
