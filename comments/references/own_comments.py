"""Mentions of one's own earlier comments: ``my previous comment``, ``delete my first post``."""

import re
from collections.abc import Iterator
from itertools import islice

from comments.references import confidence
from comments.references.context import CommentContext
from comments.references.name_index import IndexedComment
from comments.references.resolver_types import Cue, ResolvedReference

# How many of one's own comments are examined, nearest first.
LOOK_BACK = 64
# Comments farther apart than this are not consecutive.
MAX_GAP = 3

PREVIOUS = r"(?:previous|earlier|prior|preceding|last|latest|above|other|former|recent)"
FIRST = r"(?:first|original|initial|1st)"
COMMENT = r"(?:comment|message|reply|response|answer|remark)"
POST = rf"(?:{COMMENT}|post|posting)"
QUESTION = rf"(?:{POST}|question|query|request)"
ABOVE = r"\ (?:above|further\ up|before|earlier)"
DISCARD = (
    r"(?:delete|remove|ignore|disregard|disregarding|forget|scratch|discard|skip|correct"
    r"|nevermind|never\ mind|fix)(?:\ (?:the|all|about))?"
)
# "My previous comment" in several languages. The groups mark "first" instead of "previous".
OWN_COMMENT = re.compile(
    rf"""\b(?:
      my\ (?:{PREVIOUS}|(?P<first_en>{FIRST}))\ {POST}\b
    | my\ (?:previous|earlier|prior|preceding|above|original|initial)\ {QUESTION}\b
    | my\ {POST}{ABOVE}
    | {DISCARD}\ my\ (?:(?:{PREVIOUS}|(?P<first_dis>{FIRST}))\ )?{QUESTION}\b
    | (?:the|that)\ {COMMENT}\ (?:i\ (?:posted|wrote|left|made)|of\ mine)\b
    | as\ i\ (?:said|wrote|mentioned|noted|stated|posted|explained)\ above\b
    | mein(?:e[nmr]?)?\ (?:letzte|vorige|vorherige|frühere|obige|(?P<first_de>erste))[nrms]?
      \ (?:kommentar|beitrag|post|nachricht|antwort|frage|posting)
    | (?:lösch|entfern|ignorier|vergiss)\w*\ (?:bitte\ )?mein(?:e[nmr]?)?
      \ (?:(?:letzte|vorige|vorherige|obige|(?P<first_del>erste))[nrms]?\ )?
      (?:kommentar|beitrag|post|nachricht|antwort|frage|posting)
    | (?:mon|ma)\ (?:dernier|précédent|(?P<first_fr>premier))(?:e|ère)?
      \ (?:commentaire|message|post|question|réponse)
    | (?:mon\ (?:commentaire|message)|ma\ question)\ (?:précédente?|ci-dessus|plus\ haut)
    | mi\ (?:anterior|último|última|(?P<first_es>primer))\ (?:comentario|mensaje|pregunta)
    | mi\ (?:comentario|mensaje|pregunta)\ (?:anterior|de\ arriba)
    | mio\ (?:precedente|ultimo|(?P<first_it>primo))\ (?:commento|messaggio)
    | mio\ (?:commento|messaggio)\ (?:precedente|qui\ sopra)
    | mijn\ (?:vorige|laatste|(?P<first_nl>eerste))\ (?:reactie|bericht|vraag|post)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
DISCARDING = re.compile(rf"{DISCARD}\b|lösch|entfern|ignorier|vergiss", re.IGNORECASE)
# "Thanks for your answer to my previous question" is about the answer.
ANSWERED = re.compile(
    r"(?:your|for the|for) (?:\w+ )?(?:repl|answer|respon)\w* (?:to|for|on)\s*$|this is\s*$"
    r"|(?:deine|ihre|die) (?:\w+ )?antwort auf\s*$",
    re.IGNORECASE,
)
# "My last post on another blog" is elsewhere.
ELSEWHERE = re.compile(
    r"\s*(?:\(?https?:|(?:on|in|at|under|below|auf|bei) (?:another|the other|a different"
    r"|your other|my|facebook|twitter|the forum|einem anderen|meinem))",
    re.IGNORECASE,
)
# Authors of articles mean the article.
MEANS_ARTICLE = re.compile(r"\bpost(?:ing)?$|^as i\b", re.IGNORECASE)
WINDOW = 30


def find_discarded_comments(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find requests to delete or ignore an earlier comment by the same author."""
    for reference in find_own_comments(context):
        if DISCARDING.match(context.text, reference.start, reference.end):
            yield reference


def find_own_comments(context: CommentContext) -> Iterator[ResolvedReference]:
    """Find mentions of earlier comments by the same author.

    They are what a comment is about only if it addresses nobody else.
    """
    for match in OWN_COMMENT.finditer(context.text):
        if _is_elsewhere(context, match) or context.get_line(match.start()).quoted:
            continue
        is_first = any(match.groupdict().values())
        if entry := _find_own(context, is_first=is_first):
            yield context.build_reference(
                entry.number, cue=Cue.MENTION, confidence=confidence.OWN_COMMENT, span=match.span()
            )


def _is_elsewhere(context: CommentContext, match: re.Match[str]) -> bool:
    """Check whether the words don't mean one's own comment in this thread."""
    before = context.text[max(0, match.start() - WINDOW) : match.start()]
    after = context.text[match.end() : match.end() + WINDOW]
    if ANSWERED.search(before) or ELSEWHERE.match(after):
        return True
    is_author = context.thread.is_article_author(context.comment)
    return is_author and MEANS_ARTICLE.search(match[0]) is not None


def _find_own(context: CommentContext, *, is_first: bool) -> IndexedComment | None:
    """Return one's latest comment, or the first of those in a row that end with it."""
    own = context.thread.names.iterate_comments(context.author_key, before=context.comment.number)
    found = None
    last = context.comment.number
    for entry in islice(own, LOOK_BACK):
        if found and (not is_first or last - entry.number > MAX_GAP):
            break
        found, last = entry, entry.number
    return found
