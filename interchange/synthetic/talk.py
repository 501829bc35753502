"""People who talk: the comments of one generated thread, with whom they address."""

import datetime as dt
import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from random import Random

from comments.models import Comment, Commenter, Reference, Thread
from comments.references import confidence
from comments.threads import tree
from interchange.synthetic.speech import Said, Speech

# Of a hundred comments, so many were taken down, and so many still wait.
_REMOVED = 0.01
_HELD = 0.01
# Half of them address somebody: one of the latest, seldom one from far above.
_ADDRESSING = 0.5
_IN_SIGHT = 40
_SECONDS_BETWEEN = 240
_ADDRESSES = tuple(
    f"{net}.{n}" for net in ("192.0.2", "198.51.100", "203.0.113") for n in range(1, 255)
)


class Talk:
    """One thread as it goes on.

    ``numbered`` and ``published`` are what the thread's counters have to say.
    """

    def __init__(
        self,
        thread: Thread,
        begin: dt.datetime,
        speakers: Sequence[Commenter],
        speech: Speech,
        rng: Random,
    ) -> None:
        self.thread = thread
        self.numbered = 0
        self.published = 0
        self._now = begin
        self._speakers = speakers
        self._speech = speech
        self._rng = rng
        self._in_sight: deque[Comment] = deque(maxlen=_IN_SIGHT)
        self._last_of: dict[str, Comment] = {}

    def go_on(self, ids: Sequence[int]) -> Iterator[tuple[Comment, Reference | None]]:
        """Yield as many further comments as there are ids, unsaved, each with its reference."""
        for pk in ids:
            yield self._speak(pk)

    def _speak(self, pk: int) -> tuple[Comment, Reference | None]:
        self._now += dt.timedelta(seconds=self._rng.expovariate(1 / _SECONDS_BETWEEN))
        # Cubing makes the first of the list speak often and the last hardly ever.
        speaker = self._speakers[int(len(self._speakers) * self._rng.random() ** 3)]
        status = self._status()
        held = status == Comment.Status.HELD
        target, cue = (None, Reference.Cue.REPLY) if held else self._addressed(speaker)
        opening = _opening(target, cue)
        comment = self._comment(pk, speaker, status, self._speech.comment(opening))
        if held:
            return comment, None
        self._place(comment, target)
        return comment, _reference(comment, target, cue, len(opening)) if target else None

    def _status(self) -> Comment.Status:
        dice = self._rng.random()
        if dice < _HELD:
            return Comment.Status.HELD
        return Comment.Status.REMOVED if dice < _HELD + _REMOVED else Comment.Status.PUBLISHED

    def _addressed(self, speaker: Commenter) -> tuple[Comment | None, Reference.Cue]:
        if not self._in_sight or self._rng.random() > _ADDRESSING:
            return None, Reference.Cue.REPLY
        target = self._rng.choice(self._in_sight)
        cue = self._rng.choice((Reference.Cue.REPLY, Reference.Cue.AT, Reference.Cue.NUMBER))
        if cue == Reference.Cue.AT:
            # A name means the latest comment of that name.
            target = self._last_of[target.author_name]
        return (None if target.author_name == speaker.name else target), cue

    def _comment(self, pk: int, speaker: Commenter, status: Comment.Status, said: Said) -> Comment:
        return Comment(
            pk=pk,
            thread=self.thread,
            commenter=speaker,
            status=status,
            author_name=speaker.name,
            source=said.source,
            html=said.html,
            text=said.text,
            digest=hashlib.sha256(said.source.encode()).hexdigest(),
            submitted_at=self._now,
            ip_address=self._rng.choice(_ADDRESSES),
        )

    def _place(self, comment: Comment, target: Comment | None) -> None:
        self.numbered += 1
        self.published += comment.status == Comment.Status.PUBLISHED
        comment.number = self.numbered
        comment.published_at = self._now
        comment.parent = target
        comment.order_key = tree.build_order_key(self.numbered, target)
        comment.depth = tree.get_depth(comment.order_key)
        self._in_sight.append(comment)
        self._last_of[comment.author_name] = comment


def _opening(target: Comment | None, cue: Reference.Cue) -> str:
    """Return how a comment says in its text whom it addresses."""
    if target is None or cue == Reference.Cue.REPLY:
        return ""
    if cue == Reference.Cue.AT:
        return f"@{target.author_name}"
    return f"{target.number} {target.author_name},"


_SURE = {
    Reference.Cue.REPLY: 1.0,
    Reference.Cue.AT: confidence.AT,
    Reference.Cue.NUMBER: confidence.NUMBER_WITH_NAME,
}


def _reference(comment: Comment, target: Comment, cue: Reference.Cue, end: int) -> Reference:
    return Reference(
        source=comment,
        target=target,
        target_number=target.number or 0,
        name=target.author_name,
        cue=cue,
        confidence=_SURE[cue],
        end=end,
    )
