"""Store how far readers with accounts have read in a thread."""

from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts.models import User
from comments.models import ReadMark, Thread
from comments.models.read_mark import VISIT_GAP


def mark_read(*, reader: User, thread: Thread, number: int, all_read: bool = False) -> None:
    """Record that a reader looked at a thread when ``number`` was its last comment.

    ``number`` is capped at the thread's last comment number. The mark never moves back, even if
    several windows report out of order. With ``all_read``, everything up to ``number`` counts as
    read, as if a new visit had begun.
    """
    now, number = timezone.now(), min(number, thread.last_number)
    with transaction.atomic():
        mark, is_first = ReadMark.objects.get_or_create(
            user=reader,
            thread=thread,
            defaults={
                "last_number": number,
                "seen_at": now,
                "previous_number": number,
                "previous_seen_at": now,
            },
        )
        if is_first:
            return
        row = ReadMark.objects.filter(pk=mark.pk)
        if all_read:
            row.update(
                last_number=Greatest("last_number", number),
                previous_number=Greatest("last_number", number),
                previous_seen_at=now,
                seen_at=now,
            )
            return
        # A single statement so that concurrent requests use the current row.
        previous_number = When(seen_at__lt=now - VISIT_GAP, then=F("last_number"))
        previous_seen_at = When(seen_at__lt=now - VISIT_GAP, then=F("seen_at"))
        row.update(
            previous_number=Case(previous_number, default=F("previous_number")),
            previous_seen_at=Case(previous_seen_at, default=F("previous_seen_at")),
            last_number=Greatest("last_number", number),
            seen_at=now,
        )
