"""Screeners that use moderation data, such as bans, sanctions, word lists, and the spam filter.

The screeners that need no moderation data are in ``comments.submission.screeners``. The
``COMMENT_SCREENERS`` setting lists the active screeners of both packages, in order.
"""
