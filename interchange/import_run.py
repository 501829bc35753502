"""State shared by the steps of one import, and access to its import records."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import batched
from zoneinfo import ZoneInfo

from interchange.import_report import ImportReport
from interchange.models import ImportRecord
from interchange.source_records import SourceArticle

# Databases limit the number of parameters in a statement.
_KEYS_PER_QUERY = 2_000


@dataclass(frozen=True, slots=True)
class ImportRun:
    """The state of one import.

    ``source`` is the name of the format. ``timezone`` is the source's time zone, which determines
    the month in which an article was published. ``created_ids`` holds the primary keys of the
    articles created in this run.
    """

    source: str
    report: ImportReport
    timezone: ZoneInfo
    now: dt.datetime
    is_dry_run: bool = False
    created_ids: set[int] = field(default_factory=set)


def compute_hash(*parts: object) -> str:
    """Return a hash of ``parts`` as 32 hexadecimal digits, for keys and digests."""
    return sha256("\0".join(map(repr, parts)).encode(errors="replace")).hexdigest()[:32]


def get_import_records(
    run: ImportRun, kind: ImportRecord.Kind, keys: Iterable[str]
) -> dict[str, ImportRecord]:
    """Return the existing import records for these keys, by key."""
    return {
        record.key: record
        for some in batched(keys, _KEYS_PER_QUERY, strict=False)
        for record in ImportRecord.objects.filter(source=run.source, kind=kind, key__in=some)
    }


class ArticleKeys:
    """Assigns each article a unique key, even if several articles share a key in the source."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def next_key(self, article: SourceArticle) -> str:
        """Return the key of the next article. Call this once per article, in source order."""
        key = compute_hash(article.key)
        self._counts[key] = ordinal = self._counts.get(key, 0) + 1
        return key if ordinal == 1 else compute_hash(article.key, ordinal)
