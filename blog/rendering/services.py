"""Re-render all articles and pages, or only those that show a particular picture."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.encoding import filepath_to_uri

from blog.models import Article, Page, Picture, SiteSettings
from blog.rendering.content import render_article, render_page, render_site_settings
from blog.site.current import clear_site_cache

# Rows per transaction: few enough to let others write in between.
BATCH = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """The number of rows rendered so far, and how many of them changed."""

    total: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Renderer:
    """A model with rendered HTML, its render function, and the fields that the function sets."""

    model: type[Article | Page | SiteSettings]
    render: Callable[[Any], None]
    fields: Sequence[str]

    def rerender(self, row: Article | Page | SiteSettings) -> bool:
        """Render a row without saving it and return whether any field changed."""
        before = [getattr(row, name) for name in self.fields]
        self.render(row)
        return before != [getattr(row, name) for name in self.fields]


_ARTICLES = _Renderer(Article, render_article, ("html", "lead_html", "has_more", "text"))
_PAGES = _Renderer(Page, render_page, ("html", "text"))
_SETTINGS = _Renderer(SiteSettings, render_site_settings, ("comment_rules_html",))


def rerender_all(*, dry_run: bool = False) -> Iterator[Progress]:
    """Re-render all HTML except comments, yielding progress after each batch.

    Only changed rows are written, and timestamps are left alone. Safe to run while the site is in
    use. With ``dry_run``, nothing is written.
    """
    total = changed = 0
    for renderer in (_ARTICLES, _PAGES, _SETTINGS):
        for batch_total, batch_changed in _rerender_batches(renderer, dry_run=dry_run):
            total, changed = total + batch_total, changed + batch_changed
            yield Progress(total, changed)
    clear_site_cache()


def rerender_content_with_picture(*, picture: Picture) -> None:
    """Re-render the articles and pages that show a picture, leaving their timestamps alone."""
    name = picture.file.name or ""
    shows_picture = Q(source__contains=name) | Q(source__contains=filepath_to_uri(name))
    for renderer in (_ARTICLES, _PAGES):
        rows = renderer.model.objects.all()
        for pk in rows.filter(shows_picture).values_list("pk", flat=True):
            with transaction.atomic():
                row = rows.select_for_update().get(pk=pk)
                renderer.render(row)
                row.save(update_fields=renderer.fields)


def _rerender_batches(renderer: _Renderer, *, dry_run: bool) -> Iterator[tuple[int, int]]:
    """Re-render in batches, yielding each batch's number of rows and number of changed rows."""
    manager, last_pk = renderer.model.objects, 0
    while True:
        with transaction.atomic():
            # Locked, because an author may be about to save one of them.
            batch = manager.filter(pk__gt=last_pk).order_by("pk").select_for_update()
            rows = list(batch[:BATCH])
            changed = [row for row in rows if renderer.rerender(row)]
            if changed and not dry_run:
                manager.bulk_update(changed, renderer.fields)
        if not rows:
            return
        last_pk = rows[-1].pk
        yield len(rows), len(changed)
