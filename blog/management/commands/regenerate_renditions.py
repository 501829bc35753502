from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.models import Picture
from blog.pictures.renditions.services import create_renditions


class Command(BaseCommand):
    """Creates renditions without a worker. Can be interrupted and run again."""

    help = "Creates the renditions of pictures that have none or whose processing failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="recreate the renditions of all pictures"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        pictures = Picture.objects.order_by("pk")
        if not options["all"]:
            pictures = pictures.exclude(state=Picture.State.READY)
        pks = list(pictures.values_list("pk", flat=True))
        for pk in pks:
            create_renditions(picture=Picture.objects.get(pk=pk))
        failed = Picture.objects.filter(pk__in=pks, state=Picture.State.FAILED).count()
        if options["verbosity"]:
            self.stdout.write(f"Pictures processed: {len(pks) - failed}. Failed: {failed}.")
