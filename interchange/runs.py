"""What the steps of one import share: its source, its report, and what came in before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import batched
from zoneinfo import ZoneInfo

from interchange.models import ImportRecord
from interchange.records import SourceArticle
from interchange.reports import Report

# Databases limit how many values one statement may name.
_KEYS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Run:
    """One import.

    ``zone`` is the source's, in which its months are counted. A ``dry`` run keeps nothing.
    ``stored`` are the articles that this run created.
    """

    source: str
    report: Report
    zone: ZoneInfo
    now: dt.datetime
    dry: bool = False
    stored: set[int] = field(default_factory=set)


def short_hash(*parts: object) -> str:
    """Return a hash of what the parts look like: a key, or a digest to compare by."""
    return sha256("\0".join(map(repr, parts)).encode(errors="replace")).hexdigest()[:32]


def known_records(
    run: Run, kind: ImportRecord.Kind, keys: Iterable[str]
) -> dict[str, ImportRecord]:
    """Return what is known of these keys, by key."""
    return {
        record.key: record
        for some in batched(keys, _KEYS_AT_ONCE, strict=False)
        for record in ImportRecord.objects.filter(source=run.source, kind=kind, key__in=some)
    }


class UniqueKeys:
    """Gives articles that share a key in one source keys of their own, in their order."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def key(self, article: SourceArticle) -> str:
        """Return the hash that this article is known by. Ask once for each."""
        key = short_hash(article.key)
        self._seen[key] = ordinal = self._seen.get(key, 0) + 1
        return key if ordinal == 1 else short_hash(article.key, ordinal)
