"""Determines which earlier comments each comment in a flat thread addresses.

A cue is something in the text of a comment that points to another comment, such as a number or a
name. ``resolver.FINDERS`` lists the finders, one for each kind of cue, and ``merging`` combines
their results. This package uses neither Django nor a database.
"""

from comments.references.resolver import resolve_comment, resolve_thread
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference

__all__ = ["CommentInput", "Cue", "ResolvedReference", "resolve_comment", "resolve_thread"]
