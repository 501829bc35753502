"""The lists in force, compiled once a process."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from comments.submission.screening import Outcome
from moderation.matching import Domains, Hit, Terms, host_of, hosts_in, read_terms
from moderation.models import ListEdition
from moderation.models.word_list import ListRule

# By the keys of editions, which never change, and the moment when they were made. Another process
# that puts an edition in force makes a new key, so that nothing has to be told to this one.
_compiled: dict[tuple[int, dt.datetime], "CompiledList"] = {}


@dataclass(frozen=True)
class CompiledList:
    """A list that can be looked through: its name, what it makes of a comment, and its terms."""

    name: str
    kind: str
    outcome: Outcome
    terms: str
    beginnings: bool

    @classmethod
    def of(cls, rule: ListRule, name: str) -> "CompiledList":
        """Return a list as it is written in a row."""
        return cls(name, rule.kind, Outcome(rule.outcome), rule.terms, rule.beginnings)

    @cached_property
    def _words(self) -> Terms:
        return Terms(read_terms(self.terms, beginnings=self.beginnings).terms)

    @cached_property
    def _domains(self) -> Domains:
        return Domains(self.terms.splitlines())

    def find_words(self, text: str) -> list[Hit]:
        """Return the listed words of a text."""
        return self._words.find(text)

    def find_hosts(self, text: str) -> Iterator[Hit]:
        """Yield the listed domains that are written in a text."""
        for host, start, end in hosts_in(text):
            if domain := self._domains.find(host):
                yield Hit(domain, start, end)

    def find_addresses(self, addresses: Sequence[str]) -> list[str]:
        """Return the listed domains among the hosts of addresses."""
        found = (self._domains.find(host_of(address)) for address in addresses)
        return [domain for domain in dict.fromkeys(found) if domain]


def lists_in_force(kind: str) -> list[CompiledList]:
    """Return the lists of a kind that apply now. One query, and a second when one is new."""
    keys = set(ListEdition.objects.in_force().values_list("pk", "begun_at"))
    for key in _compiled.keys() - keys:
        _compiled.pop(key, None)
    if new := keys - _compiled.keys():
        editions = ListEdition.objects.filter(pk__in=[pk for pk, _ in new])
        for edition in editions.select_related("word_list"):
            key = (edition.pk, edition.begun_at)
            _compiled[key] = CompiledList.of(edition, edition.word_list.name)
    found = (_compiled.get(key) for key in sorted(keys))
    return [one for one in found if one is not None and one.kind == kind]
