"""What a comment will look like once it is published."""

from django.utils.safestring import SafeString

from blog.models import Article
from comments.forms import CommentForm
from comments.models import Comment, Thread
from comments.rendering.comment_html import render_preview
from comments.rendering.items import CommentItem, ReferenceLink
from comments.rendering.rows import CommentRow
from comments.services.previewing import Preview, preview_comment
from comments.threads.thread_urls import ThreadUrls


def draw_new(article: Article, thread: Thread, form: CommentForm) -> SafeString:
    """Return a new comment as HTML, from a form whose text is as it should be.

    What else is wrong with the form is left out: the form itself says so.
    """
    thread.article = article
    answered = Comment.objects.filter(thread=thread, number__in=form.answers).published()
    replies = sorted(answered, key=lambda one: form.answers.index(one.number or 0))
    preview = preview_comment(
        thread=thread,
        author_name=form.author_name,
        author_url=form.cleaned_data.get("url", ""),
        body=form.cleaned_data["body"],
        replies=replies,
    )
    return draw(article, preview)


def draw_changed(article: Article, comment: Comment, body: str) -> SafeString:
    """Return a comment as HTML as it would stand with another text."""
    preview = preview_comment(
        thread=comment.thread,
        author_name=comment.author_name,
        author_url=comment.author_url,
        body=body,
        number=comment.number,
        replies=[comment.parent] if comment.parent else [],
    )
    return draw(article, preview)


def draw(article: Article, preview: Preview) -> SafeString:
    """Return a preview as HTML, with links to the comments that it addresses."""
    base = ThreadUrls(article).base
    answers = [
        ReferenceLink(
            number=one.target_number,
            name=one.target.author_name if one.target else one.name,
            url=f"{base}{one.target_number}/",
            is_present=one.target is not None,
            cue=one.cue,
        )
        for one in sorted(preview.references, key=lambda one: one.target_number)
    ]
    return render_preview(
        CommentItem(CommentRow.preview(preview.comment), url="", reply_url="", in_reply_to=answers)
    )
