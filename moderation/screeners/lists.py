"""What editors have listed: words, phrases and domains."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import unquote

from comments.submission.reason_codes import ReasonCode
from comments.submission.screening import BaseScreener, Outcome, Submission, Verdict
from moderation.lists import CompiledList, lists_in_force
from moderation.matching import Hit
from moderation.models import WordList

# Of a comment full of listed words, so many are told and marked.
_MOST_TOLD = 20
# Where several lists find something, the strictest decides.
_STRICTNESS = (Outcome.SPAM, Outcome.REJECT, Outcome.HOLD)


class ListedWords(BaseScreener):
    """The text, the name or the links hold a listed word."""

    name = "listed-words"

    def screen(self, submission: Submission) -> Verdict | None:
        """Give the verdict of the strictest list that finds a word."""
        return self.look(submission, lists_in_force(WordList.Kind.WORDS))

    def look(self, submission: Submission, lists: Iterable[CompiledList]) -> Verdict | None:
        """Look through some lists, in force or not. The author never hears which word it was."""
        for found in _strictest_first(lists):
            hits = found.find_words(submission.text)
            elsewhere = {
                place: [hit.term for hit in listed]
                for place, text in _other_texts(submission)
                if (listed := found.find_words(text))
            }
            if hits or elsewhere:
                return _verdict(self.name, found, hits, elsewhere)
        return None


class ListedDomains(BaseScreener):
    """The text, the website or the links lead to a listed domain."""

    name = "listed-domains"

    def screen(self, submission: Submission) -> Verdict | None:
        """Give the verdict of the strictest list that finds a domain."""
        return self.look(submission, lists_in_force(WordList.Kind.DOMAINS))

    def look(self, submission: Submission, lists: Iterable[CompiledList]) -> Verdict | None:
        """Look through some lists, in force or not."""
        addresses = {"links": submission.links, "website": [submission.commenter.url]}
        for found in _strictest_first(lists):
            hits = list(found.find_hosts(submission.text))
            elsewhere = {
                place: listed
                for place, urls in addresses.items()
                if (listed := found.find_addresses(urls))
            }
            if hits or elsewhere:
                return _verdict(self.name, found, hits, elsewhere)
        return None


def _strictest_first(lists: Iterable[CompiledList]) -> list[CompiledList]:
    return sorted(lists, key=lambda found: _STRICTNESS.index(found.outcome))


def _other_texts(submission: Submission) -> Iterator[tuple[str, str]]:
    yield "name", submission.commenter.name
    yield "website", unquote(submission.commenter.url)
    yield "links", unquote("\n".join(submission.links))


def _verdict(
    screener: str, found: CompiledList, hits: list[Hit], elsewhere: Mapping[str, list[str]]
) -> Verdict:
    reason = ReasonCode.WORD_LIST if found.outcome is Outcome.HOLD else ReasonCode.BLOCKED
    terms = [*(hit.term for hit in hits), *chain.from_iterable(elsewhere.values())]
    evidence = {
        "list": found.name,
        "terms": ", ".join(list(dict.fromkeys(terms))[:_MOST_TOLD]),
        "places": ", ".join([*(["text"] if hits else []), *elsewhere]),
        "marks": [[hit.start, hit.end] for hit in hits[:_MOST_TOLD]],
    }
    return Verdict(found.outcome, reason, screener, evidence)
