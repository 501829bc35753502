"""The active word lists, compiled and cached per process."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from comments.submission.screening import Outcome
from moderation.filters.matching.domain_list import DomainMatcher, find_hosts, parse_host
from moderation.filters.matching.term_list import Match, TermMatcher, parse_terms
from moderation.models import WordListVersion
from moderation.models.word_list import AbstractWordList

# Keyed by the primary key and activation time of a version. Versions never change, and activating a
# list in another process creates a new one, so the cache needs no invalidation.
_compiled: dict[tuple[int, dt.datetime], "CompiledWordList"] = {}


@dataclass(frozen=True)
class CompiledWordList:
    """A word list that is ready for matching."""

    name: str
    kind: str
    outcome: Outcome
    terms: str
    match_prefixes: bool

    @classmethod
    def from_row(cls, row: AbstractWordList, name: str) -> "CompiledWordList":
        """Create a compiled list from a word list or one of its versions."""
        return cls(name, row.kind, Outcome(row.outcome), row.terms, row.match_prefixes)

    @cached_property
    def _term_matcher(self) -> TermMatcher:
        return TermMatcher(parse_terms(self.terms, match_prefixes=self.match_prefixes).terms)

    @cached_property
    def _domain_matcher(self) -> DomainMatcher:
        return DomainMatcher(self.terms.splitlines())

    def find_words(self, text: str) -> list[Match]:
        """Return the listed words found in ``text``."""
        return self._term_matcher.find(text)

    def find_hosts(self, text: str) -> Iterator[Match]:
        """Yield the listed domains mentioned in ``text``."""
        for host, start, end in find_hosts(text):
            if domain := self._domain_matcher.find(host):
                yield Match(domain, start, end)

    def find_domains(self, urls: Sequence[str]) -> list[str]:
        """Return the distinct listed domains that the URLs' hosts belong to."""
        found = (self._domain_matcher.find(parse_host(url)) for url in urls)
        return [domain for domain in dict.fromkeys(found) if domain]


def get_active_lists(kind: str) -> list[CompiledWordList]:
    """Return the active lists of a kind. Runs one query, plus one if there are new versions."""
    keys = set(WordListVersion.objects.active().values_list("pk", "activated_at"))
    for key in _compiled.keys() - keys:
        _compiled.pop(key, None)
    if new := keys - _compiled.keys():
        versions = WordListVersion.objects.filter(pk__in=[pk for pk, _ in new])
        for version in versions.select_related("word_list"):
            key = (version.pk, version.activated_at)
            _compiled[key] = CompiledWordList.from_row(version, version.word_list.name)
    found = (_compiled.get(key) for key in sorted(keys))
    return [compiled for compiled in found if compiled is not None and compiled.kind == kind]
