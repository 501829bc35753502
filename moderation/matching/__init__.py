"""Finding listed words and domains in a text: pure, without Django or a database.

What it costs grows with the text and not with the list: a term is looked up by its hash, as in
R. M. Karp, M. O. Rabin, "Efficient randomized pattern-matching algorithms", IBM Journal of
Research and Development 31 (1987), only that words need no rolling.
"""

from moderation.matching.domains import Domains, host_of, hosts_in
from moderation.matching.terms import Hit, TermList, Terms, read_terms

__all__ = ["Domains", "Hit", "TermList", "Terms", "host_of", "hosts_in", "read_terms"]
