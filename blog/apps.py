"""The blog room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Name the room, and let its articles be found."""

    name = "blog"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from blog.search import register_articles  # noqa: PLC0415 - models load after the configs

        register_articles()
