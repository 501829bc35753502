"""The context for finding a comment's references: its words, and the thread it belongs to."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from comments.references.byline_parser import PastedByline, parse_bylines
from comments.references.greetings import find_addressed_name
from comments.references.name_forms import MAX_NAME_WORDS
from comments.references.name_index import (
    EXACT_FITS,
    FULL_FITS,
    IndexedComment,
    NameFit,
    NameIndex,
    NameMatch,
    get_author_key,
)
from comments.references.passage_index import PassageIndex
from comments.references.resolver_types import CommentInput, Cue, ResolvedReference
from comments.references.signatures import find_signature_start, find_signed_name
from comments.references.similarity import SimilarityIndex, get_stems
from comments.references.vocabulary import CROWDS, GIVEN_NAMES, ORDINARY_WORDS
from comments.references.words import Word, split_name, split_words

# Allowed between two words of the same name. Line breaks are not.
_NAME_GAPS = frozenset(["", " ", ".", ". ", "-", "'", "’", "_", ", "])

type Resolve = Callable[[CommentContext], list[ResolvedReference]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, from ``start`` to ``end``.

    ``first`` and ``stop`` are word indexes; the line's last word is the one before ``stop``.
    """

    start: int
    end: int
    first: int
    stop: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """A commenter's name found in the text, and the comment that it refers to.

    ``first`` and ``stop`` are word indexes; the name's last word is the one before ``stop``.
    """

    first: int
    stop: int
    match: NameMatch


class ThreadContext:
    """The comments of a thread, with indexes by number, name, and passage.

    ``comments`` must be in ascending order by number. ``resolve`` finds the references of one
    comment. The results are cached, because resolving a comment can require the references of
    earlier ones.
    """

    def __init__(
        self,
        comments: Sequence[CommentInput],
        *,
        article_author: str,
        article_text: str,
        resolve: Resolve,
    ) -> None:
        self.comments = comments
        self.by_number = {comment.number: comment for comment in comments}
        self.article_author = split_name(article_author)
        self._article_text = article_text
        self._resolve = resolve
        self._references: dict[int, list[ResolvedReference]] = {}

    def get_references(self, comment: CommentInput) -> list[ResolvedReference]:
        """Return the references of a comment in this thread."""
        if comment.number not in self._references:
            self._references[comment.number] = self._resolve(CommentContext(comment, self))
        return self._references[comment.number]

    def is_article_author(self, comment: CommentInput) -> bool:
        """Check whether ``comment`` is by the article's known or presumed author."""
        return (
            self._is_known_article_author(comment)
            or get_author_key(comment.author) in self._presumed_article_authors
        )

    def _is_known_article_author(self, comment: CommentInput) -> bool:
        """Check whether ``comment`` is flagged as the article author's or has the author's name.

        Without the flag, the byline must equal the author's full name or first name.
        """
        if comment.is_article_author or not self.article_author:
            return comment.is_article_author
        keys = split_name(comment.author)
        return "".join(keys) == "".join(self.article_author) or keys == self.article_author[:1]

    @cached_property
    def names(self) -> NameIndex:
        """An index of the names of commenters, including those known only from pasted bylines."""
        return NameIndex(
            [*self._index_comments(), *self._index_pasted()],
            dict(self._index_signed()),
            persons=self._article_author_bylines,
        )

    @cached_property
    def _article_author_bylines(self) -> dict[str, str]:
        """The author keys of the article's author, each with the one that represents them all.

        Presumed authors are the same person if they have the same first name.
        """
        persons: dict[str, str] = {}
        representatives: dict[str, str] = {}
        for comment in self._comments_by_byline.values():
            if self.is_article_author(comment):
                known = self._is_known_article_author(comment)
                group = "" if known else (*split_name(comment.author), "")[0]
                author_key = get_author_key(comment.author)
                persons[author_key] = representatives.setdefault(group, author_key)
        return persons

    @property
    def _comments_by_byline(self) -> dict[tuple[str, bool], CommentInput]:
        """One comment for each byline, with and without the mark of the article's author."""
        return {
            (comment.author, comment.is_article_author): comment
            for comment in reversed(self.comments)
        }

    @property
    def article_author_key(self) -> str:
        """The author key that represents the article's author, or an empty string."""
        return next(iter(self._article_author_bylines.values()), "")

    def is_same_person(self, byline: str, other: str) -> bool:
        """Check whether two bylines belong to the same person."""
        return self.names.is_same_person(get_author_key(byline), get_author_key(other))

    @cached_property
    def _presumed_article_authors(self) -> frozenset[str]:
        """The commenters presumed to be the article's author: those greeted before they commented.

        Usually, only the author of an article is greeted that early. This helps with imported
        articles that have no author or the wrong one. The set is empty if the thread doesn't start
        with comment 1, because the person may have commented earlier.
        """
        if not self.comments or self.comments[0].number > 1:
            return frozenset()
        greeted: set[str] = set()
        presumed: dict[str, bool] = {}
        for comment in self.comments:
            if self._is_known_article_author(comment):
                break
            keys = split_name(comment.author)
            presumed.setdefault(
                get_author_key(comment.author), keys[:1] != () and keys[0] in greeted
            )
            if name := find_addressed_name(comment.text):
                greeted.add(name)
        return frozenset(author for author, was_greeted in presumed.items() if was_greeted)

    @cached_property
    def passages(self) -> PassageIndex:
        """An index of the article's text and the comments' text, for finding quotes."""
        return PassageIndex(self.comments, article_text=self._article_text)

    @cached_property
    def similarity(self) -> SimilarityIndex:
        """An index of the words of the thread's comments, for comparing comments."""
        return SimilarityIndex(self.comments)

    @cached_property
    def positions(self) -> dict[int, int]:
        """The index of each comment in ``comments``, by number."""
        return {comment.number: index for index, comment in enumerate(self.comments)}

    def _index_comments(self) -> Iterator[IndexedComment]:
        for comment in self.comments:
            yield IndexedComment(comment.number, comment.number, get_author_key(comment.author))

    def _index_pasted(self) -> list[IndexedComment]:
        """Return the missing comments whose number and author are known from pasted bylines."""
        pasted = {
            (byline.number, get_author_key(byline.name)): comment.number
            for comment in reversed(self.comments)
            for byline in parse_bylines(comment.text)
            if byline.number is not None and self._is_missing(byline, comment)
        }
        return [IndexedComment(number, since, name) for (number, name), since in pasted.items()]

    def _is_missing(self, byline: PastedByline, comment: CommentInput) -> bool:
        number = byline.number
        return number is not None and number < comment.number and number not in self.by_number

    def _index_signed(self) -> Iterator[tuple[int, str]]:
        for comment in self.comments:
            keys = split_name(comment.author)
            if comment.text and (name := find_signed_name(comment.text, keys)):
                yield comment.number, name


