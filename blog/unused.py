"""Pictures that nothing shows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db import models

from blog.models import Picture, Variant
from blog.models.picture import originals
from blog.showing import names_in

_FOLDER = "pictures"
_BATCH = 200
_TEXTS = (models.CharField, models.TextField, models.JSONField)


@dataclass(frozen=True, slots=True)
class Unused:
    """Pictures that no text shows, and files that belong to no picture."""

    pictures: list[Picture]
    files: list[tuple[Storage, str]]


def find_unused(*, before: dt.datetime) -> Unused:
    """Return what came in before a moment and is shown by nothing.

    Every text of every model of this room counts, also of drafts and former versions: a model that
    is added later is looked at without anybody having to think of it. Memory holds the names.
    """
    used = set().union(*_names_in_texts())
    pictures = Picture.objects.filter(added_at__lt=before).prefetch_related("variants")
    unused = [one for one in pictures if used.isdisjoint(_names(one))]
    return Unused(unused, list(_stray_files(used, before)))


def _names(picture: Picture) -> set[str]:
    return {str(picture), *map(str, picture.variants.all())}


def _names_in_texts() -> Iterator[set[str]]:
    for model in apps.get_app_config("blog").get_models():
        if model in {Picture, Variant}:
            continue
        fields = [one.name for one in model._meta.concrete_fields if isinstance(one, _TEXTS)]
        for row in model._meta.base_manager.values_list(*fields).iterator(_BATCH) if fields else ():
            yield names_in("\n".join(map(str, row)))


def _stray_files(used: set[str], before: dt.datetime) -> Iterator[tuple[Storage, str]]:
    known = {*Picture.objects.values_list("file", flat=True), *used}
    known |= {*Variant.objects.values_list("file", flat=True)}
    kept = {*Picture.objects.values_list("original", flat=True)}
    for storage, folder, named in ((default_storage, _FOLDER, known), (originals(), "", kept)):
        for name in _files(storage, folder):
            if name not in named and storage.get_modified_time(name) < before:
                yield storage, name


def _files(storage: Storage, folder: str) -> Iterator[str]:
    if folder and not storage.exists(folder):
        return
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(files))
    for inner in sorted(folders):
        yield from _files(storage, f"{prefix}{inner}")
