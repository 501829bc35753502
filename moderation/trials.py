"""What a changed rule would have done to the latest comments, before it is switched on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from blog.models import Article
from comments.models import Comment
from comments.submission.screening import Submission, Verdict
from comments.submission.services import extract_links
from core.language_detection import detect_language
from moderation.lists import CompiledList
from moderation.models import ListEdition, ModerationSettings, WordList
from moderation.queue.marking import marked
from moderation.screeners import ListedDomains, ListedWords, ManyLinks, OtherLanguage

LOOKED_AT = 1000
# Of what is found, so many comments are shown, and so much of each.
_SHOWN = 20
_BEFORE, _LENGTH = 200, 800

type Rule = Callable[[Submission], Verdict | None]


@dataclass(frozen=True, slots=True)
class Example:
    """A comment that the rule finds, with the verdict; ``is_new`` where today's rule does not."""

    comment: Comment
    verdict: Verdict
    is_new: bool

    @property
    def passage(self) -> SafeString:
        """The text around what was found, with the marks of the screener."""
        marks = self.verdict.evidence.get("marks")
        spans = [(int(start), int(end)) for start, end in marks] if isinstance(marks, list) else []
        first = max(spans[0][0] - _BEFORE, 0) if spans else 0
        text = self.comment.text[first : first + _LENGTH]
        return marked(text, [[start - first, end - first] for start, end in spans])


@dataclass(frozen=True, slots=True)
class Row:
    """What is found among the comments of one status, or among all."""

    status: Comment.Status | None
    looked_at: int
    found: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule finds, beside what the one that applies today finds, by present status."""

    rows: list[Row]
    total: Row
    examples: list[Example]

    @property
    def found_among_published(self) -> int:
        """How many comments that everybody may read the rule would have stopped."""
        return sum(row.found for row in self.rows if row.status == Comment.Status.PUBLISHED)


def try_list(word_list: WordList) -> Trial:
    """Try a list as it is written, in the place of its edition in force. Two queries."""
    edition = ListEdition.objects.in_force().filter(word_list=word_list).first()
    return _try(_rule_of(word_list), _rule_of(edition), _latest())


def try_link_limit(most: int | None) -> Trial:
    """Try another limit of links. Two queries."""
    today = ModerationSettings.current().most_links
    look = ManyLinks().look
    return _try(lambda one: look(one, most), lambda one: look(one, today), _latest())


def try_other_languages() -> Trial:
    """Try to hold other languages than the conversation's. Three queries.

    The conversation of a thread is what stands of it among the latest comments.
    """
    latest = list(_latest())
    articles = Article.objects.in_bulk({comment.thread.article_id for comment, _ in latest})
    spoken = Counter(
        (comment.thread_id, detect_language(comment.text))
        for comment, _ in latest
        if comment.is_readable
    )

    def besides(thread_id: int, language: str) -> int:
        # The comment itself is no conversation.
        return spoken[thread_id, language] - 1

    def rule(submission: Submission) -> Verdict | None:
        return OtherLanguage().look(submission, articles[submission.thread.article_id], besides)

    held_today = ModerationSettings.current().hold_other_languages
    return _try(rule, rule if held_today else _nothing, latest)


def _nothing(submission: Submission) -> None:
    """Today's rule where there is none."""


def _rule_of(rule: WordList | ListEdition | None) -> Rule:
    if rule is None:
        return _nothing
    listed = [CompiledList.of(rule, str(rule))]
    screener = ListedWords() if rule.kind == WordList.Kind.WORDS else ListedDomains()
    return lambda submission: screener.look(submission, listed)


def _try(rule: Rule, today: Rule, latest: Iterable[tuple[Comment, Submission]]) -> Trial:
    examples: list[Example] = []
    counts = {status: Counter[str]() for status in Comment.Status}
    for comment, submission in latest:
        verdict, before = rule(submission), today(submission)
        counts[Comment.Status(comment.status)].update(
            looked_at=1,
            found=verdict is not None,
            new=verdict is not None and before is None,
            gone=verdict is None and before is not None,
        )
        if verdict:
            examples.append(Example(comment, verdict, before is None))
    rows = [_row(status, counted) for status, counted in counts.items() if counted]
    # What is new first; the order of time stays otherwise.
    examples.sort(key=lambda one: not one.is_new)
    return Trial(rows, _row(None, sum(counts.values(), Counter())), examples[:_SHOWN])


def _row(status: Comment.Status | None, counted: Counter[str]) -> Row:
    return Row(status, counted["looked_at"], counted["found"], counted["new"], counted["gone"])


def _latest() -> Iterator[tuple[Comment, Submission]]:
    """Yield the comments that came last, as screeners would see them."""
    comments = Comment.objects.with_article().select_related("commenter").order_by("-pk")
    for comment in comments[:LOOKED_AT]:
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
