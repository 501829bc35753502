"""Banned names and their lookalikes, recognized the way word lists recognize words.

A name matches a pattern by its key, by its words without punctuation, or, if it is disguised or
spelled out letter by letter, by its skeleton (see ``core.confusables``).
"""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from core.confusables import get_skeleton
from core.text import get_name_key
from moderation.bans.candidates import matches_pattern
from moderation.bans.patterns import matches_field_pattern
from moderation.filters.matching.words import Words

# A pattern with fewer letters matches too many names.
MIN_LETTERS = 3


@dataclass(frozen=True, slots=True)
class NameForms:
    """The forms of a name that patterns are compared with.

    ``skeleton`` is empty unless the name is disguised.
    """

    keys: frozenset[str]
    skeleton: str

    @classmethod
    def from_name(cls, name: str) -> Self:
        """Return the forms of a commenter's name."""
        words = Words.from_text(name)
        spelled_out = words.join_spelled_out()
        keys = {get_name_key(name), words.line} - {""}
        is_disguised = words.find_disguised() or spelled_out.keys
        return cls(frozenset(keys), get_skeleton(name) if is_disguised else "")

    def match(self, pattern: str) -> bool:
        """Check whether the name matches the pattern of a ban."""
        if any(matches_pattern(pattern, key) for key in self.keys):
            return True
        skeleton = get_pattern_skeleton(pattern)
        return bool(self.skeleton and skeleton and matches_pattern(skeleton, self.skeleton))

    def build_condition(self) -> Q:
        """Return a query condition for bans whose pattern matches the name."""
        # Matches nothing: a name without letters is not banned.
        condition = Q(pk__in=[])
        for key in sorted(self.keys):
            condition |= Q(matches_field_pattern(key, field="value"))
        if self.skeleton:
            condition |= ~Q(value_skeleton="") & Q(
                matches_field_pattern(self.skeleton, field="value_skeleton")
            )
        return condition


def get_pattern_skeleton(pattern: str) -> str:
    """Return the skeleton of a pattern, or an empty string if too few letters are left."""
    skeleton = "*".join(map(get_skeleton, pattern.split("*")))
    return skeleton[:254] if len(skeleton.replace("*", "")) >= MIN_LETTERS else ""
