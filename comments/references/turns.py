"""Which of several comments in a row is answered, when somebody left more than one.

The nearest comment of a name is meant, with one exception: a writer who has answered that one goes
on to the one before it. "Rudi: 1, 2, 3; host: Dear Rudi (3), Dear Rudi (2), Dear Rudi (1)".
"""

from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from comments.references.found import Utterance
from comments.references.names import Spoken, speaker_of
from comments.references.reading import Reading
from comments.references.vocabulary import ORDINARY_WORDS
from comments.references.words import WORD, fold

# Comments of one speaker further apart than this are no row.
WIDEST_GAP = 3
LONGEST_ROW = 8
# Shared words are counted against the root of a comment's length, and lead by this or don't tell.
LEAST_LEAD = 0.2
LONGEST_LOOK = 4_000
LONGEST_STEM = 7  # "render" and "rendering" are about the same thing

type Counts = Callable[[Spoken], bool]


def turn_of(reading: Reading, nearest: Spoken, name: str, *, counts: Counts) -> Spoken:
    """Return the comment that is this writer's turn to answer: ``nearest``, or one before it.

    ``name`` is the folded name it was called by. ``counts`` says which of the speaker's comments
    may be answered at all.
    """
    row = list(_row(reading, nearest, counts))
    if len(row) == 1:
        return nearest
    if kin := _closest(reading, row):
        return kin
    answered = sum(1 for _ in _answers(reading, nearest, name))
    return row[answered] if answered < len(row) else nearest


def _closest(reading: Reading, row: list[Spoken]) -> Spoken | None:
    """Return the comment of ``row`` that plainly shares most words with this one, if one does."""
    mine = _telling(reading.text)
    theirs = [_telling_of(reading, spoken) for spoken in row]
    common = set.intersection(*theirs)
    scores = [len(mine & (words - common)) / (len(words) + 20) ** 0.5 for words in theirs]
    best, second = sorted(scores, reverse=True)[:2]
    return row[scores.index(best)] if best - second >= LEAST_LEAD else None


def _telling_of(reading: Reading, spoken: Spoken) -> set[str]:
    utterance = reading.memory.by_number.get(spoken.number)
    return _telling(utterance.text) if utterance else set()


def _telling(text: str) -> set[str]:
    """Return the words of ``text`` that tell what it is about."""
    words = (word for word in WORD.findall(fold(text[:LONGEST_LOOK])) if len(word) > 3)
    return {word[:LONGEST_STEM] for word in words if word not in ORDINARY_WORDS}


def _row(reading: Reading, nearest: Spoken, counts: Counts) -> Iterator[Spoken]:
    """Yield the comments in a row that ends with ``nearest``, from there back."""
    yield nearest
    last = nearest.number
    earlier = reading.memory.directory.comments_of(nearest.speaker, before=last)
    mine = _my_last_before(reading, last)
    for spoken in islice(earlier, LONGEST_ROW):
        if last - spoken.number > WIDEST_GAP or spoken.number < mine:
            return
        if counts(spoken):
            yield spoken
        last = spoken.number


def _my_last_before(reading: Reading, number: int) -> int:
    mine = reading.memory.directory.comments_of(reading.speaker, before=number)
    return next((spoken.number for spoken in mine), -1)


def _answers(reading: Reading, nearest: Spoken, name: str) -> Iterator[Spoken]:
    """Yield what this writer has answered to ``nearest`` and the row before it already."""
    directory = reading.memory.directory
    mine = directory.comments_of(reading.speaker, before=reading.utterance.number)
    since = takewhile(lambda spoken: spoken.number > nearest.number, mine)
    for spoken in islice(since, LONGEST_ROW):
        utterance = reading.memory.by_number.get(spoken.number)
        if utterance and (name in fold(utterance.text) or _follows(reading, utterance, nearest)):
            yield spoken


def _follows(reading: Reading, utterance: Utterance, nearest: Spoken) -> bool:
    """Whether ``utterance`` stands right behind the row's last comment."""
    place = reading.memory.positions[utterance.number]
    before = reading.memory.utterances[place - 1] if place else None
    return before is not None and speaker_of(before.author) == nearest.speaker
