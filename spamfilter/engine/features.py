"""Extract features from text, in groups.

- ``words``: words, and pairs of words up to three positions apart (orthogonal sparse bigrams).
  Siefkes, Assis, Chhabra, and Yerazunis, "Combining Winnow and Orthogonal Sparse Bigrams for
  Incremental Spam Filtering" (2004).
- ``characters``: character n-grams within words, which catch misspellings. Kanaris, Kanaris,
  Houvardas, and Stamatatos, "Words versus character n-grams for anti-spam filtering" (2007).
- ``links``: the host and its parent domains, and the words of the path.
- ``categories``: word categories (see ``lexicon``), and pairs of nearby categories.
- ``shape``: length, capitals, punctuation, script, and disguised words.
- ``name``: whether the author's name looks like a firm's, together with what the text is like.

Features are strings that ``vectors`` hashes. Changing a string invalidates all stored models.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spamfilter.engine.lexicon import FIRM_WORDS, PRAISE_WORDS, find_category
from spamfilter.engine.tokenizer import Token, is_disguised, normalize_word, tokenize

# A feature string and the positions of the tokens it was derived from.
type Feature = tuple[str, tuple[int, ...]]

_URL = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]*)([^?#]*)(\?)?", re.IGNORECASE)
_PATH_WORD = re.compile(r"[a-z]{3,}")
# Only the last mark of several, because a search for all of them starts again at each one.
_SENTENCE_END = re.compile(r"[.!?]\s")
_WORD_DISTANCES = (1, 2, 3)
_NGRAM_SIZES = (3, 4, 5)
# Categories at most this many tokens apart form a pair: "check out my brand new channel".
_MAX_PAIR_DISTANCE = 6
# Separates the text from the kind of author. If the text contains it, the last one counts.
_AUTHOR_MARK = "\u241e"
_AUTHORS = frozenset({"firm", "person"})
_NAME_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_TEXT: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """Text and its tokens.

    ``terms`` has one entry per token: the word, or a placeholder such as ``<link>``. ``author`` is
    what the author's name looks like ("person" or "firm"), or empty.
    """

    text: str
    tokens: Sequence[Token]
    terms: Sequence[str]
    author: str

    @classmethod
    def from_text(cls, text: str) -> "TokenizedText":
        """Tokenize plain text (without markup), which may end with a mark (see ``add_author``)."""
        body, _mark, author = text.rpartition(_AUTHOR_MARK)
        if author not in _AUTHORS:
            body, author = text, ""
        tokens = [token for token in tokenize(body) if token.text]
        return cls(body, tokens, [_get_term(token) for token in tokens], author)


def add_author(text: str, name: str) -> str:
    """Return ``text`` with a mark for what the name of its author looks like.

    The name itself is left out, so that training examples don't store it.
    """
    return f"{text}\n{_AUTHOR_MARK}{'firm' if _is_firm(name) else 'person'}"


def extract_features(tokenized: TokenizedText) -> Mapping[str, Iterator[Feature]]:
    """Return the text's features by group. A group may yield a feature more than once."""
    return {
        "words": _extract_words(tokenized.terms),
        "characters": _extract_ngrams(tokenized),
        "links": _extract_links(tokenized.tokens),
        "categories": _extract_categories(tokenized),
        "shape": _extract_shape(tokenized),
        "name": _extract_name(tokenized),
    }


def _get_term(token: Token) -> str:
    match token.kind:
        case "link":
            return "<link>"
        case "email":
            return "<mail>"
        case "phone":
            return "<phone>"
        case "number":
            return f"<{min(len(token.text), 5)} digits>"
    return token.text


def _extract_words(terms: Sequence[str]) -> Iterator[Feature]:
    for position, term in enumerate(terms):
        yield f"w {term}", (position,)
    padded = ["<start>", *terms, "<end>"]
    last = len(terms) - 1
    for distance in _WORD_DISTANCES:
        for position, (first, second) in enumerate(zip(padded, padded[distance:], strict=False)):
            positions = (max(0, position - 1), min(last, position - 1 + distance))
            yield f"{distance} {first} {second}", positions


