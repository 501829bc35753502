"""The room of importers and exporters."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    """Reads other systems' files into this one."""

    name = "interchange"
