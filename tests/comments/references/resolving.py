"""Sample threads and shortcuts for tests of the resolver."""

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


def resolve_text(
    text: str, *, author: str = "Zora", thread: Sequence[CommentInput] = THREAD, host: str = HOST
) -> list[ResolvedReference]:
    """Resolve the references of a new comment."""
    number = thread[-1].number + 1
    return resolve_comment(CommentInput(number, author, text), thread, article_author=host)


def get_targets(
    text: str, *, author: str = "Zora", thread: Sequence[CommentInput] = THREAD, host: str = HOST
) -> list[int]:
    """Return the numbers that a new comment addresses."""
    return [found.target for found in resolve_text(text, author=author, thread=thread, host=host)]


def get_cues(text: str) -> list[tuple[int, Cue]]:
    """Return the cue of each number that a new comment addresses."""
    return [(found.target, found.cue) for found in resolve_text(text)]