def _extract_ngrams(tokenized: TokenizedText) -> Iterator[Feature]:
    for position, token in enumerate(tokenized.tokens):
        if token.kind not in {"word", "symbol"}:
            continue
        padded = f" {token.text} "
        for size in _NGRAM_SIZES:
            for start in range(max(1, len(padded) - size + 1)):
                yield f"c {padded[start : start + size]}", (position,)


def _extract_links(tokens: Sequence[Token]) -> Iterator[Feature]:
    for position, token in enumerate(tokens):
        if token.kind != "link" or not (url := _URL.match(token.text)):
            continue
        host, path, query = url[1].lower(), url[2].lower(), url[3]
        labels = host.split(".")
        for level in range(len(labels)):
            yield f"h {'.'.join(labels[level:])}", (position,)
        for word in _PATH_WORD.findall(path):
            yield f"p {word}", (position,)
        yield ("l deep" if len(path) > 1 else "l home"), (position,)
        if query:
            yield "l query", (position,)


def _extract_categories(tokenized: TokenizedText) -> Iterator[Feature]:
    found = [
        (position, category)
        for position, term in enumerate(tokenized.terms)
        if (category := find_category(term))
    ]
    for index, (position, category) in enumerate(found):
        yield f"k {category}", (position,)
        for other_position, other in found[index + 1 : index + 4]:
            if other_position - position <= _MAX_PAIR_DISTANCE:
                yield f"k {category} {other}", (position, other_position)
    yield f"k {len({category for _position, category in found})} kinds", _WHOLE_TEXT


def _extract_shape(tokenized: TokenizedText) -> Iterator[Feature]:
    text = tokenized.text.strip()
    links = sum(token.kind == "link" for token in tokenized.tokens)
    yield f"s {len(text).bit_length()} long", _WHOLE_TEXT
    yield f"s {min(links, 3)} links", _WHOLE_TEXT
    yield f"s {_classify_letters(text)}", _WHOLE_TEXT
    yield f"s {min(text.count('!'), 3)} !", _WHOLE_TEXT
    yield f"s {min(text.count('?'), 2)} ?", _WHOLE_TEXT
    yield f"s {min(len(_SENTENCE_END.findall(text)), 4)} sentences", _WHOLE_TEXT
    if any(sign in text for sign in "$€£"):
        yield "s money", _WHOLE_TEXT
    if is_disguised(text):
        yield "s disguised", _WHOLE_TEXT


def _extract_name(tokenized: TokenizedText) -> Iterator[Feature]:
    """Yield features of the author's name. A person's name yields hardly any.

    Firms comment to be seen, so the features combine a firm's name with bland praise or links.
    """
    if not (kind := tokenized.author):
        return
    yield f"n {kind}", _WHOLE_TEXT
    if kind == "firm":
        praise = sum(term in PRAISE_WORDS for term in tokenized.terms)
        links = sum(token.kind in {"link", "email", "phone"} for token in tokenized.tokens)
        share = min(3, 10 * praise // max(1, len(tokenized.terms)))
        yield f"n {share} praise", _WHOLE_TEXT
        yield f"n {min(links, 1)} links", _WHOLE_TEXT


def _is_firm(name: str) -> bool:
    """Check whether a name looks like a firm's or an advertisement: "Acme Roofing", "acme.com".

    URLs with a path are the names of people who used OpenID.
    """
    if any(token.kind == "link" and "/" not in token.text for token in tokenize(name)):
        return True
    return any(normalize_word(word) in FIRM_WORDS for word in _NAME_WORD.findall(name))


def _classify_letters(text: str) -> str:
    """Return a label for the text's script and, if the script is Latin, its share of capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return "wordless"
    # Latin letters, with and without accents, come before U+0250.
    if sum(letter < "\u0250" for letter in letters) * 2 < len(letters):
        return "foreign"
    return f"{4 * sum(map(str.isupper, letters)) // len(letters)} capitals"
