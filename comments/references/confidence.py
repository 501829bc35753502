"""The confidence of a reference for each kind of cue: the fraction expected to be correct.

The values for names were measured on hand-labeled threads and rounded down. The other cues are too
rare in those threads, so their values are estimates. Cues that identify an exact comment (a number,
a byline, a quote) have a confidence of at least ``MIN_EXACT``. Cues that identify only a person are
taken to mean that person's nearest comment and have a lower confidence. ``merging`` relies on this.
"""

from comments.references.name_index import NameFit

MIN_EXACT = 0.9

BYLINE_WITH_NUMBER = 0.99
BYLINE_WITH_TIME = 0.96
NUMBER_WITH_NAME = 0.98
NUMBER_MARKED = 0.95
NUMBER_ALONE = 0.91  # nothing else on the first line
QUOTE_MARKED = 0.95
QUOTE_COPIED = 0.91  # a whole sentence without quotation marks
QUOTE_SHORT = 0.9  # four or five words in quotation marks

BYLINE_WITH_NAME = 0.88  # no number and no matching time
QUOTE_ATTRIBUTED = 0.88  # "[quote=Ann]"
AT = 0.88
GREETING = 0.86
ADDRESS = 0.82  # "Ann, ..." or "Ann - ..."
VOCATIVE = 0.78  # "..., Ann."
UNKNOWN_NAME = 0.65  # the article's author greets an unknown name
RUNNING = 0.7  # "Ann I think ..."
OWN_COMMENT = 0.8  # "my previous comment"
QUOTED_OPINION = 0.72  # "as Ann said"

# Factors for how well the typed name fits the byline.
FIT = {
    NameFit.WHOLE: 1.0,
    NameFit.FIRST: 0.98,
    NameFit.SIGNED: 0.97,
    NameFit.VARIANT: 0.94,
    NameFit.PART: 0.9,
    NameFit.NICKNAME: 0.9,
    NameFit.PREFIX: 0.88,
    NameFit.EXTENDED: 0.85,
    NameFit.TYPO: 0.85,
    NameFit.INITIAL: 0.7,
}
