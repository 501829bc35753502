"""Patterns for the URLs that people write in text.

A URL ends before non-ASCII punctuation: in scripts without spaces, such punctuation is often the
only sign that the URL is over. Letters, combining marks, and digits of any script are part of the
URL, and so is punctuation within words, such as a dash between letters. The difference from Unicode
Technical Standard 58 (https://www.unicode.org/reports/tr58/) is that non-ASCII brackets always end
a URL.
"""

import re

from core.character_classes import build_class

# Punctuation, signs of mathematics and currency (such as an arrow or a fullwidth bar), and
# invisible characters, some of which only set the direction of the text.
_CATEGORIES = {"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Cf"}
# Scripts of several Indian languages and Persian need joiners, and emoji consist of joined parts.
_JOINERS = "\u200c\u200d"
# Between letters: hyphens and the en dash, the apostrophe, Hebrew punctuation, the Tibetan tsheg.
_IN_WORDS = "‐‑–’־׳״་"
# The content of a character class: what is never part of a URL. Punctuation that can be part of a
# word isn't in it.
NEVER_IN_URL = r"\s<>\"" + build_class(_CATEGORIES, without=_JOINERS + _IN_WORDS)
_PLAIN = rf"[^{NEVER_IN_URL}{_IN_WORDS}]"
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
# Catalan spells "col·legi"; Chinese and Japanese put a dot between the parts of foreign names.
_DOT = rf"(?:(?<=[Ll])·(?=[Ll])|(?<=[{_HAN}])[·・](?=[{_HAN}]))"
_IN_WORD = rf"(?:(?<=[\w)])[{_IN_WORDS}](?=\w)|{_DOT})"
_HOST = rf"(?:(?![/?#]){_PLAIN}|{_DOT})"
# What follows the "/" after a host.
URL_PATH = rf"{_PLAIN}*+(?:{_IN_WORD}{_PLAIN}*+)*+"
# What follows "://" or "www.": a host, and then a path, a query, or a fragment.
URL_REST = rf"{_HOST}++(?:[/?#]{URL_PATH})?"
# A URL with a scheme.
WEB_URL = re.compile(rf"https?://{URL_REST}", re.IGNORECASE)
