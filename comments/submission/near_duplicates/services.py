"""Store and delete MinHashes."""

from comments.models import Comment, MinHash
from comments.models.minhash import COMPARED_COMMENTS
from comments.submission.near_duplicates.minhash import compute_minhash, pack_hashes


def store_minhash(comment: Comment) -> None:
    """Store the MinHash of a new or edited comment; delete it if the text is now too short."""
    if hashes := compute_minhash(comment.text):
        MinHash.objects.bulk_create(
            [MinHash(comment=comment, hashes=pack_hashes(hashes))],
            update_conflicts=True,
            unique_fields=["comment"],
            update_fields=["hashes"],
        )
    else:
        MinHash.objects.filter(comment=comment).delete()


def delete_old_minhashes() -> int:
    """Delete MinHashes that are no longer compared and return how many were deleted."""
    newest = MinHash.objects.order_by("-pk").values_list("pk", flat=True)
    last = newest[COMPARED_COMMENTS - 1 : COMPARED_COMMENTS].first()
    return MinHash.objects.filter(pk__lt=last).delete()[0] if last else 0
