"""What a worker does about articles."""

import datetime as dt

from django.tasks import task

from blog.models import Picture
from blog.services.announcing import announce_due
from blog.services.pictures import make_variants
from blog.websub import tell_hub


@task()
def announce_articles() -> None:
    """Tell those who want to know which articles have appeared."""
    announce_due()


@task()
def tell_websub_hub() -> None:
    """Tell the hub that the feed has changed."""
    tell_hub()


@task()
def draw_picture(pk: int) -> None:
    """Draw a picture narrower, unless it has been deleted meanwhile."""
    if picture := Picture.objects.filter(pk=pk).first():
        make_variants(picture=picture)


def announce_at(moment: dt.datetime) -> None:
    """Have articles announced then. A backend that can't wait leaves that to the command."""
    if announce_articles.get_backend().supports_defer:
        announce_articles.using(run_after=moment).enqueue()
