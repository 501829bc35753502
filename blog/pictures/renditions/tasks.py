from django.tasks import task

from blog.models import Picture
from blog.pictures.renditions.services import create_renditions


@task()
def create_picture_renditions(pk: int) -> None:
    """Create the renditions of a picture, unless it has been deleted in the meantime."""
    if picture := Picture.objects.filter(pk=pk).first():
        create_renditions(picture=picture)
