"""Naming categories and tags."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Lower

from blog.models import Label
from blog.naming import first_free, from_name
from core.text import clean_line


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


def labels_named[L: Label](model: type[L], names: Iterable[str]) -> list[L]:
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
