"""The room of importers."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    """Reads other systems' files into this one."""

    name = "interchange"
