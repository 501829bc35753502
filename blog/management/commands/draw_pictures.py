"""``manage.py draw_pictures``: draw the sizes of pictures that no worker has drawn."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.models import Picture
from blog.services import make_variants


class Command(BaseCommand):
    """Draw them here and now, one after the other. May be stopped and run again."""

    help = "Draws the sizes of pictures that are not ready."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the one option."""
        parser.add_argument(
            "--all", action="store_true", help="draw those anew that are ready, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many there were."""
        pictures = Picture.objects.order_by("pk")
        if not options["all"]:
            pictures = pictures.exclude(state=Picture.State.READY)
        pks = list(pictures.values_list("pk", flat=True))
        for pk in pks:
            make_variants(picture=Picture.objects.get(pk=pk))
        failed = Picture.objects.filter(pk__in=pks, state=Picture.State.FAILED).count()
        if options["verbosity"]:
            self.stdout.write(f"{len(pks) - failed} pictures drawn, {failed} failed.")
