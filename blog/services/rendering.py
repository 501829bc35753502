"""Making the HTML of articles, pages and the site's words anew."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.encoding import filepath_to_uri

from blog.models import Article, Page, Picture, SiteSettings
from blog.rendering import render, render_page, render_settings
from blog.site import forget_site

# One transaction each: short enough for others to write in between.
BATCH = 100


@dataclass(frozen=True, slots=True)
class Rendered:
    """How far the work has come: texts looked at, and those whose HTML is another."""

    seen: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Kind:
    """Something with HTML of its own: what makes it, and the fields that are made."""

    model: type[Article | Page | SiteSettings]
    render: Callable[[Any], None]
    fields: Sequence[str]

    def render_anew(self, row: Article | Page | SiteSettings) -> bool:
        """Set a row's HTML, and say whether it is another than before."""
        before = [getattr(row, name) for name in self.fields]
        self.render(row)
        return before != [getattr(row, name) for name in self.fields]


_ARTICLES = _Kind(Article, render, ("html", "lead_html", "has_more", "text"))
_PAGES = _Kind(Page, render_page, ("html", "text"))
_SETTINGS = _Kind(SiteSettings, render_settings, ("comment_policy_html",))


def render_again(*, dry_run: bool = False) -> Iterator[Rendered]:
    """Make all HTML but the comments' from its sources; yield the sums after each batch.

    Only what came out differently is written, and no date changes. May run beside the site. With
    ``dry_run`` everything is counted and nothing is written.
    """
    seen = changed = 0
    for kind in (_ARTICLES, _PAGES, _SETTINGS):
        for rows, new in _batches(kind, dry_run=dry_run):
            seen, changed = seen + rows, changed + new
            yield Rendered(seen, changed)
    forget_site()


def render_showing(*, picture: Picture) -> None:
    """Make the HTML anew of whatever shows a picture; the dates of articles and pages stay."""
    name = picture.file.name or ""
    shows = Q(source__contains=name) | Q(source__contains=filepath_to_uri(name))
    for kind in (_ARTICLES, _PAGES):
        rows = kind.model.objects.all()
        for pk in rows.filter(shows).values_list("pk", flat=True):
            with transaction.atomic():
                row = rows.select_for_update().get(pk=pk)
                kind.render(row)
                row.save(update_fields=kind.fields)


def _batches(kind: _Kind, *, dry_run: bool) -> Iterator[tuple[int, int]]:
    """Yield how many rows a batch had, and of how many the HTML is another."""
    manager, last = kind.model.objects, 0
    while True:
        with transaction.atomic():
            # Locked, because an author may be about to save one of them.
            following = manager.filter(pk__gt=last).order_by("pk").select_for_update()
            rows = list(following[:BATCH])
            new = [row for row in rows if kind.render_anew(row)]
            if new and not dry_run:
                manager.bulk_update(new, kind.fields)
        if not rows:
            return
        last = rows[-1].pk
        yield len(rows), len(new)
