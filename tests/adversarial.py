"""Strings that make inefficient parsers slow when repeated."""

COMMENTS = (
    "<",
    "&",
    "&#1",
    "> x\n>> y\n",
    "<b>x</b> <i><s>y</s></i> ",
    "<blockquote>",
    "<ul><li>x",
    '=" <a "',
    "<code>",
    "www.a.bc ",
    "x\n",
)
ARTICLES = ("<", "<table><tr><td>x", "<div><span>", "<svg>", "<pre>x", '<a href="#x" id=y>x')
REFERENCES = (
    "a", " ", "\n", "@", "@a", "@ann ", "> ", ">", "|", " | 2016 | 1\n", "1 ", "#1", "-", "Ann, ",
    "Ann and ", "Hi ", "Hi Ann ", "a a a a ", '"', "“", "[quote]", "as Ann said ", "ann\n", "é",
    "x.", "@1/", "Regards,\n", "http://a ", '"a a a a" ', "[quote=a]", "a.a/@a ", "a, Ann: ",
    "n°1\n", "the #1 a ", "Ann is so right ",
)  # fmt: skip
# Pieces for every function that reads text.
ANY = (
    "a", " ", ".", "<", "<!", "&", "é", "\u0301\u0323", "\u0f73", "1:", "a b ", "a@", "http://a.b/.",
    "> x\n", "<a b=\"", "<i>x</i>", "|", "赌",
)  # fmt: skip
LISTED = ("pills ", "p1lls ", "p i l l s ", "п1lls ", "x", "a.b@", "é", "赌")


def repeat_to_length(piece: str, size: int) -> str:
    """Return ``piece`` repeated up to ``size`` characters."""
    return (piece * (size // len(piece) + 1))[:size]
