"""Run a changed filter on recent comments without changing the comments."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from blog.models import Article
from comments.models import Comment
from comments.submission.screening import Submission, Verdict
from comments.submission.services import extract_links
from core.language_detection import detect_language
from moderation.filters.evidence_text import describe_evidence
from moderation.filters.screeners.language import OtherLanguage
from moderation.filters.screeners.links import ManyLinks
from moderation.filters.screeners.word_lists import ListedDomains, ListedWords
from moderation.filters.word_lists.compiled import CompiledWordList
from moderation.models import ModerationSettings, WordList, WordListVersion
from moderation.queue.marked_text import mark_passages

# How many of the latest comments are checked.
PREVIEW_SIZE = 1000
_MAX_MATCHES_SHOWN = 20
# The part of a comment that is shown: how far before the first mark it starts, and its length.
_CONTEXT_BEFORE, _PASSAGE_LENGTH = 200, 800

type Filter = Callable[[Submission], Verdict | None]


@dataclass(frozen=True, slots=True)
class MatchedComment:
    """A comment that the changed filter matches.

    ``is_new`` is true if the current filter doesn't match the comment.
    """

    comment: Comment
    verdict: Verdict
    is_new: bool

    @property
    def evidence(self) -> list[str]:
        """The evidence as human-readable phrases."""
        return describe_evidence(self.verdict.screener, self.verdict.evidence)

    @property
    def passage(self) -> SafeString:
        """The text around the matches, with the matches highlighted."""
        marks = self.verdict.evidence.get("marks")
        spans = [(int(start), int(end)) for start, end in marks] if isinstance(marks, list) else []
        first = max(spans[0][0] - _CONTEXT_BEFORE, 0) if spans else 0
        text = self.comment.text[first : first + _PASSAGE_LENGTH]
        return mark_passages(text, [[start - first, end - first] for start, end in spans])


@dataclass(frozen=True, slots=True)
class Row:
    """Comment counts for one status, or for all statuses if None.

    ``matched`` counts comments matched by the changed filter, ``new`` those matched only by the
    changed filter, and ``unmatched`` those matched only by the current filter.
    """

    status: Comment.Status | None
    checked: int
    matched: int
    new: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The effect of a changed filter: comment counts, and examples of the comments it matches."""

    rows: list[Row]
    total: Row
    matches: list[MatchedComment]

    @property
    def matched_published(self) -> int:
        """The number of published comments that the filter would have stopped."""
        return sum(row.matched for row in self.rows if row.status == Comment.Status.PUBLISHED)


def preview_word_list(word_list: WordList) -> Preview:
    """Preview replacing a list's active version with the saved one. Runs two queries."""
    version = WordListVersion.objects.active().filter(word_list=word_list).first()
    return _compare(_build_list_filter(word_list), _build_list_filter(version), _get_latest())


def preview_link_limit(max_links: int | None) -> Preview:
    """Preview a different link limit; None means no limit. Runs two queries."""
    current = ModerationSettings.current().most_links
    check = ManyLinks().check
    return _compare(
        lambda submission: check(submission, max_links),
        lambda submission: check(submission, current),
        _get_latest(),
    )


def preview_language_check() -> Preview:
    """Preview holding comments in languages other than the thread's. Runs three queries.

    A thread's languages are detected from its readable comments among the site's latest ones.
    """
    latest = list(_get_latest())
    articles = Article.objects.in_bulk({comment.thread.article_id for comment, _ in latest})
    counts = Counter(
        (comment.thread_id, detect_language(comment.text))
        for comment, _ in latest
        if comment.is_readable
    )

    def count_others(thread_id: int, language: str) -> int:
        # Don't count the comment itself.
        return counts[thread_id, language] - 1

    def check(submission: Submission) -> Verdict | None:
        article = articles[submission.thread.article_id]
        return OtherLanguage().check(submission, article, count_others)

    is_active = ModerationSettings.current().hold_other_languages
    return _compare(check, check if is_active else _match_nothing, latest)


def _match_nothing(submission: Submission) -> None:
    return None


def _build_list_filter(row: WordList | WordListVersion | None) -> Filter:
    if row is None:
        return _match_nothing
    lists = [CompiledWordList.from_row(row, str(row))]
    screener = ListedWords() if row.kind == WordList.Kind.WORDS else ListedDomains()
    return lambda submission: screener.check(submission, lists)


def _compare(
    changed: Filter, current: Filter, latest: Iterable[tuple[Comment, Submission]]
) -> Preview:
    matches: list[MatchedComment] = []
    counts = {status: Counter[str]() for status in Comment.Status}
    for comment, submission in latest:
        verdict, before = changed(submission), current(submission)
        counts[Comment.Status(comment.status)].update(
            checked=1,
            matched=verdict is not None,
            new=verdict is not None and before is None,
            unmatched=verdict is None and before is not None,
        )
        if verdict:
            matches.append(MatchedComment(comment, verdict, before is None))
    rows = [_build_row(status, counted) for status, counted in counts.items() if counted]
    # New matches first, then newest first.
    matches.sort(key=lambda match: not match.is_new)
    total = _build_row(None, sum(counts.values(), Counter()))
    return Preview(rows, total, matches[:_MAX_MATCHES_SHOWN])


def _build_row(status: Comment.Status | None, counts: Counter[str]) -> Row:
    return Row(status, counts["checked"], counts["matched"], counts["new"], counts["unmatched"])


def _get_latest() -> Iterator[tuple[Comment, Submission]]:
    """Yield the latest comments, newest first, each with the submission for the screeners."""
    comments = Comment.objects.with_article().select_related("commenter").order_by("-pk")
    for comment in comments[:PREVIEW_SIZE]:
        yield (
            comment,
            Submission(
                thread=comment.thread,
                commenter=comment.commenter,
                body=comment.source,
                html=comment.html,
                text=comment.text,
                links=extract_links(comment.html),
            ),
        )
