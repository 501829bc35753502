"""Articles and what stands around them, in the admin. The services save what has rules."""

from blog.admin.articles import ArticleAdmin, RedirectAdmin
from blog.admin.labels import LabelAdmin
from blog.admin.links import CheckedLinkAdmin
from blog.admin.pictures import PictureAdmin
from blog.admin.settings import PageAdmin, SiteSettingsAdmin

__all__ = [
    "ArticleAdmin",
    "CheckedLinkAdmin",
    "LabelAdmin",
    "PageAdmin",
    "PictureAdmin",
    "RedirectAdmin",
    "SiteSettingsAdmin",
]
