"""Save categories, tags, and series."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Lower

from blog.models import Term
from blog.slugs import build_slug, get_free_slug
from core.text import clean_line


def save_term[T: Term](*, term: T) -> T:
    """Save a category, tag, or series. If it has no slug, generate one from its name."""
    term.name = clean_line(term.name)[:200]
    if not term.slug:
        slug = build_slug(term.name, default=term._meta.model_name or "")
        others = type(term).objects.exclude(pk=term.pk)
        taken = others.filter(slug__startswith=slug).values_list("slug", flat=True)
        term.slug = get_free_slug(slug, set(taken))
    term.save()
    return term


def get_or_create_terms[T: Term](model: type[T], names: Iterable[str]) -> list[T]:
    """Return the terms with these names, ignoring case, and create those that don't exist."""
    wanted: dict[str, str] = {}
    for name in filter(None, (clean_line(name)[:200] for name in names)):
        wanted.setdefault(name.casefold(), name)
    if not wanted:
        return []
    # SQLite lowercases only ASCII; names in other scripts are found by their slugs.
    slugs = [build_slug(name, default="") for name in wanted.values()]
    candidates = model.objects.annotate(key=Lower("name")).filter(
        Q(key__in=[name.lower() for name in wanted.values()]) | Q(slug__in=slugs)
    )
    known = {term.name.casefold(): term for term in candidates}
    return [known.get(key) or save_term(term=model(name=name)) for key, name in wanted.items()]
