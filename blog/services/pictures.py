"""Taking pictures in, and letting them go."""

from functools import partial
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from blog.models import Picture
from blog.naming import from_name
from blog.pictures import LONGEST_FILE, clean_picture, digest_of
from core.text import clean_line


def add_picture(*, file: IO[bytes], name: str, alt: str = "") -> Picture:
    """Take in a picture file, once: the same bytes again are the same picture.

    ``name`` is what the giver calls the file; its ending is made to say what the file is. Raises
    ``blog.pictures.NotAPicture`` with a sentence for the giver.
    """
    # One byte more than is taken tells a file that is too long.
    data = file.read(LONGEST_FILE + 1)
    known = Picture.objects.filter(digest=digest_of(data)).first()
    if known:
        return known
    clean = clean_picture(data)
    picture = Picture(digest=clean.digest, alt=clean_line(alt)[:500])
    stem = from_name(PurePath(name).stem, otherwise="picture")[:80]
    file_name = f"{stem}.{clean.suffix}"
    # Width and height are read only from content that has a name of its own.
    picture.file.save(file_name, ContentFile(clean.data, name=file_name), save=False)
    picture.save()
    return picture


def delete_picture(*, picture: Picture) -> None:
    """Delete a picture and its file. Articles that show it are left with a gap."""
    file = picture.file
    picture.delete()
    transaction.on_commit(partial(file.delete, save=False))
