"""The only writers of articles, pages, labels, pictures and redirects.

``actor`` is who asks; ``None`` stands for the site itself (an import, a command), which may do
everything.
"""

from blog.services.articles import save_article
from blog.services.drafts import DraftConflict, finish_draft, save_draft
from blog.services.labels import name_label
from blog.services.pages import delete_page, save_page
from blog.services.pictures import add_picture, delete_picture, draw_again, make_variants
from blog.services.previews import keep_previews, preview_key
from blog.services.redirects import add_redirect
from blog.services.reverting import revert
from blog.services.revisions import Outdated
from blog.services.settings import begin_settings, delete_link, save_link, save_settings
from blog.services.views import add_views

__all__ = [
    "DraftConflict",
    "Outdated",
    "add_picture",
    "add_redirect",
    "add_views",
    "begin_settings",
    "delete_link",
    "delete_page",
    "delete_picture",
    "draw_again",
    "finish_draft",
    "keep_previews",
    "make_variants",
    "name_label",
    "preview_key",
    "revert",
    "save_article",
    "save_draft",
    "save_link",
    "save_page",
    "save_settings",
]
