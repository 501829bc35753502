"""A small cast and short ways to say who said what."""

from collections.abc import Sequence

from comments.references import CommentInput, Cue, ResolvedReference, resolve_comment

HOST = "Harriet Host"

# Ann opens, Bob and Carl answer, the host speaks once, Ann speaks again.
THREAD = (
    CommentInput(1, "Ann Ashby", "The bridge was closed in the spring and nobody told us why."),
    CommentInput(2, "bob", "It was the flood."),
    CommentInput(
        3, "Carl Çelik", "The council knew about the cracks for years, it is in the minutes."
    ),
    CommentInput(4, HOST, "Thank you all, I will ask the council.", is_article_author=True),
    CommentInput(5, "Ann Ashby", "And the railway bridge?"),
    CommentInput(6, "MadMax2", "Trains still run."),
    CommentInput(7, "Will", "I took one."),
    CommentInput(8, "d", "So did I."),
    CommentInput(9, "Debs is Dead", "Lucky you."),
)


def found_in(
    text: str, *, author: str = "Zora", thread: Sequence[CommentInput] = THREAD, host: str = HOST
) -> list[ResolvedReference]:
    """Return what a new comment by ``author`` with ``text`` addresses."""
    number = thread[-1].number + 1
    return resolve_comment(CommentInput(number, author, text), thread, article_author=host)


def targets(
    text: str, *, author: str = "Zora", thread: Sequence[CommentInput] = THREAD, host: str = HOST
) -> list[int]:
    """Return the numbers of the comments that a new comment addresses."""
    return [found.target for found in found_in(text, author=author, thread=thread, host=host)]


def cues(text: str) -> list[tuple[int, Cue]]:
    """Return the numbers addressed by a new comment, and by which cue."""
    return [(found.target, found.cue) for found in found_in(text)]
