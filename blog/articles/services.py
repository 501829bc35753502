import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog import policies
from blog.announcements.services import announce_due_articles
from blog.announcements.tasks import schedule_announcement
from blog.editor.services.revisions import lock_for_saving, save_revision
from blog.legacy_urls.services import add_redirect
from blog.models import Article, Category, Tag
from blog.rendering.content import render_article
from blog.site.current import get_current_site
from blog.slugs import build_slug_from_title, get_free_slug
from blog.taxonomy.services import get_or_create_terms
from core.text import clean_line


def save_article(
    *,
    actor: User | None,
    article: Article,
    categories: Iterable[str] | None = None,
    tags: Iterable[str] | None = None,
    updated_at: dt.datetime | None = None,
    expected_version: int | None = None,
) -> Article:
    """Save a new or changed article: render it, set its URL and terms, and record a revision.

    Until the article becomes public, the year and month in the URL follow ``published_at`` in the
    site's time zone, except that a new article can set both explicitly, as imports do. After that,
    the URL changes only if the caller changes it, and the old URL redirects to the new one.

    An empty basename is generated from the title; if the basename is taken, a number is appended.

    A public article is announced once (see ``blog.signals``); a scheduled article is announced when
    it becomes public. Saving an unannounced article without an actor suppresses its announcement.

    ``actor`` is the user who saves the article, or ``None`` for an import; in that case,
    permissions are not checked and no revision is recorded. ``categories`` and ``tags`` are names;
    missing terms are created, and ``None`` leaves the terms unchanged. ``updated_at`` defaults to
    now.

    Raises ``PermissionDenied`` if the actor may not save the article in this state, or
    ``StaleContent`` if the stored version differs from ``expected_version``.
    """
    _check_permission(actor, article)
    article.title = clean_line(article.title)[:500]
    article.updated_at = updated_at or timezone.now()
    render_article(article)
    with transaction.atomic():
        stored = lock_for_saving(article, expected_version)
        _set_url(article, stored)
        article.was_published |= article.status == Article.Status.PUBLISHED
        _update_timestamps(article, stored)
        if actor is None and article.announced_at is None:
            article.announced_at = article.published_at
        article.save()
        if actor:
            save_revision(actor=actor, content=article, before=stored)
        if categories is not None:
            article.categories.set(get_or_create_terms(Category, categories))
        if tags is not None:
            article.tags.set(get_or_create_terms(Tag, tags))
        if article.announced_at is None and article.status == Article.Status.PUBLISHED:
            transaction.on_commit(partial(_announce, article.published_at))
    return article


def _check_permission(actor: User | None, article: Article) -> None:
    if actor is None:
        return
    is_first_publication = article.status == Article.Status.PUBLISHED and not article.was_published
    if not policies.can_edit(actor, article) or (
        is_first_publication and not policies.can_publish_article(actor)
    ):
        raise PermissionDenied("You may not edit or publish this article")


def _update_timestamps(article: Article, before: Article | None) -> None:
    """Keep the stored announcement time, and timestamp a new or changed update note."""
    if before:
        article.announced_at = before.announced_at
    article.update_note = clean_line(article.update_note)
    if not article.update_note:
        article.update_noted_at = None
    elif before and before.update_note == article.update_note:
        article.update_noted_at = before.update_noted_at
    else:
        article.update_noted_at = timezone.now()


def _announce(at: dt.datetime) -> None:
    if at <= timezone.now():
        announce_due_articles()
    else:
        schedule_announcement(at)


def _was_public(stored: Article) -> bool:
    """Check whether readers may know the URL, because the article is public or was announced.

    A scheduled article isn't public yet.
    """
    return stored.is_public or stored.announced_at is not None


def _set_url(article: Article, before: Article | None) -> None:
    is_fixed = article.was_published and before is not None and _was_public(before)
    has_imported_url = before is None and article.year
    if not is_fixed and not has_imported_url:
        date = timezone.localtime(article.published_at, get_current_site().zone)
        article.year, article.month = date.year, date.month
    article.basename = article.basename or build_slug_from_title(article.title)
    if before and before.url_args == article.url_args:
        return
    others = Article.objects.in_month(article.year, article.month).exclude(pk=article.pk)
    taken = others.filter(basename__startswith=article.basename)
    article.basename = get_free_slug(
        article.basename, set(taken.values_list("basename", flat=True))
    )
    if before and is_fixed:
        add_redirect(article=article, path=before.get_absolute_url())
