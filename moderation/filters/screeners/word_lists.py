"""Screeners that apply the word lists."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import unquote

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.filters.matching.term_list import Match
from moderation.filters.word_lists.compiled import CompiledWordList, get_active_lists
from moderation.models import WordList

_MAX_LISTED = 20
# If several lists match, the strictest one decides.
_STRICTEST_FIRST = (Outcome.SPAM, Outcome.REJECT, Outcome.HOLD)


class ListedWords(BaseScreener):
    """Checks the text, name, website, and links against word lists.

    Authors never learn which word matched.
    """

    name = "listed-words"

    def screen(self, submission: Submission) -> Verdict | None:
        """Return the verdict of the strictest active list that matches."""
        return self.check(submission, get_active_lists(WordList.Kind.WORDS))

    def check(self, submission: Submission, lists: Iterable[CompiledWordList]) -> Verdict | None:
        """Return the verdict of the strictest list in ``lists`` that matches."""
        for word_list in _sort_by_strictness(lists):
            matches = word_list.find_words(submission.text)
            other = {
                place: [match.term for match in found]
                for place, text in _get_other_texts(submission)
                if (found := word_list.find_words(text))
            }
            if matches or other:
                return _build_verdict(self.name, word_list, matches, other)
        return None


class ListedDomains(BaseScreener):
    """Checks the text, website, and links against domain lists."""

    name = "listed-domains"

    def screen(self, submission: Submission) -> Verdict | None:
        """Return the verdict of the strictest active list that matches."""
        return self.check(submission, get_active_lists(WordList.Kind.DOMAINS))

    def check(self, submission: Submission, lists: Iterable[CompiledWordList]) -> Verdict | None:
        """Return the verdict of the strictest list in ``lists`` that matches."""
        urls = {"links": submission.links, "website": [submission.commenter.url]}
        for word_list in _sort_by_strictness(lists):
            matches = list(word_list.find_hosts(submission.text))
            other = {
                place: found
                for place, listed in urls.items()
                if (found := word_list.find_domains(listed))
            }
            if matches or other:
                return _build_verdict(self.name, word_list, matches, other)
        return None


def _sort_by_strictness(lists: Iterable[CompiledWordList]) -> list[CompiledWordList]:
    return sorted(lists, key=lambda word_list: _STRICTEST_FIRST.index(word_list.outcome))


def _get_other_texts(submission: Submission) -> Iterator[tuple[str, str]]:
    yield "name", submission.commenter.name
    yield "website", unquote(submission.commenter.url)
    yield "links", unquote("\n".join(submission.links))


def _build_verdict(
    screener: str,
    word_list: CompiledWordList,
    matches: list[Match],
    other: Mapping[str, list[str]],
) -> Verdict:
    reason_code = ReasonCode.WORD_LIST if word_list.outcome is Outcome.HOLD else ReasonCode.BLOCKED
    terms = [*(match.term for match in matches), *chain.from_iterable(other.values())]
    evidence = {
        "list": word_list.name,
        "terms": ", ".join(list(dict.fromkeys(terms))[:_MAX_LISTED]),
        "places": ", ".join([*(["text"] if matches else []), *other]),
        "marks": [[match.start, match.end] for match in matches[:_MAX_LISTED]],
    }
    return Verdict(word_list.outcome, reason_code, screener, evidence)
