"""Previews of new comments and of edits."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from blog.models import Article
from comments.models import Comment, Reference, Thread
from comments.policies import get_author_role
from comments.rendering.comment_html import render_preview
from comments.rendering.items import CommentItem, ReferenceLink
from comments.rendering.rows import CommentRow
from comments.submission.forms import CommentForm
from comments.submission.reply_targets import load_reply_targets
from comments.threads.services.stored_references import find_references
from comments.threads.thread_urls import ThreadUrls
from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text


@dataclass(frozen=True, slots=True)
class Preview:
    """An unsaved comment with its unsaved references."""

    comment: Comment
    references: Sequence[Reference]


def build_preview(
    *,
    thread: Thread,
    author_name: str,
    body: str,
    author_url: str = "",
    author_role: str = "",
    number: int | None = None,
    replies: Sequence[Comment] = (),
) -> Preview:
    """Return the comment that ``submit_comment`` would publish, without storing anything.

    number: The number of the comment being edited; defaults to the next number in the thread.
    replies: The comments that this one replies to.
    """
    html = render_comment(body)
    comment = Comment(
        thread=thread,
        number=number or thread.last_number + 1,
        status=Comment.Status.PUBLISHED,
        author_name=author_name,
        author_url=author_url,
        author_role=author_role,
        source=body,
        html=html,
        text=plain_text(html),
    )
    return Preview(comment, find_references(comment, replies=replies))


def render_new_comment_preview(article: Article, thread: Thread, form: CommentForm) -> SafeString:
    """Render a preview of a new comment. Only the form's ``body`` field needs to be valid."""
    thread.article = article
    preview = build_preview(
        thread=thread,
        author_name=form.author_name,
        author_url=form.cleaned_data.get("url", ""),
        author_role=get_author_role(form.user, thread) or "",
        body=form.cleaned_data["body"],
        replies=load_reply_targets(article, form.reply_numbers),
    )
    return _render(article, preview)


def render_edit_preview(article: Article, comment: Comment, body: str) -> SafeString:
    """Render a preview of an existing comment with new text."""
    preview = build_preview(
        thread=comment.thread,
        author_name=comment.author_name,
        author_url=comment.author_url,
        author_role=comment.author_role,
        body=body,
        number=comment.number,
        replies=[comment.parent] if comment.parent else [],
    )
    return _render(article, preview)


def _render(article: Article, preview: Preview) -> SafeString:
    base = ThreadUrls(article).base
    answers = [
        ReferenceLink(
            number=reference.target_number,
            name=reference.target.author_name if reference.target else reference.name,
            url=f"{base}{reference.target_number}/",
            is_present=reference.target is not None,
            cue=reference.cue,
        )
        for reference in sorted(preview.references, key=lambda reference: reference.target_number)
    ]
    return render_preview(
        CommentItem(CommentRow.preview(preview.comment), url="", reply_url="", in_reply_to=answers)
    )
