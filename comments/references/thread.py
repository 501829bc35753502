"""What a thread knows of itself, built once and asked by the readings of its comments."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from comments.references.bylines import PastedByline, pasted_bylines
from comments.references.found import Found, Utterance
from comments.references.greetings import greeted_name
from comments.references.names import Directory, Spoken, speaker_of
from comments.references.passages import PassageIndex
from comments.references.reading import Reading
from comments.references.signatures import signed_name
from comments.references.words import name_keys

type Read = Callable[[Reading], list[Found]]


class ThreadMemory:
    """The comments of a thread by number, its speakers, its passages, and who is the host.

    ``read`` resolves one comment; results are remembered, because what a comment addresses may
    depend on what an earlier one did.
    """

    def __init__(
        self, utterances: Sequence[Utterance], *, article_author: str, article_text: str, read: Read
    ) -> None:
        self.utterances = utterances
        self.by_number = {utterance.number: utterance for utterance in utterances}
        self.host_name = name_keys(article_author)
        self._article_text = article_text
        self._read = read
        self._references: dict[int, list[Found]] = {}

    def references_of(self, utterance: Utterance) -> list[Found]:
        """Return what ``utterance``, one of this thread, addresses."""
        if utterance.number not in self._references:
            self._references[utterance.number] = self._read(Reading(utterance, self))
        return self._references[utterance.number]

    def is_host(self, utterance: Utterance) -> bool:
        """Whether the author of the article wrote ``utterance``, or somebody greeted like one."""
        return self._is_known_host(utterance) or speaker_of(utterance.author) in self._awaited

    def _is_known_host(self, utterance: Utterance) -> bool:
        """Whether ``utterance`` bears the mark, the byline or the first name of the author."""
        if utterance.is_host or not self.host_name:
            return utterance.is_host
        keys = name_keys(utterance.author)
        return "".join(keys) == "".join(self.host_name) or keys == self.host_name[:1]

    @cached_property
    def directory(self) -> Directory:
        """Everybody who spoke, and whom pasted bylines prove to have spoken."""
        return Directory([*self._spoken(), *self._learnt()], self._signed())

    @cached_property
    def _awaited(self) -> frozenset[str]:
        """The speakers who were greeted before they spoke, where the author hadn't spoken yet.

        Only the author of an article is; an imported article may bear another's name, or none. On
        a later page of a thread whoever is greeted may have spoken on an earlier one.
        """
        if not self.utterances or self.utterances[0].number > 1:
            return frozenset()
        greeted: set[str] = set()
        awaited: dict[str, bool] = {}
        for utterance in self.utterances:
            if self._is_known_host(utterance):
                break
            keys = name_keys(utterance.author)
            awaited.setdefault(speaker_of(utterance.author), keys[:1] != () and keys[0] in greeted)
            if name := greeted_name(utterance.text):
                greeted.add(name)
        return frozenset(speaker for speaker, was_awaited in awaited.items() if was_awaited)

    @cached_property
    def passages(self) -> PassageIndex:
        """What was said, to find quotes of it."""
        return PassageIndex(self.utterances, article_text=self._article_text)

    @cached_property
    def positions(self) -> dict[int, int]:
        """The place of each number in ``utterances``."""
        return {utterance.number: index for index, utterance in enumerate(self.utterances)}

    def _spoken(self) -> Iterator[Spoken]:
        for utterance in self.utterances:
            yield Spoken(utterance.number, utterance.number, speaker_of(utterance.author))

    def _learnt(self) -> list[Spoken]:
        """Return the comments missing here that somebody pasted with name and number."""
        learnt = {
            (byline.number, speaker_of(byline.name)): utterance.number
            for utterance in reversed(self.utterances)
            for byline in pasted_bylines(utterance.text)
            if byline.number is not None and self._is_missing(byline, utterance)
        }
        return [Spoken(number, since, name) for (number, name), since in learnt.items()]

    def _is_missing(self, byline: PastedByline, utterance: Utterance) -> bool:
        number = byline.number
        return number is not None and number < utterance.number and number not in self.by_number

    def _signed(self) -> Iterator[tuple[str, Spoken]]:
        for utterance in self.utterances:
            keys = name_keys(utterance.author)
            if utterance.text and (name := signed_name(utterance.text, keys)):
                number = utterance.number
                yield name, Spoken(number, number, speaker_of(utterance.author))
