"""What an import did: counted, and line by line where something was changed or left out."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from interchange.records import SourceWarning


@dataclass(slots=True)
class Counts:
    """How many of one kind came in, were brought up to date, were so already, were left out."""

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
class Report:
    """The outcome of one import. ``failures`` counts the articles that could not be stored."""

    format: str
    articles: Counts = field(default_factory=Counts)
    comments: Counts = field(default_factory=Counts)
    warnings: list[SourceWarning] = field(default_factory=list)
    failures: int = 0

    def warn(self, place: str, text: str) -> None:
        """Add a warning."""
        self.warnings.append(SourceWarning(place, text))

    def counted(self) -> tuple[Counts, Counts]:
        """Return the counts as they are now, to go back to."""
        return replace(self.articles), replace(self.comments)

    def restore(self, counts: tuple[Counts, Counts]) -> None:
        """Go back to earlier counts: what was counted since was taken back."""
        self.articles, self.comments = counts

    def as_dict(self) -> dict[str, Any]:
        """Return what ``--report`` writes."""
        return {
            "format": self.format,
            "articles": asdict(self.articles),
            "comments": asdict(self.comments),
            "warnings": [asdict(warning) for warning in self.warnings],
        }
