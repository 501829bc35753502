"""Create renditions of stored pictures."""

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

from blog.models import Picture, Rendition
from blog.models.picture import get_rendition_path
from blog.pictures.renditions.encoding import EncodedRendition, encode_renditions
from blog.rendering.services import rerender_content_with_picture

logger = logging.getLogger(__name__)


def create_renditions(*, picture: Picture) -> None:
    """Create or replace a picture's renditions, and re-render the articles and pages that show it.

    If encoding fails, the picture's state becomes ``FAILED`` and pages show the picture itself.
    """
    try:
        with (picture.original or picture.file).open("rb") as file:
            encoded = encode_renditions(file.read())
    # Pillow's decoders raise many kinds of exceptions, and the file may be missing.
    except Exception:
        logger.exception("Creating the renditions of picture %s failed", picture.pk)
        Picture.objects.filter(pk=picture.pk).update(state=Picture.State.FAILED)
        return
    renditions = [_store(picture, rendition) for rendition in encoded]
    with transaction.atomic():
        # Two workers may process the same picture; the last one wins.
        Picture.objects.select_for_update().get(pk=picture.pk)
        delete_files_on_commit(rendition.file for rendition in picture.renditions.all())
        picture.renditions.all().delete()
        Rendition.objects.bulk_create(renditions)
        Picture.objects.filter(pk=picture.pk).update(state=Picture.State.READY)
    rerender_content_with_picture(picture=picture)


def delete_files_on_commit(files: Iterable[FieldFile]) -> None:
    for file in files:
        transaction.on_commit(partial(file.delete, save=False))


def _store(picture: Picture, encoded: EncodedRendition) -> Rendition:
    rendition = Rendition(
        picture=picture, format=encoded.format, width=encoded.width, height=encoded.height
    )
    stem = PurePath(picture.file.name or "").stem
    path = get_rendition_path(rendition, f"{stem}-{encoded.width}.{encoded.extension}")
    rendition.file.name = default_storage.save(path, ContentFile(encoded.data))
    return rendition
