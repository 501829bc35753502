"""Says which earlier comments each comment of a flat thread addresses.

Pure: no Django, no database. Readers of one cue each look at a comment; ``resolver.READERS`` lists
them, and ``merging`` settles what they found.
"""

from comments.references.resolver import resolve_comment, resolve_thread
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference

__all__ = ["CommentInput", "Cue", "ResolvedReference", "resolve_comment", "resolve_thread"]
