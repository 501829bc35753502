"""Add, regenerate, and delete pictures."""

from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile

from blog.models import Picture
from blog.pictures.orphans import Orphans
from blog.pictures.renditions.services import delete_files_on_commit
from blog.pictures.renditions.tasks import create_picture_renditions
from blog.pictures.sanitizing import MAX_FILE_SIZE, compute_digest, sanitize_picture
from blog.slugs import build_slug
from core.text import clean_line


def add_picture(*, file: IO[bytes], name: str, alt: str = "") -> Picture:
    """Store a picture file and enqueue its renditions, or return an existing identical picture.

    ``name`` is the uploaded file's name; its extension is replaced to match the detected format.
    Raises ``InvalidPicture`` with a message for the user.
    """
    # One byte beyond the limit is enough to detect a file that is too large.
    data = file.read(MAX_FILE_SIZE + 1)
    digest = compute_digest(data)
    return Picture.objects.filter(digest=digest).first() or _store(data, digest, name, alt)


def _store(data: bytes, digest: str, name: str, alt: str) -> Picture:
    sanitized = sanitize_picture(data)
    picture = Picture(digest=digest, alt=clean_line(alt)[:500])
    stem = build_slug(PurePath(name).stem, default="picture")[:80]
    file_name = f"{stem}.{sanitized.extension}"
    # Django reads the width and height only from content that has its own name.
    picture.file.save(file_name, ContentFile(sanitized.data, name=file_name), save=False)
    picture.original.save(file_name, ContentFile(data), save=False)
    try:
        with transaction.atomic():
            picture.save()
            _enqueue_renditions([picture.pk])
    except IntegrityError:
        # The same file was uploaded concurrently.
        delete_files_on_commit(_get_files(picture))
        return Picture.objects.get(digest=digest)
    return picture


def regenerate_renditions(*, pictures: Iterable[Picture]) -> None:
    """Enqueue the creation of new renditions; pages show the old ones in the meantime."""
    with transaction.atomic():
        pks = [picture.pk for picture in pictures]
        Picture.objects.filter(pk__in=pks).update(state=Picture.State.PENDING)
        _enqueue_renditions(pks)


def delete_picture(*, picture: Picture) -> None:
    """Delete a picture and its files. Articles that show it are not changed."""
    files = _get_files(picture) + [rendition.file for rendition in picture.renditions.all()]
    with transaction.atomic():
        picture.delete()
        delete_files_on_commit(files)


def delete_orphans(*, orphans: Orphans) -> None:
    """Delete orphaned pictures and files."""
    for picture in orphans.pictures:
        delete_picture(picture=picture)
    for storage, name in orphans.files:
        storage.delete(name)


def _get_files(picture: Picture) -> list[FieldFile]:
    return [file for file in (picture.file, picture.original) if file]


def _enqueue_renditions(pks: Iterable[int]) -> None:
    for pk in pks:
        transaction.on_commit(partial(create_picture_renditions.enqueue, pk))
