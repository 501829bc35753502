from typing import Any

from django.core.management.base import BaseCommand

from core.database_statistics import update_statistics


class Command(BaseCommand):
    help = "Update the statistics of the database that SQLite needs to run queries fast."

    def handle(self, *args: Any, **options: Any) -> None:
        update_statistics()
