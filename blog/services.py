"""The only writers of articles, labels, pictures and redirects.

``actor`` is who asks; ``None`` stands for the site itself (an import, a command), which may do
everything.
"""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from typing import IO
from urllib.parse import unquote

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import User
from blog import policies
from blog.models import Article, Category, Label, Picture, Redirect, Tag
from blog.naming import first_free, from_name, from_title, old_path
from blog.pictures import CleanPicture, clean_picture, digest_of
from blog.rendering import render
from core.text import clean_line

_LONGEST_PATH = 500


def save_article(
    *,
    actor: User | None,
    article: Article,
    categories: Iterable[str] | None = None,
    tags: Iterable[str] | None = None,
    updated_at: dt.datetime | None = None,
) -> Article:
    """Write a new or changed article: its HTML, its address, its labels.

    An article that was never published gets year and month of its address from ``published_at`` in
    the site's zone, unless it is new and says them itself, as an imported one does; from then on
    its address changes only when somebody changes it, and the old one leads to the new one. A
    basename that is empty comes from the title, and one that is taken gets a number.

    ``categories`` and ``tags`` are names; labels that don't exist yet are made. ``None`` leaves
    them as they are. ``updated_at`` is now unless it is given. Raises ``PermissionDenied``.
    """
    _check(actor, article)
    article.title = clean_line(article.title)[:500]
    article.updated_at = updated_at or timezone.now()
    render(article)
    with transaction.atomic():
        _set_address(article)
        article.was_published |= article.status == Article.Status.PUBLISHED
        article.save()
        if categories is not None:
            article.categories.set(_labels(Category, categories))
        if tags is not None:
            article.tags.set(_labels(Tag, tags))
    return article


def add_redirect(*, article: Article, path: str) -> Redirect | None:
    """Let an old address lead to the article; what led elsewhere before leads here now.

    ``path`` is a path or a whole address, of which the path is taken. Returns nothing for one that
    is the article's own, that is longer than an address is kept, or that has no path.
    """
    old = old_path(path)
    if old in {"/", unquote(article.get_absolute_url())} or len(old) > _LONGEST_PATH:
        return None
    redirect, _ = Redirect.objects.update_or_create(path=old, defaults={"article": article})
    return redirect


def add_picture(*, file: IO[bytes], name: str, alt: str = "") -> Picture:
    """Take in a picture file, once: the same bytes again are the same picture.

    ``name`` is what the giver calls the file; its ending is made to say what the file is. Raises
    ``blog.pictures.NotAPicture`` with a sentence for the giver.
    """
    data = file.read()
    known = Picture.objects.filter(digest=digest_of(data)).first()
    return known or keep_picture(clean=clean_picture(data), name=name, alt=alt)


def keep_picture(*, clean: CleanPicture, name: str, alt: str = "") -> Picture:
    """Store a picture that was cleaned, unless it is here already."""
    known = Picture.objects.filter(digest=clean.digest).first()
    if known:
        return known
    picture = Picture(digest=clean.digest, alt=clean_line(alt)[:500])
    stem = from_name(PurePath(name).stem, otherwise="picture")[:80]
    file = f"{stem}.{clean.suffix}"
    # Width and height are read only from content that has a name of its own.
    picture.file.save(file, ContentFile(clean.data, name=file), save=False)
    picture.save()
    return picture


def delete_picture(*, picture: Picture) -> None:
    """Delete a picture and its file. Articles that show it are left with a gap."""
    file = picture.file
    picture.delete()
    transaction.on_commit(partial(file.delete, save=False))


def name_label[L: Label](*, label: L) -> L:
    """Save a category or tag; without a slug it gets one from its name."""
    label.name = clean_line(label.name)[:200]
    if not label.slug:
        wanted = from_name(label.name, otherwise=label._meta.model_name or "")
        others = type(label).objects.exclude(pk=label.pk)
        taken = others.filter(slug__startswith=wanted).values_list("slug", flat=True)
        label.slug = first_free(wanted, set(taken))
    label.save()
    return label


def _check(actor: User | None, article: Article) -> None:
    if actor is None:
        return
    is_new = article.pk is None
    if is_new:
        may_write = policies.can_write_article(actor)
    else:
        may_write = policies.can_change_article(actor, article)
    publishes = article.status == Article.Status.PUBLISHED and not article.was_published
    if not may_write or (publishes and not policies.can_publish(actor)):
        raise PermissionDenied("This article is not theirs to write or to publish")


def _set_address(article: Article) -> None:
    is_new = article.pk is None
    if not article.was_published and not (is_new and article.year):
        date = timezone.localtime(article.published_at)
        article.year, article.month = date.year, date.month
    article.basename = article.basename or from_title(article.title)
    before = None if is_new else Article.objects.filter(pk=article.pk).for_link().first()
    if before and before.address == article.address:
        return
    others = Article.objects.in_month(article.year, article.month).exclude(pk=article.pk)
    taken = others.filter(basename__startswith=article.basename)
    article.basename = first_free(article.basename, set(taken.values_list("basename", flat=True)))
    if before and article.was_published:
        add_redirect(article=article, path=before.get_absolute_url())


def _labels[L: Label](model: type[L], names: Iterable[str]) -> list[L]:
    """Return the labels of these names in any case, made where there are none."""
    wanted: dict[str, str] = {}
    for name in filter(None, (clean_line(one)[:200] for one in names)):
        wanted.setdefault(name.casefold(), name)
    if not wanted:
        return []
    # SQLite lowers ASCII only; a label of another script is found by its slug.
    slugs = [from_name(name, otherwise="") for name in wanted.values()]
    candidates = model.objects.annotate(key=Lower("name")).filter(
        Q(key__in=[name.lower() for name in wanted.values()]) | Q(slug__in=slugs)
    )
    known = {label.name.casefold(): label for label in candidates}
    return [known.get(key) or name_label(label=model(name=name)) for key, name in wanted.items()]
