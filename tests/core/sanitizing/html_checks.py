"""Checks of sanitized HTML with an independent parser."""

import html5lib
from hypothesis import strategies as st

type Allowed = dict[str, set[str]]


def _without_attributes(names: str) -> Allowed:
    return {name: set() for name in names.split()}


COMMENT: Allowed = {
    "a": {"href", "rel"},
    **_without_attributes("p br b strong i em q cite code del s sub sup blockquote ul ol li pre"),
}
ARTICLE: Allowed = {
    **COMMENT,
    **_without_attributes("u small mark ins hr figure figcaption h2 h3 h4 h5 h6 dl dt dd"),
    **_without_attributes("table caption thead tbody tfoot tr"),
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "span": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_URL_ATTRIBUTES = {"href", "src", "cite"}


def find_violations(html: str, allowed: Allowed, *, local: bool) -> list[str]:
    """Return descriptions of everything in ``html`` that the allow-list forbids.

    With ``local``, URLs may be paths of this site or fragments of this page.
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
            found += _find_attribute_violations(
                name, dict(element.attrib), allowed[name], local=local
            )
    return found


def _find_attribute_violations(
    name: str, attributes: dict[str, str], allowed: set[str], *, local: bool
) -> list[str]:
    found = [f"attribute {name}[{extra}]" for extra in attributes.keys() - allowed]
    for attribute in attributes.keys() & _URL_ATTRIBUTES:
        url = attributes[attribute].lower()
        schemes = ("http://", "https://", "mailto:")
        own = local and url.startswith(("/", "#a-")) and not url.startswith(("//", "/\\"))
        if not url.startswith(schemes) and not own:
            found.append(f"url {url}")
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
"""Text with pieces of markup, most of them invalid."""
