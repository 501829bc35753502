"""Articles and what stands around them."""

from blog.models.article import (
    BASENAME,
    COMPANIONS,
    DESCRIPTION_LENGTH,
    Article,
    ArticleQuerySet,
    basename_validator,
)
from blog.models.checked_link import CheckedLink
from blog.models.labels import Category, Label, Series, Tag
from blog.models.page import Page, PageQuerySet
from blog.models.picture import Picture, Variant
from blog.models.redirect import Redirect
from blog.models.settings import SiteLink, SiteSettings
from blog.models.views import ArticleViews
from blog.models.writing import TEXTS, Draft, Revision, Texts, texts_of

__all__ = [
    "BASENAME",
    "COMPANIONS",
    "DESCRIPTION_LENGTH",
    "TEXTS",
    "Article",
    "ArticleQuerySet",
    "ArticleViews",
    "Category",
    "CheckedLink",
    "Draft",
    "Label",
    "Page",
    "PageQuerySet",
    "Picture",
    "Redirect",
    "Revision",
    "Series",
    "SiteLink",
    "SiteSettings",
    "Tag",
    "Texts",
    "Variant",
    "basename_validator",
    "texts_of",
]
