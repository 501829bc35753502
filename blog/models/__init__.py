"""Articles and what stands around them."""

from blog.models.article import (
    BASENAME,
    COMPANIONS,
    Article,
    ArticleQuerySet,
    article_address,
    basename_validator,
)
from blog.models.checked_link import CheckedLink
from blog.models.labels import Category, Label, Series, Tag
from blog.models.page import Page, PageQuerySet
from blog.models.picture import Picture, Variant
from blog.models.redirect import Redirect
from blog.models.settings import SiteLink, SiteSettings
from blog.models.views import ArticleViews
from blog.models.writing import KINDS, TEXTS, Draft, DraftQuerySet, Revision, Texts, texts_of
from blog.models.written import Written

__all__ = [
    "BASENAME",
    "COMPANIONS",
    "KINDS",
    "TEXTS",
    "Article",
    "ArticleQuerySet",
    "ArticleViews",
    "Category",
    "CheckedLink",
    "Draft",
    "DraftQuerySet",
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
    "Written",
    "article_address",
    "basename_validator",
    "texts_of",
]
