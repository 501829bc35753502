"""How sure each cue makes a reference: the share of such finds that one may expect to be right.

Calls by name were held against hand-made labels and did somewhat better; the other cues are too
rare there to measure, and are set by how little else the words could mean. What points at one
comment (a number, a byline, a quote) stands above ``POINTED``; what names a person and leaves it to
the nearest comment stands below, and ``merging`` relies on that.
"""

from comments.references.name_index import NameFit

MIN_EXACT = 0.9

BYLINE_WITH_NUMBER = 0.99
BYLINE_WITH_TIME = 0.96
NUMBER_WITH_NAME = 0.98
NUMBER_MARKED = 0.95
NUMBER_ALONE = 0.91  # the first line holds nothing else
QUOTE_MARKED = 0.95
QUOTE_COPIED = 0.91  # no marks, but a whole sentence of it
QUOTE_BRIEF = 0.9  # four or five words between two marks

BYLINE_WITH_NAME = 0.88  # no number and no time that fits: the nearest comment of that name
QUOTE_ATTRIBUTED = 0.88  # "[quote=Ann]": the nearest comment of hers
AT = 0.88
GREETING = 0.86
CALL = 0.82  # "Ann, ..." or "Ann - ..."
VOCATIVE = 0.78  # "..., Ann."
UNKNOWN_NAME = 0.65  # the host greets a name that no byline shows
RUNNING = 0.7  # "Ann I think ..."
QUOTED_OPINION = 0.72  # "as Ann said"

# How much is left when the name fits the byline only so.
FIT = {
    NameFit.WHOLE: 1.0,
    NameFit.FIRST: 0.98,
    NameFit.SIGNED: 0.97,
    NameFit.PART: 0.9,
    NameFit.PET: 0.9,
    NameFit.BEGINNING: 0.88,
    NameFit.LONGER: 0.85,
    NameFit.TYPO: 0.85,
    NameFit.INITIAL: 0.7,
}
