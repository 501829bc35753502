"""The sketches by which comments that are much alike are found."""

from comments.likeness import packed, sketch_of
from comments.models import Comment, Sketch
from comments.models.sketch import LOOKED_AT


def keep_sketch(comment: Comment) -> None:
    """Store the sketch of a comment that is new, or whose text has changed."""
    if sketch := sketch_of(comment.text):
        Sketch.objects.bulk_create(
            [Sketch(comment=comment, hashes=packed(sketch))],
            update_conflicts=True,
            unique_fields=["comment"],
            update_fields=["hashes"],
        )
    else:
        Sketch.objects.filter(comment=comment).delete()


def forget_sketches() -> int:
    """Delete the sketches that are looked at no more; return how many those were."""
    newest = Sketch.objects.order_by("-pk").values_list("pk", flat=True)
    last = newest[LOOKED_AT - 1 : LOOKED_AT].first()
    return Sketch.objects.filter(pk__lt=last).delete()[0] if last else 0
