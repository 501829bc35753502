"""Register comments with the site search."""

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from comments.models import Comment
from comments.rendering.comment_html import render_role_badge
from core.search.registry import register_source
from core.search.sources import Hit, SearchColumn, SearchSource


def register_comments() -> None:
    """Make published comments searchable. Called when the app starts."""
    register_source(
        SearchSource(
            kind="comment",
            model=Comment,
            columns=[SearchColumn("text")],
            only_where=("status", Comment.Status.PUBLISHED.value),
            get_public_rows=_get_public_rows,
            build_hit=_build_hit,
        )
    )


def _get_public_rows() -> QuerySet[Comment]:
    return (
        Comment.objects.listed()
        .select_related("thread__article")
        .only(
            "number",
            "author_name",
            "author_role",
            "text",
            "published_at",
            "thread__article__title",
            "thread__article__year",
            "thread__article__month",
            "thread__article__basename",
        )
    )


def _build_hit(comment: Comment, snippet: SafeString) -> Hit:
    return Hit(
        kind="comment",
        url=comment.get_absolute_url(),
        title=f"{comment.thread.article.title} (#{comment.number})",
        byline=comment.author_name,
        date=comment.published_at or comment.submitted_at,
        snippet=snippet,
        badge=render_role_badge(comment.author_role),
    )
