"""Determines which earlier comments each comment in a flat thread addresses.

This package uses neither Django nor a database. ``resolver.FINDERS`` lists the finders, one per
cue, and ``merging`` reconciles their results.
"""

from comments.references.resolver import resolve_comment, resolve_thread
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference

__all__ = ["CommentInput", "Cue", "ResolvedReference", "resolve_comment", "resolve_thread"]
