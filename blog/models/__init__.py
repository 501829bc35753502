from blog.models.article import (
    BASENAME_PATTERN,
    Article,
    ArticleQuerySet,
    basename_validator,
    build_article_url,
)
from blog.models.article_views import ArticleViews
from blog.models.checked_link import CheckedLink
from blog.models.content import Content
from blog.models.drafts_and_revisions import (
    CONTENT_MODELS,
    TEXT_FIELDS,
    Draft,
    DraftQuerySet,
    Revision,
    TextSnapshot,
    get_texts,
)
from blog.models.page import Page, PageQuerySet
from blog.models.picture import Picture, Rendition
from blog.models.redirect import Redirect
from blog.models.site_settings import SiteLink, SiteSettings
from blog.models.taxonomy import Category, Series, Tag, Term

__all__ = [
    "BASENAME_PATTERN",
    "CONTENT_MODELS",
    "TEXT_FIELDS",
    "Article",
    "ArticleQuerySet",
    "ArticleViews",
    "Category",
    "CheckedLink",
    "Content",
    "Draft",
    "DraftQuerySet",
    "Page",
    "PageQuerySet",
    "Picture",
    "Redirect",
    "Rendition",
    "Revision",
    "Series",
    "SiteLink",
    "SiteSettings",
    "Tag",
    "Term",
    "TextSnapshot",
    "basename_validator",
    "build_article_url",
    "get_texts",
]
