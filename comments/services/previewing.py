"""A comment as it would stand in its thread, before anything of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from comments.models import Comment, Reference, Thread
from comments.services.placing import read_references
from core.sanitizing.comments import render_comment
from core.sanitizing.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class Preview:
    """A comment and the references that it would have, both unsaved."""

    comment: Comment
    references: Sequence[Reference]


def preview_comment(
    *,
    thread: Thread,
    author_name: str,
    body: str,
    author_url: str = "",
    number: int | None = None,
    replies: Sequence[Comment] = (),
) -> Preview:
    """Return what ``submit_comment`` would publish, by the same rules, and write nothing.

    ``number`` is that of a comment which is changed; a new one is read as the next of its thread.
    """
    html = render_comment(body)
    comment = Comment(
        thread=thread,
        number=number or thread.last_number + 1,
        status=Comment.Status.PUBLISHED,
        author_name=author_name,
        author_url=author_url,
        source=body,
        html=html,
        text=plain_text(html),
    )
    return Preview(comment, read_references(comment, replies=replies))
