"""Nicknames that aren't prefixes of the full name.

Prefixes ("Alex", "Dan", "Rudi") don't need a list; ``NameIndex`` finds them.
"""

_NICKNAMES = """
    alejandro: alex sandro
    alexander: sasha sascha xander sandy lex
    alexandra: sasha sandra sandy
    andrew: drew
    anthony: tony
    antonio: tony toni toño
    albert: bert
    catherine: kate katie kathy kitty kit
    charles: chuck chas
    christopher: kit topher
    christine: tina
    dorothy: dot dottie
    edward: ted ned teddy
    elizabeth: beth betty bess liz lisa libby
    eleanor: nell nelly nora
    evgeny: zhenya
    francisco: paco pancho
    francis: frank
    franziska: franzi sissi
    friedrich: fritz
    gerald: jerry
    giuseppe: beppe peppe
    hans: johannes
    henry: harry hank hal
    heinrich: heinz
    ignacio: nacho
    ivan: vanya
    james: jim jimmy jamie
    jeremy: jez jerry
    john: jack johnny
    johannes: hannes
    joseph: joe jo
    jose: pepe
    katherine: kate katie kathy kitty
    kathleen: kate kathy
    konstantin: kostya
    lawrence: larry
    leopold: poldi
    margaret: peggy meg maggie rita
    mary: molly polly
    maria: masha
    matthew: matt
    mehmet: memo
    michael: mike mick mikey misha
    mikhail: misha mischa
    nathaniel: nate
    nicholas: nick nicky klaus
    nikolai: kolya
    patrick: paddy
    philip: pip
    phillip: phil
    richard: dick rick ricky
    robert: bob bobby rob bert
    rosemary: romy
    sergei: seryozha
    stephen: steve
    steven: steve
    stephan: steve
    sebastian: bastian
    susan: sue sukie
    theodore: ted teddy
    thomas: tom tommy
    vladimir: vova volodya
    walter: wally
    wilhelm: willi willy
    william: bill billy liam
    zachary: zack zak
"""


def _build_table(listing: str) -> dict[str, frozenset[str]]:
    """Parse ``listing`` into a table of nicknames by full name and full names by nickname."""
    related: dict[str, set[str]] = {}
    for line in listing.split("\n"):
        full, _, nicknames = line.strip().partition(": ")
        for nickname in nicknames.split():
            related.setdefault(full, set()).add(nickname)
            related.setdefault(nickname, set()).add(full)
    return {form: frozenset(others) for form, others in related.items()}


NICKNAMES = _build_table(_NICKNAMES)
