"""The blog room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Name the room, let its articles be found, and count their readers."""

    name = "blog"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from blog import counting, receivers  # noqa: F401, PLC0415 - models load after the configs
        from blog.search import register_articles  # noqa: PLC0415 - the same

        register_articles()
        counting.listen()
