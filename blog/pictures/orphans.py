"""Find orphaned pictures and files."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db import models

from blog.models import Picture, Rendition
from blog.models.picture import get_originals_storage
from blog.pictures.responsive_images import find_picture_names

_FOLDER = "pictures"
_BATCH = 200
_TEXT_FIELDS = (models.CharField, models.TextField, models.JSONField)


@dataclass(frozen=True, slots=True)
class Orphans:
    """Pictures that aren't used in any text, and files that don't belong to a picture."""

    pictures: list[Picture]
    files: list[tuple[Storage, str]]


def find_orphans(*, before: dt.datetime) -> Orphans:
    """Return the unused pictures and files that were added before the given time.

    Searches every text field of every model of this app, including drafts and revisions; new models
    are covered automatically. Holds all names in memory.
    """
    used = set().union(*_find_names_in_texts())
    pictures = Picture.objects.filter(added_at__lt=before).prefetch_related("renditions")
    orphans = [picture for picture in pictures if used.isdisjoint(_get_names(picture))]
    return Orphans(orphans, list(_find_stray_files(used, before)))


def _get_names(picture: Picture) -> set[str]:
    return {str(picture), *map(str, picture.renditions.all())}


def _find_names_in_texts() -> Iterator[set[str]]:
    for model in apps.get_app_config("blog").get_models():
        if model in {Picture, Rendition}:
            continue
        fields = [
            field.name for field in model._meta.concrete_fields if isinstance(field, _TEXT_FIELDS)
        ]
        for row in model._meta.base_manager.values_list(*fields).iterator(_BATCH) if fields else ():
            yield find_picture_names("\n".join(map(str, row)))


def _find_stray_files(used: set[str], before: dt.datetime) -> Iterator[tuple[Storage, str]]:
    public = {*Picture.objects.values_list("file", flat=True), *used}
    public |= {*Rendition.objects.values_list("file", flat=True)}
    originals = {*Picture.objects.values_list("original", flat=True)}
    for storage, folder, known in (
        (default_storage, _FOLDER, public),
        (get_originals_storage(), "", originals),
    ):
        for name in _list_files(storage, folder):
            if name not in known and storage.get_modified_time(name) < before:
                yield storage, name


def _list_files(storage: Storage, folder: str) -> Iterator[str]:
    if folder and not storage.exists(folder):
        return
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(files))
    for subfolder in sorted(folders):
        yield from _list_files(storage, f"{prefix}{subfolder}")
