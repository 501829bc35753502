"""Moderation's screeners. The setting ``COMMENT_SCREENERS`` has their order."""

from moderation.screeners.commenters import Bans, HeldCommenters, Measures, Newcomers
from moderation.screeners.external import ExternalScreener
from moderation.screeners.languages import OtherLanguage
from moderation.screeners.links import FirstLink, ManyLinks
from moderation.screeners.lists import ListedDomains, ListedWords
from moderation.screeners.names import Impersonation
from moderation.screeners.spam import SpamFilter

__all__ = [
    "Bans",
    "ExternalScreener",
    "FirstLink",
    "HeldCommenters",
    "Impersonation",
    "ListedDomains",
    "ListedWords",
    "ManyLinks",
    "Measures",
    "Newcomers",
    "OtherLanguage",
    "SpamFilter",
]
