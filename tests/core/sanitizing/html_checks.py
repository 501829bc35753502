"""Judging sanitised HTML with a parser that had no part in making it."""

import html5lib
from hypothesis import strategies as st

type Allowed = dict[str, set[str]]


def _bare(names: str) -> Allowed:
    """Allow elements without attributes."""
    return {name: set() for name in names.split()}


COMMENT: Allowed = {
    "a": {"href", "rel"},
    **_bare("p br b strong i em q cite code del s sub sup blockquote ul ol li pre"),
}
ARTICLE: Allowed = {
    **COMMENT,
    **_bare("u small mark ins hr figure figcaption h2 h3 h4 h5 h6 dl dt dd"),
    **_bare("table caption thead tbody tfoot tr"),
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "span": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_ADDRESSES = {"href", "src", "cite"}


def faults(html: str, allowed: Allowed, *, local: bool) -> list[str]:
    """Return what a browser would find in ``html`` beyond the allow-list, in plain words.

    ``local`` says whether addresses may be paths of the same site or places of the same page.
    """
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    found = []
    for element in tree.iter():
        name = element.tag
        if not isinstance(name, str):
            found.append("a comment node")
        elif element is not tree and name not in allowed:
            found.append(f"element {name}")
        elif element is not tree:
            found += _attribute_faults(name, dict(element.attrib), allowed[name], local=local)
    return found


def _attribute_faults(
    name: str, attributes: dict[str, str], allowed: set[str], *, local: bool
) -> list[str]:
    found = [f"attribute {name}[{extra}]" for extra in attributes.keys() - allowed]
    for attribute in attributes.keys() & _ADDRESSES:
        address = attributes[attribute].lower()
        schemes = ("http://", "https://", "mailto:")
        own = local and address.startswith(("/", "#a-")) and not address.startswith(("//", "/\\"))
        if not address.startswith(schemes) and not own:
            found.append(f"address {address}")
    if name == "a" and "rel" in allowed and attributes.get("rel") != "nofollow ugc noopener":
        found.append("a link without rel")
    return found


_TAGS = """
    <b> </b> <i> </i> <a> </a> <blockquote> </blockquote> <ul> </ul> <li> </li> <p> </p> <br>
    <pre> </pre> <code> </code> <div> </div> <h1> </h1> <table> </table> <tr> <td> <th> <figure>
    </figure> <figcaption> <dl> <dt> <dd> <caption> <hr> <script> </script> <T> <q> <!-- -->
    <u> <o:p> <iframe> </iframe> <svg> <style> > >> ( ) word www.example.org. http://a.bc/d
    &lt; &amp; &nbsp; &#10; &copy; &#8238; " ' & = é e\u0301 \u0338 \u200b
"""
_PIECES = [
    *_TAGS.split(),
    "\n",
    "\n\n",
    "> ",
    "  ",
    "\t",
    "<a href=http://example.org/x>",
    "<a href='javascript:alert(1)'>",
    "<a href='#z'>",
    "<a name=z>",
    "<img src=http://example.org/i.png onerror=alert(1)>",
    "<span style='font-weight: bold'>",
    "<div class=photo-wrap>",
    "<div class=photo-caption>",
]

markup_like = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=16).map(
    "".join
)
"""Text with pieces of markup in it, mostly broken."""
