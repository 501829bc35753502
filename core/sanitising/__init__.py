"""Safe HTML from what readers type and from what authors and other systems hand over.

Sources are read leniently (``tags``), written anew as valid HTML (``flow``), and let out by
bleach's allow-lists (``gate``), after which nothing touches the markup any more.
"""

from core.sanitising.articles import CleanArticle, Markup, clean_article
from core.sanitising.comments import render_comment
from core.sanitising.pictures import KnownPicture, KnownPictures
from core.sanitising.plain import plain_text

# Raised whenever the allow-lists or the rendering change, so that stored HTML is made again.
POLICY_VERSION = 1

__all__ = [
    "POLICY_VERSION",
    "CleanArticle",
    "KnownPicture",
    "KnownPictures",
    "Markup",
    "clean_article",
    "plain_text",
    "render_comment",
]
