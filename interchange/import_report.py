"""Counts and warnings from an import."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from interchange.source_records import SourceWarning


@dataclass(slots=True)
class ImportCounts:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return (
            f"{self.created} created, {self.updated} updated,"
            f" {self.unchanged} unchanged, {self.skipped} skipped"
        )


@dataclass(slots=True)
class ImportReport:
    """The result of an import. ``failures`` counts the articles that could not be stored."""

    format: str
    articles: ImportCounts = field(default_factory=ImportCounts)
    comments: ImportCounts = field(default_factory=ImportCounts)
    warnings: list[SourceWarning] = field(default_factory=list)
    failures: int = 0

    def add_warning(self, place: str, text: str) -> None:
        self.warnings.append(SourceWarning(place, text))

    def copy_counts(self) -> tuple[ImportCounts, ImportCounts]:
        """Return copies of the counts, for ``restore_counts``."""
        return replace(self.articles), replace(self.comments)

    def restore_counts(self, counts: tuple[ImportCounts, ImportCounts]) -> None:
        """Restore earlier counts after a rollback."""
        self.articles, self.comments = counts

    def to_dict(self) -> dict[str, Any]:
        """Return the content of the ``--report`` file."""
        return {
            "format": self.format,
            "articles": asdict(self.articles),
            "comments": asdict(self.comments),
            "warnings": [asdict(warning) for warning in self.warnings],
        }
