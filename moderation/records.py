"""What is known of a commenter: how their comments fared, and under what other names they came."""

from dataclasses import dataclass

from django.db.models import Count

from comments.models import Comment, Commenter


@dataclass(frozen=True, slots=True)
class Record:
    """How many of somebody’s comments stand how, in the order of ``Comment.Status``."""

    counts: dict[Comment.Status, int]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The counts that aren't zero, with their words."""
        return [(str(status.label), count) for status, count in self.counts.items() if count]


def record_of(commenter: Commenter) -> Record:
    """Return how a commenter’s comments fared. One query."""
    rows = Comment.objects.filter(commenter=commenter).values_list("status").annotate(Count("pk"))
    found = dict(rows.order_by())
    return Record({status: found.get(status, 0) for status in Comment.Status})
