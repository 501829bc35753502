"""Taking pictures in, drawing them in all sizes, and letting them go."""

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile

from blog.models import Picture, Variant
from blog.models.picture import beside_picture
from blog.naming import from_name
from blog.pictures import LONGEST_FILE, clean_picture, digest_of
from blog.services.rendering import render_showing
from blog.unused import Unused
from blog.variants import Drawn, draw_variants
from core.text import clean_line

logger = logging.getLogger(__name__)


def add_picture(*, file: IO[bytes], name: str, alt: str = "") -> Picture:
    """Take in a picture file, once: the same bytes again are the same picture.

    ``name`` is what the giver calls the file; its ending is made to say what the file is. A task
    draws it narrower. Raises ``blog.pictures.NotAPicture`` with a sentence for the giver.
    """
    # One byte more than is taken tells a file that is too long.
    data = file.read(LONGEST_FILE + 1)
    digest = digest_of(data)
    return Picture.objects.filter(digest=digest).first() or _keep(data, digest, name, alt)


def _keep(data: bytes, digest: str, name: str, alt: str) -> Picture:
    clean = clean_picture(data)
    picture = Picture(digest=digest, alt=clean_line(alt)[:500])
    stem = from_name(PurePath(name).stem, otherwise="picture")[:80]
    file_name = f"{stem}.{clean.suffix}"
    # Width and height are read only from content that has a name of its own.
    picture.file.save(file_name, ContentFile(clean.data, name=file_name), save=False)
    picture.original.save(file_name, ContentFile(data), save=False)
    try:
        with transaction.atomic():
            picture.save()
            _draw_later([picture.pk])
    except IntegrityError:
        # Somebody sent the same file at the same moment.
        _delete_files(_files(picture))
        return Picture.objects.get(digest=digest)
    return picture


def draw_again(*, pictures: Iterable[Picture]) -> None:
    """Let a task draw the sizes of these pictures anew; articles show the old ones meanwhile."""
    with transaction.atomic():
        pks = [picture.pk for picture in pictures]
        Picture.objects.filter(pk__in=pks).update(state=Picture.State.PENDING)
        _draw_later(pks)


def make_variants(*, picture: Picture) -> None:
    """Draw a picture in its sizes, in place of those that are there, and let texts show them.

    Where that fails the picture says so and is shown as it is.
    """
    try:
        with (picture.original or picture.file).open("rb") as file:
            drawn = draw_variants(file.read())
    # Decoders of broken files fail in many ways of their own, and the file may have gone.
    except Exception:
        logger.exception("The sizes of picture %s could not be drawn", picture.pk)
        Picture.objects.filter(pk=picture.pk).update(state=Picture.State.FAILED)
        return
    variants = [_stored(picture, one) for one in drawn]
    with transaction.atomic():
        # Two workers may draw the same picture; the later one's sizes stay.
        Picture.objects.select_for_update().get(pk=picture.pk)
        _delete_files(one.file for one in picture.variants.all())
        picture.variants.all().delete()
        Variant.objects.bulk_create(variants)
        Picture.objects.filter(pk=picture.pk).update(state=Picture.State.READY)
    render_showing(picture=picture)


def delete_picture(*, picture: Picture) -> None:
    """Delete a picture and its files. Articles that show it are left with a gap."""
    files = _files(picture) + [variant.file for variant in picture.variants.all()]
    with transaction.atomic():
        picture.delete()
        _delete_files(files)


def prune(*, unused: Unused) -> None:
    """Delete what nothing shows."""
    for picture in unused.pictures:
        delete_picture(picture=picture)
    for storage, name in unused.files:
        storage.delete(name)


def _stored(picture: Picture, drawn: Drawn) -> Variant:
    variant = Variant(picture=picture, kind=drawn.kind, width=drawn.width, height=drawn.height)
    stem = PurePath(picture.file.name or "").stem
    wanted = beside_picture(variant, f"{stem}-{drawn.width}.{drawn.suffix}")
    variant.file.name = default_storage.save(wanted, ContentFile(drawn.data))
    return variant


def _files(picture: Picture) -> list[FieldFile]:
    return [file for file in (picture.file, picture.original) if file]


def _delete_files(files: Iterable[FieldFile]) -> None:
    """Delete files once the rows that named them are gone for good."""
    for file in files:
        transaction.on_commit(partial(file.delete, save=False))


def _draw_later(pks: Iterable[int]) -> None:
    # The task belongs to a module that imports services.
    from blog.tasks import draw_picture  # noqa: PLC0415 - see above

    for pk in pks:
        transaction.on_commit(partial(draw_picture.enqueue, pk))
