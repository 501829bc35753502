"""Pairs of remarks that belong together: "Congratulations" answers "I found a solution".

They show which of several comments by a person a reply means (adjacency pairs, Schegloff and Sacks
1973, "Opening up closings").
"""

import re
from dataclasses import dataclass

from comments.references.phrase_patterns import compile_phrases
from comments.references.words import fold

MAX_REPLY_LENGTH = 600
MAX_TEXT_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """A kind of remark: ``answer`` matches it in a reply, ``remark`` in the comment it answers."""

    answer: re.Pattern[str]
    remark: re.Pattern[str]


SOLVED = SpeechAct(
    answer=compile_phrases(r"""
        congratulations
        congrats
        well done
        (?:glad|happy|good|great|pleased) (?:to (?:hear|see|know) )?(?:that |it |you |
        this ){1,2}(?:now )?(?:got|found|solved|sorted|fixed|works?|worked|managed|figured)
        gluckwunsch
        gratulier\w*
        schon,? da(?:ss|ß) (?:es|du|sie) .{0,20}(?:klappt|geklappt|gefunden|gelost)
        felicitations
        felicitaciones
    """),
    remark=compile_phrases(r"""
        found (?:out|a|an|the|it|my|that)
        solved
        (?:it|that|this|everything|all) (?:now )?(?:works|worked)
        (?:works|working) (?:now|fine|great|well|perfectly)
        fixed
        figured
        sorted
        (?:got|have) (?:it|this|that) (?:to work|working|sorted|solved|now)
        got (?:it|the answer)
        did the trick
        resolved
        gefunden
        gelost
        klappt
        geklappt
        funktioniert jetzt
        trouve
        resolu
        solucionado
    """),
)
THANKED = SpeechAct(
    answer=compile_phrases(r"""
        you(?:'re|’re| are) (?:very |most |quite )?welcome
        my pleasure
        don't mention it
        thank(?:s| you)(?: very much)? for (?:your|the) (?:kind )?(?:appreciation|kind words|
        praise|compliments?)
        gern geschehen
        keine ursache
        de rien
        de nada
        prego
    """),
    remark=compile_phrases(r"""
        thank(?:s| you)? .{0,20}for (?:the|your|all|this|posting|writing|sharing|help|reply|answer|
        respon)
        (?:many|great|very|so|heartily) (?:many |much )*thanks
        thank you (?:so|very) much
        thanks a (?:lot|million|bunch)
        danke fur
        (?:vielen|herzlichen|besten) dank
        merci (?:pour|beaucoup)
        (?:muchas )?gracias por
        grazie (?:per|mille)
    """),
)
ASKED = SpeechAct(
    answer=compile_phrases(r"""
        (?:thank(?:s| you)(?: very much)? for|good|great|interesting|excellent|valid) (?:the|your|
        this)? ?(?:\w+ )?(?:question|query)
        (?:gute|interessante|danke fur die) frage
        bonne question
        buena pregunta
    """),
    remark=re.compile(r"\?(?=\s|$)"),
)
LINKED = SpeechAct(
    answer=compile_phrases(r"""
        thank(?:s| you)(?: very much)? for (?:the|your|that|this|posting the|
        sharing the )? ?(?:link|url|pointer)
        danke fur den link
        merci pour le lien
        gracias por el enlace
    """),
    remark=re.compile(r"https?://"),
)
SHARED_SOLUTION = SpeechAct(
    answer=compile_phrases(r"""
        (?:thank(?:s| you)(?: very much)? for|and) (?:the|your|sharing the|
        sharing your) (?:\w+ )?solution
        danke fur die losung
    """),
    remark=SOLVED.remark,
)
ACTS = (SOLVED, SHARED_SOLUTION, THANKED, ASKED, LINKED)
# The reply says that it means two comments.
BOTH = compile_phrases(r"""
    both (?:of )?your (?:\w+ )?(?:comments|posts|questions|messages|replies|remarks|points)
    your (?:last |previous |latest |earlier )?(?:two|both) (?:\w+ )?(?:comments|posts|questions|
    messages|replies|remarks)
    (?:deine|ihre|eure)n? (?:letzten )?(?:beiden|zwei) (?:letzten )?(?:kommentare|beitrage|fragen|
    nachrichten)n?
    (?:tes|vos) deux (?:\w+ )?(?:commentaires|messages|questions)
    (?:tus|sus) dos (?:\w+ )?(?:comentarios|mensajes|preguntas)
    (?:i )?(?:tuoi|suoi) due (?:\w+ )?(?:commenti|messaggi)
""")


def find_answered(reply: str, texts: list[str]) -> list[int]:
    """Return the indexes of the ``texts`` that ``reply`` evidently answers, in ascending order.

    A speech act in the reply counts if exactly one of them contains the remark that it answers.
    """
    folded = fold(reply[:MAX_REPLY_LENGTH])
    acts = [act for act in ACTS if act.answer.search(folded)]
    if not acts:
        return []
    remarks = [fold(text[:MAX_TEXT_LENGTH]) for text in texts]
    answered: set[int] = set()
    for act in acts:
        matches = [index for index, text in enumerate(remarks) if act.remark.search(text)]
        if len(matches) == 1:
            answered.add(matches[0])
    return sorted(answered)


def means_both(reply: str) -> bool:
    """Check whether ``reply`` says that it answers two comments: "both your comments"."""
    return BOTH.search(fold(reply[:MAX_REPLY_LENGTH])) is not None