class CommentContext:
    """A comment in its thread. ``text``, ``words``, and ``lines`` exclude the signature."""

    def __init__(self, comment: CommentInput, thread: ThreadContext) -> None:
        self.comment = comment
        self.thread = thread
        self.author_key = get_author_key(comment.author)
        self.entry = IndexedComment(comment.number, comment.number, self.author_key)
        self.text = comment.text[: find_signature_start(comment.text, split_name(comment.author))]

    @property
    def previous(self) -> CommentInput | None:
        """The comment directly before this one."""
        position = self.thread.positions[self.comment.number]
        return self.thread.comments[position - 1] if position else None

    @cached_property
    def words(self) -> list[Word]:
        return split_words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return get_stems(self.text)

    @cached_property
    def lines(self) -> list[Line]:
        """The nonblank lines of the text."""
        return list(self._split_lines())

    @cached_property
    def own_lines(self) -> list[Line]:
        """The nonblank lines outside quoted passages."""
        return [line for line in self.lines if not line.quoted]

    def get_line(self, position: int) -> Line:
        """Return the nonblank line that contains the character at ``position``."""
        return self.lines[bisect_right(self.lines, position, key=lambda line: line.start) - 1]

    def get_gap(self, index: int) -> str:
        """Return the text between the word at ``index`` and the previous word.

        For the first word, return the text before it. If ``index`` equals the number of words,
        return the text after the last word.
        """
        start = self.words[index - 1].end if index > 0 else 0
        end = self.words[index].start if index < len(self.words) else len(self.text)
        return self.text[start:end]

    def find_name(
        self, first: int, fits: Collection[NameFit] = EXACT_FITS, *, run_together: bool = False
    ) -> NameOccurrence | None:
        """Return the longest name of an earlier commenter that starts at word index ``first``.

        ``fits`` are the kinds of matches to try. Matches of full names may span several words;
        other matches are for a single word. With ``run_together``, "Bob Gates" also matches the
        byline "BobGates".
        """
        exact = tuple(fit for fit in fits if fit in FULL_FITS)
        longest = self.thread.names.get_longest_name(self.words[first].key)
        if exact and (longest or run_together):
            # A variant of a name can have one more word.
            limit = MAX_NAME_WORDS if run_together else min(longest + 1, MAX_NAME_WORDS)
            for stop in range(self._find_name_end(first, limit), first, -1):
                if name := self._match_name(first, stop, exact, run_together=run_together):
                    return name
        others = tuple(fit for fit in fits if fit not in FULL_FITS)
        return self._match_name(first, first + 1, others) if others else None

    def _match_name(
        self, first: int, stop: int, fits: Collection[NameFit], *, run_together: bool = False
    ) -> NameOccurrence | None:
        keys = tuple(word.key for word in self.words[first:stop])
        for form in (keys, ("".join(keys),)) if run_together else (keys,):
            if match := self.thread.names.find(form, source=self.entry, fits=fits):
                return NameOccurrence(first, stop, match)
        return None

    def is_own_name(self, name: NameOccurrence) -> bool:
        """Check whether ``name`` is the author's own name or its beginning, as in a signature."""
        keys = tuple(word.key for word in self.words[name.first : name.stop])
        return keys == split_name(self.comment.author)[: len(keys)]

    def is_plausible_name(self, name: NameOccurrence) -> bool:
        """Check whether ``name``, without an ``@``, can mean another person.

        It can't if it is the author's own name or consists of everyday words.
        """
        if self.is_own_name(name):
            return False
        words = self.words[name.first : name.stop]
        keys = [word.key for word in words]
        if keys[0] in CROWDS or all(len(key) < 2 or key.isdigit() for key in keys):
            return False
        if self.is_ordinary(name):
            return words[0].is_capitalized and keys[0] in GIVEN_NAMES
        return True

    def is_ordinary(self, name: NameOccurrence) -> bool:
        """Check whether ``name`` consists of everyday words."""
        keys = (word.key for word in self.words[name.first : name.stop])
        return all(key in ORDINARY_WORDS or key in GIVEN_NAMES for key in keys)

    def build_name_reference(
        self, name: NameOccurrence, *, cue: Cue, confidence: float
    ) -> ResolvedReference:
        """Return the reference from this comment to the one that ``name`` refers to."""
        start, end = self.words[name.first].start, self.words[name.stop - 1].end
        return self.build_reference(
            name.match.entry.number,
            name=self.text[start:end],
            cue=cue,
            confidence=confidence,
            span=(start, end),
        )

    def build_reference(
        self, target: int, *, cue: Cue, confidence: float, span: tuple[int, int], name: str = ""
    ) -> ResolvedReference:
        """Return a reference to comment ``target``, which may be missing from the thread."""
        return ResolvedReference(
            source=self.comment.number,
            target=target,
            name=name,
            cue=cue,
            confidence=round(confidence, 3),
            start=span[0],
            end=span[1],
            present=target in self.thread.by_number,
        )

    def _find_name_end(self, first: int, limit: int) -> int:
        """Return the index after the last word of the longest possible name.

        The name starts at word index ``first`` and has at most ``limit`` words.
        """
        stop = first + 1
        limit = min(len(self.words), first + limit)
        while stop < limit and self.get_gap(stop) in _NAME_GAPS:
            stop += 1
        return stop

    def _split_lines(self) -> Iterator[Line]:
        start = index = 0
        in_quote = False
        for raw in self.text.splitlines(keepends=True):
            end = start + len(raw)
            first = index
            while index < len(self.words) and self.words[index].start < end:
                index += 1
            in_quote = in_quote or "[quote" in raw
            if raw.strip():
                quoted = in_quote or (
                    raw.lstrip().startswith((">", "»")) and not _is_bracketed_number(raw)
                )
                yield Line(start, start + len(raw.rstrip()), first, index, quoted)
            in_quote = in_quote and "[/quote" not in raw
            start = end


def _is_bracketed_number(line: str) -> bool:
    """Check whether a line consists only of a comment number in brackets, such as ``>102<``."""
    return line.strip("<>@#.:, \n").isdecimal()
