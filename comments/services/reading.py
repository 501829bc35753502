"""How far readers with an account have read."""

from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts.models import User
from comments.models import ReadMark, Thread
from comments.models.read_mark import VISIT_GAP


def mark_read(*, reader: User, thread: Thread, number: int, again: bool = False) -> None:
    """Note that a reader has looked at a thread while ``number`` was its last one.

    A number that the thread doesn't have yet counts as its last one. The mark never goes back,
    in whatever order several windows tell of themselves. With ``again`` all up to the number is
    old from now on, as if a new visit had begun.
    """
    now, number = timezone.now(), min(number, thread.last_number)
    with transaction.atomic():
        mark, is_first = ReadMark.objects.get_or_create(
            user=reader,
            thread=thread,
            defaults={
                "last_number": number, "seen_at": now, "before_number": number, "before_at": now,
            },
        )  # fmt: skip
        if is_first:
            return
        row = ReadMark.objects.filter(pk=mark.pk)
        if again:
            row.update(
                last_number=Greatest("last_number", number),
                before_number=Greatest("last_number", number),
                before_at=now,
                seen_at=now,
            )
            return
        # Worked out in one statement by the database, which has the row as it is.
        is_new_visit = When(seen_at__lt=now - VISIT_GAP, then=F("last_number"))
        began = When(seen_at__lt=now - VISIT_GAP, then=F("seen_at"))
        row.update(
            before_number=Case(is_new_visit, default=F("before_number")),
            before_at=Case(began, default=F("before_at")),
            last_number=Greatest("last_number", number),
            seen_at=now,
        )
