"""Screeners that need no moderation data, such as rate limits, the honeypot, and slow mode.

The screeners for bans, word lists, spam, and the like are in ``moderation.filters.screeners``. The
``COMMENT_SCREENERS`` setting lists the active screeners of both packages, in order.
"""
