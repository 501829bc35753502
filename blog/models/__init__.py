"""Articles and what stands around them."""

from blog.models.article import (
    BASENAME,
    COMPANIONS,
    DESCRIPTION_LENGTH,
    Article,
    ArticleQuerySet,
    basename_validator,
)
from blog.models.labels import Category, Label, Tag
from blog.models.picture import Picture
from blog.models.redirect import Redirect
from blog.models.settings import SiteSettings

__all__ = [
    "BASENAME",
    "COMPANIONS",
    "DESCRIPTION_LENGTH",
    "Article",
    "ArticleQuerySet",
    "Category",
    "Label",
    "Picture",
    "Redirect",
    "SiteSettings",
    "Tag",
    "basename_validator",
]
