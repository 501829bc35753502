"""Decide whether a comment that greets the article's author continues an exchange with the author.

Someone who has received a reply from the author and says "Hi Jan" again may continue the exchange,
ask something new, or praise the article.
"""

import re

from comments.references.context import CommentContext
from comments.references.name_index import IndexedComment
from comments.references.phrase_patterns import compile_phrases
from comments.references.resolver_types import CommentInput
from comments.references.words import fold

# Only the opening of a comment says whether it continues an exchange.
OPENING_LENGTH = 300
# Thanks at the end are often in advance.
THANKS_LENGTH = 90
# In days. After a long pause, people rather ask something new.
LONG_PAUSE = 30
# The same, if they have already responded to the reply.
SHORT_PAUSE = 7
MIN_SIMILARITY = 0.6
MAX_GREETING_LENGTH = 60
GREETING_END = re.compile(r"[,.!:;\n]\s*")


THANKS_FOR_REPLY = compile_phrases(r"""
    (?:thanks|thank you|thx|thank)(?: \w+){0,4} for (?:the |your |such |a |all )*(?:\w+ )?(?:reply|
    replies|replying|respon[sc]es?|responding|answers?|answering|feedback|explanations?|
    clarification|clarifying|confirmation|confirming|suggestions?|hints?|tips?|pointers?)
    your (?:\w+ )?(?:reply|replies|response|answer)
    dank\w* fur (?:die|deine|ihre|eure) (?:\w+ )?(?:antwort|erklarung|ruckmeldung|hinweise?)
    danke fur den (?:tipp|hinweis)
    merci (?:beaucoup )?pour (?:la|ta|votre|ces?|vos|tes) (?:reponses?|explications?|precisions?)
    gracias por (?:la|tu|su) (?:respuesta|explicacion)
    grazie per la (?:\w+ )?(?:risposta|spiegazione)
    bedankt voor (?:je|uw|het) antwoord
""")
FOLLOW_UP = compile_phrases(r"""
    your (?:\w+ )?(?:repl(?:y|ies)|response|answer|suggestions?|advice|comments?|explanation|code|
    links?|idea|tips?|help|questions?|point|workaround|solution|approach)
    you (?:just |already |have |had |also )?(?:said|say|wrote|write|written|mention(?:ed)?|
    suggest(?:ed)?|ask(?:ed)?|point(?:ed)?|posted|gave|provided|recommended|recommend|told|meant|
    mean|described|describe|referred|refer)
    (?:it|that|this|everything) (?:now |still |did |does |finally )*(?:works?|worked|solved|helped|
    helps|did|does|crashes|fails|failed)
    (?:i|we)(?:'ve| have)? (?:now |also |already |just )?(?:tried|checked|tested|followed|changed|
    updated|sent|attached|installed)
    i (?:mean|meant)
    wie du
    deine[rn]? (?:antwort|vorschlag|idee|hinweis|frage|kommentar)
    (?:hat|es) (?:jetzt |leider )?(?:funktioniert|geklappt|geholfen)
    je veux dire
    votre (?:reponse|commentaire|suggestion|question)
    ta (?:reponse|suggestion|question)
    (?:tu|su) (?:respuesta|comentario|sugerencia|pregunta)
""")
# These also occur in new questions.
WEAK_FOLLOW_UP = compile_phrases(r"""
    as you
    still
    again
    immer noch
    wieder
    toujours
    todavia
""")
FOLLOW_UP_START = re.compile(
    r"(?:yes|yeah|yep|yup|no|nope|ok|okay|right|sure|indeed|exactly|agreed|sorry|oh|thank|thanks"
    r"|thx|got it|cool|great|wow|well|perfect|brilliant|true|i see|ja|nein|genau|danke|stimmt|oui"
    r"|non|merci|si|gracias|grazie|obrigad[oa])\b"
)
ARTICLE = compile_phrases(r"""
    (?:great|nice|excellent|good|interesting|helpful|useful|wonderful|fantastic|awesome|amazing|
    lovely|brilliant|another) (?:\w+ )?(?:article|post|posting|blog|tutorial|write-?up|series|
    entry|site|website)
    (?:thanks|thank you)(?: \w+){0,3} for (?:this|the|your|sharing|posting|writing|all) ?(?:this |
    the |your )?(?:\w+ ){0,2}(?:article|post|posting|blog|tutorial|write-?up|series|entry|site)
    (?:enjoyed|love|like|liked) (?:reading )?(?:this|your) (?:\w+ )?(?:article|post|blog|series)
    (?:toller?|guter?|schoner?|interessanter?|spannender?|super) (?:artikel|beitrag|blog)
    dank\w* fur (?:den|diesen|deinen|ihren) (?:\w+ )?(?:artikel|beitrag|blog)
    (?:bel|bon|excellent|super|tres bon) (?:article|billet|blog)
    merci pour (?:cet|l'|votre|ton) ?(?:article|billet)
    (?:buen|excelente|gran) (?:articulo|post|blog)
    bel(?:lissimo)? articolo
""")
NEW_TOPIC = compile_phrases(r"""
    (?:another|an other|a new|a different|an unrelated|one other|a general) (?:\w+ )?(?:question|
    issue|problem|request|query)
    (?:new|different|unrelated) (?:question|query)
    (?:another|different|unrelated) (?:topic|subject|matter)
    off[ -]topic
    unrelated
    on (?:another|a different) (?:note|topic|subject)
    (?:eine )?(?:andere|neue|weitere) frage
    (?:ein )?(?:anderes|neues) (?:thema|problem)
    (?:une )?autre question
    otra pregunta
    (?:un')?altra domanda
    een andere vraag
""")


