"""The blog's admin classes. Models with business rules are saved through services."""

from blog.admin.articles import ArticleAdmin
from blog.admin.links import CheckedLinkAdmin
from blog.admin.pages import PageAdmin
from blog.admin.pictures import PictureAdmin
from blog.admin.redirects import RedirectAdmin
from blog.admin.site_settings import SiteSettingsAdmin
from blog.admin.taxonomy import TermAdmin

__all__ = [
    "ArticleAdmin",
    "CheckedLinkAdmin",
    "PageAdmin",
    "PictureAdmin",
    "RedirectAdmin",
    "SiteSettingsAdmin",
    "TermAdmin",
]
