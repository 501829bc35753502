"""Generate random names and texts."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

from core.sanitizing.comments import render_comment
from core.sanitizing.reader import plain_text

_FIRST_NAMES = (
    "Ada", "Amir", "Anouk", "Bela", "Berta", "Bruno", "Cleo", "Dara", "Dilek", "Dora", "Edda",
    "Elif", "Emil", "Enzo", "Fay", "Femi", "Finn", "Gita", "Gus", "Hana", "Hugo", "Ines",
    "Ivo", "Jana", "Jonas", "Juno", "Kaya", "Kemal", "Lena", "Leo", "Lior", "Luz", "Mara",
    "Milo", "Mina", "Nadia", "Nico", "Nora", "Olga", "Omar", "Otis", "Pia", "Quinn", "Rana",
    "Remi", "Rosa", "Sami", "Selma", "Sven", "Tara", "Theo", "Uma", "Vera", "Viktor", "Wanda",
    "Xenia", "Yara", "Yusuf", "Zeno", "Zoe",
)  # fmt: skip
_LAST_NAMES = (
    "Abel", "Bach", "Castell", "Demir", "Ekholm", "Fischer", "Garcia", "Haddad", "Ibsen",
    "Jansen", "Kovac", "Lund", "Moreau", "Novak", "Okafor", "Petrov", "Quist", "Rossi",
    "Sato", "Tanaka", "Ueda", "Varga", "Weiss", "Young", "Zeller",
)  # fmt: skip
_SUBJECTS = (
    "the harbour", "this bridge", "the last ferry", "our council", "the old map", "that report",
    "the tide table", "the market", "a good baker", "the night train", "the lighthouse",
    "the article", "everybody here", "my grandmother", "the engineer", "the city", "the river",
)  # fmt: skip
_VERBS = (
    "explains", "forgets", "outlives", "deserves", "hides", "depends on", "never mentions",
    "was built for", "pays for", "remembers", "contradicts", "replaced", "is older than",
)  # fmt: skip
_OBJECTS = (
    "the quay", "its own history", "the weather", "those who work there", "the price of coal",
    "a second opinion", "the figures of last year", "the people on the other side", "the fog",
    "what it cost", "half of the town", "the channel", "an honest timetable", "the winter",
)  # fmt: skip
_TAILS = (
    "", "", "", " in the end", " as far as I can see", " and nobody asks why", " every single year",
    ", which is the whole point", ", though I would like to be wrong", " since the war",
    ", and I have lived here long enough to know",
)  # fmt: skip
# Every sixth paragraph has a link, emphasis or a quotation.
_MARKUP_TEMPLATES = (
    "Read https://archive.example/{n}/tides before you answer.",
    "That is <em>not</em> what was said, see <a href=\"https://maps.example/{n}\">the map</a>.",
    "<blockquote>{sentence}</blockquote>",
    "Two things: <b>first</b>, {sentence} Second, see above.",
)  # fmt: skip
_PARAGRAPH_COUNT = 1_500


@dataclass(frozen=True, slots=True)
class GeneratedText:
    """A text in three forms: as typed, as HTML, and without markup."""

    source: str
    html: str
    text: str


class TextGenerator:
    """Generates random texts; the same state of ``rng`` gives the same texts.

    Rendering is slow, so comments are assembled from a pool of rendered paragraphs. This is
    possible because paragraphs separated by a blank line don't affect each other's HTML.
    """

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def generate_name(self) -> str:
        """Return a first and last name."""
        return f"{self._rng.choice(_FIRST_NAMES)} {self._rng.choice(_LAST_NAMES)}"

    def generate_sentence(self) -> str:
        choose = self._rng.choice
        sentence = f"{choose(_SUBJECTS)} {choose(_VERBS)} {choose(_OBJECTS)}{choose(_TAILS)}."
        return sentence[0].upper() + sentence[1:]

    def generate_comment(self, opening: str = "") -> GeneratedText:
        """Return a comment of one to four paragraphs, preceded by ``opening`` if given."""
        parts = self._rng.choices(self._paragraphs, k=self._rng.choice((1, 1, 1, 2, 2, 3, 4)))
        if opening:
            parts.insert(0, GeneratedText(opening, f"<p>{opening}</p>", opening))
        return GeneratedText(
            "\n\n".join(part.source for part in parts),
            "\n".join(part.html for part in parts),
            "\n\n".join(part.text for part in parts),
        )

    def generate_article(self) -> list[str]:
        """Return the paragraphs of an article, without markup."""
        return [self._generate_paragraph() for _ in range(self._rng.randint(5, 14))]

    @cached_property
    def _paragraphs(self) -> list[GeneratedText]:
        return [_render(self._generate_markup(n)) for n in range(_PARAGRAPH_COUNT)]

    def _generate_markup(self, n: int) -> str:
        if n % 6:
            return self._generate_paragraph()
        return self._rng.choice(_MARKUP_TEMPLATES).format(n=n, sentence=self.generate_sentence())

    def _generate_paragraph(self) -> str:
        return " ".join(self.generate_sentence() for _ in range(self._rng.randint(1, 6)))


def _render(source: str) -> GeneratedText:
    html = render_comment(source)
    return GeneratedText(source, html, plain_text(html))