def is_follow_up(context: CommentContext, reply: IndexedComment) -> bool:
    """Check whether the comment continues the exchange of which ``reply`` is the latest reply.

    Cues in its opening decide. Without any, a pause decides, unless the two comments are similar.
    """
    opening = fold(context.text[:OPENING_LENGTH])
    if THANKS_FOR_REPLY.search(opening) or FOLLOW_UP.search(opening):
        return True
    if ARTICLE.search(opening):
        return False
    if _starts_as_follow_up(opening):
        return True
    if NEW_TOPIC.search(opening):
        return False
    if WEAK_FOLLOW_UP.search(opening):
        return True
    pause = SHORT_PAUSE if _has_responded(context, reply) else LONG_PAUSE
    target = context.thread.by_number[reply.number]
    return _count_days(target, context.comment) <= pause or _is_similar(context, reply)


def thanks_for_reply(context: CommentContext) -> bool:
    """Check whether the comment starts with thanks for a reply."""
    return THANKS_FOR_REPLY.search(fold(context.text[:THANKS_LENGTH])) is not None


def _starts_as_follow_up(opening: str) -> bool:
    """Check whether the first word or the one after the greeting is a response: "Hi Jan, yes"."""
    greeting = GREETING_END.search(opening, 0, MAX_GREETING_LENGTH)
    starts = [0, greeting.end()] if greeting else [0]
    return any(FOLLOW_UP_START.match(opening, start) for start in starts)


def _has_responded(context: CommentContext, reply: IndexedComment) -> bool:
    """Check whether the commenter has already responded to ``reply``."""
    own = context.thread.names.iterate_comments(context.author_key, before=context.comment.number)
    latest = next((entry.number for entry in own), -1)
    return latest > reply.number


def _count_days(earlier: CommentInput, later: CommentInput) -> int:
    if not (earlier.published and later.published):
        return 0
    return (later.published - earlier.published).days


def _is_similar(context: CommentContext, reply: IndexedComment) -> bool:
    similarity = context.thread.similarity.compare(
        context.stems, reply.number, before=context.comment.number
    )
    return similarity >= MIN_SIMILARITY
