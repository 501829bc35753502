"""Writing articles."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from blog import policies
from blog.models import Article, Category, Tag
from blog.naming import first_free, from_title
from blog.rendering import render
from blog.services.announcing import announce_due
from blog.services.labels import labels_named
from blog.services.redirects import add_redirect
from blog.services.revisions import keep_words, read_for_saving
from blog.site import current_site
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
    """Write a new or changed article: its HTML, its address, its labels.

    An article that was never published gets year and month of its address from ``published_at`` in
    the site's zone, unless it is new and says them itself, as an imported one does; from then on
    its address changes only when somebody changes it, and the old one leads to the new one. A
    basename that is empty comes from the title, and one that is taken gets a number.

    An article that becomes public is announced once (``blog.signals``), a later one at its time;
    one that the site itself writes is no news.

    ``categories`` and ``tags`` are names; labels that don't exist yet are made. ``None`` leaves
    them as they are. ``updated_at`` is now unless it is given. What the words were is kept as a
    ``Revision``; those of an import only once somebody changes them.

    Raises ``PermissionDenied``, and ``Outdated`` where ``expected_version`` is given and somebody
    has saved the article since.
    """
    _check(actor, article)
    article.title = clean_line(article.title)[:500]
    article.updated_at = updated_at or timezone.now()
    render(article)
    with transaction.atomic():
        stored = read_for_saving(article, expected_version)
        _set_address(article, stored)
        article.was_published |= article.status == Article.Status.PUBLISHED
        _keep_track(article, stored)
        if actor is None and article.announced_at is None:
            article.announced_at = article.published_at
        article.save()
        if actor:
            keep_words(actor=actor, written=article, before=stored)
        if categories is not None:
            article.categories.set(labels_named(Category, categories))
        if tags is not None:
            article.tags.set(labels_named(Tag, tags))
        if article.announced_at is None and article.status == Article.Status.PUBLISHED:
            transaction.on_commit(partial(_announce, article.published_at))
    return article


def _check(actor: User | None, article: Article) -> None:
    if actor is None:
        return
    publishes = article.status == Article.Status.PUBLISHED and not article.was_published
    if not policies.can_write(actor, article) or (publishes and not policies.can_publish(actor)):
        raise PermissionDenied("This article is not theirs to write or to publish")


def _keep_track(article: Article, before: Article | None) -> None:
    """Keep what happens to an article beside its text, whatever an older copy of it says.

    That is whether it was announced, and when the words about what has changed were written.
    """
    if before:
        article.announced_at = before.announced_at
    article.update_note = clean_line(article.update_note)
    if not article.update_note:
        article.update_noted_at = None
    elif before and before.update_note == article.update_note:
        article.update_noted_at = before.update_noted_at
    else:
        article.update_noted_at = timezone.now()


def _announce(moment: dt.datetime) -> None:
    if moment <= timezone.now():
        announce_due()
    else:
        # The task belongs to a module that imports services.
        from blog.tasks import announce_at  # noqa: PLC0415 - see above

        announce_at(moment)


def _set_address(article: Article, before: Article | None) -> None:
    is_new = before is None
    if not article.was_published and not (is_new and article.year):
        date = timezone.localtime(article.published_at, current_site().zone)
        article.year, article.month = date.year, date.month
    article.basename = article.basename or from_title(article.title)
    if before and before.address == article.address:
        return
    others = Article.objects.in_month(article.year, article.month).exclude(pk=article.pk)
    taken = others.filter(basename__startswith=article.basename)
    article.basename = first_free(article.basename, set(taken.values_list("basename", flat=True)))
    if before and article.was_published:
        add_redirect(article=article, path=before.get_absolute_url())
