"""Moderation's screeners. The setting ``COMMENT_SCREENERS`` has their order."""

from moderation.screeners.commenters import Bans, HeldCommenters, Measures, Newcomers

__all__ = ["Bans", "HeldCommenters", "Measures", "Newcomers"]
