"""Generate the comments of a thread and their references."""

import datetime as dt
import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from random import Random

from comments.models import Comment, Commenter, Reference, Thread
from comments.references import confidence
from comments.threads import tree
from interchange.synthetic.text_generator import GeneratedText, TextGenerator

_REMOVED_SHARE = 0.01
_HELD_SHARE = 0.01
# Half of the comments refer to one of the last ``_RECENT_COMMENTS``.
_REFERENCE_SHARE = 0.5
_RECENT_COMMENTS = 40
_SECONDS_BETWEEN = 240
_ADDRESSES = tuple(
    f"{net}.{n}" for net in ("192.0.2", "198.51.100", "203.0.113") for n in range(1, 255)
)


class ThreadGenerator:
    """Generates the comments of one thread.

    ``numbered_count`` and ``published_count`` are the values of the thread's counters.
    """

    def __init__(
        self,
        thread: Thread,
        start: dt.datetime,
        commenters: Sequence[Commenter],
        texts: TextGenerator,
        rng: Random,
    ) -> None:
        self.thread = thread
        self.numbered_count = 0
        self.published_count = 0
        self._now = start
        self._commenters = commenters
        self._texts = texts
        self._rng = rng
        self._recent: deque[Comment] = deque(maxlen=_RECENT_COMMENTS)
        self._latest_by_name: dict[str, Comment] = {}

    def generate_comments(self, ids: Sequence[int]) -> Iterator[tuple[Comment, Reference | None]]:
        """Yield an unsaved comment for each primary key, and its reference to another, if any."""
        for pk in ids:
            yield self._generate_comment(pk)

    def _generate_comment(self, pk: int) -> tuple[Comment, Reference | None]:
        self._now += dt.timedelta(seconds=self._rng.expovariate(1 / _SECONDS_BETWEEN))
        # Cubing favors the start of the list.
        commenter = self._commenters[int(len(self._commenters) * self._rng.random() ** 3)]
        status = self._choose_status()
        held = status == Comment.Status.HELD
        target, cue = (None, Reference.Cue.REPLY) if held else self._choose_target(commenter)
        opening = _build_opening(target, cue)
        comment = self._build_comment(pk, commenter, status, self._texts.generate_comment(opening))
        if held:
            return comment, None
        self._assign_position(comment, target)
        return comment, _build_reference(comment, target, cue, len(opening)) if target else None

    def _choose_status(self) -> Comment.Status:
        roll = self._rng.random()
        if roll < _HELD_SHARE:
            return Comment.Status.HELD
        return (
            Comment.Status.REMOVED
            if roll < _HELD_SHARE + _REMOVED_SHARE
            else Comment.Status.PUBLISHED
        )

    def _choose_target(self, commenter: Commenter) -> tuple[Comment | None, Reference.Cue]:
        if not self._recent or self._rng.random() > _REFERENCE_SHARE:
            return None, Reference.Cue.REPLY
        target = self._rng.choice(self._recent)
        cue = self._rng.choice((Reference.Cue.REPLY, Reference.Cue.AT, Reference.Cue.NUMBER))
        if cue == Reference.Cue.AT:
            # A name refers to the latest comment under that name.
            target = self._latest_by_name[target.author_name]
        return (None if target.author_name == commenter.name else target), cue

    def _build_comment(
        self, pk: int, commenter: Commenter, status: Comment.Status, text: GeneratedText
    ) -> Comment:
        return Comment(
            pk=pk,
            thread=self.thread,
            commenter=commenter,
            status=status,
            author_name=commenter.name,
            source=text.source,
            html=text.html,
            text=text.text,
            digest=hashlib.sha256(text.source.encode()).hexdigest(),
            submitted_at=self._now,
            ip_address=self._rng.choice(_ADDRESSES),
        )

    def _assign_position(self, comment: Comment, target: Comment | None) -> None:
        self.numbered_count += 1
        self.published_count += comment.status == Comment.Status.PUBLISHED
        comment.number = self.numbered_count
        comment.published_at = self._now
        comment.parent = target
        comment.order_key = tree.build_order_key(self.numbered_count, target)
        comment.depth = tree.get_depth(comment.order_key)
        self._recent.append(comment)
        self._latest_by_name[comment.author_name] = comment


def _build_opening(target: Comment | None, cue: Reference.Cue) -> str:
    """Return the first line of a comment, which names the comment it answers, or ""."""
    if target is None or cue == Reference.Cue.REPLY:
        return ""
    if cue == Reference.Cue.AT:
        return f"@{target.author_name}"
    return f"{target.number} {target.author_name},"


_CONFIDENCES = {
    Reference.Cue.REPLY: 1.0,
    Reference.Cue.AT: confidence.AT,
    Reference.Cue.NUMBER: confidence.NUMBER_WITH_NAME,
}


def _build_reference(comment: Comment, target: Comment, cue: Reference.Cue, end: int) -> Reference:
    return Reference(
        source=comment,
        target=target,
        target_number=target.number or 0,
        name=target.author_name,
        cue=cue,
        confidence=_CONFIDENCES[cue],
        end=end,
    )
