from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Registers article search and signal receivers, and connects the writing of view counts."""

    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        # Models can't be imported earlier.
        from blog.feeds import receivers  # noqa: F401, PLC0415
        from blog.search.source import register_article_search  # noqa: PLC0415
        from blog.view_counts.counter import connect_flushing  # noqa: PLC0415

        register_article_search()
        connect_flushing()
