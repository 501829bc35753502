"""The few attributes of an article that are taken over, written anew."""

import html
import re
from collections.abc import Callable

from core.sanitising.inline import Style
from core.sanitising.links import safe_address
from core.sanitising.tags import Tag, unescape
from core.text import strip_controls

_NUMBER = re.compile("[0-9]{1,5}")
_BLOCK_ATTRIBUTES: dict[str, dict[str, Callable[[str], object]]] = {
    "ol": {"start": re.compile("-?[0-9]{1,5}").fullmatch},
    "td": {"colspan": _NUMBER.fullmatch, "rowspan": _NUMBER.fullmatch},
    "th": {
        "colspan": _NUMBER.fullmatch,
        "rowspan": _NUMBER.fullmatch,
        "scope": {"row", "col", "rowgroup", "colgroup"}.__contains__,
    },
}
_STYLE = re.compile(r"(font-weight|font-style|text-decoration)[a-z-]*\s*:\s*([\w -]+)")


def attribute(tag: Tag, name: str, fits: Callable[[str], object] = bool) -> str:
    """Return an attribute of ours with the value of the source's, if it has a fitting one."""
    value = value_of(tag, name)
    return f' {name}="{html.escape(value)}"' if value and fits(value) else ""


def value_of(tag: Tag, name: str) -> str:
    """Return a value on one line, with what was escaped twice by accident resolved.

    Bleach can't tell an entity from the text of one in attributes, so none may be left.
    """
    value = tag.attributes.get(name, "")
    while (resolved := unescape(value)) != value:
        value = resolved
    return " ".join(strip_controls(value).split())


def picture(tag: Tag, address: str) -> str:
    """Return the picture of ``tag`` with ``address``, which must be a safe one, as its source."""
    alt = html.escape(value_of(tag, "alt"))
    sizes = "".join(attribute(tag, name, _NUMBER.fullmatch) for name in ("width", "height"))
    loading = attribute(tag, "loading", {"lazy", "eager"}.__contains__)
    title = attribute(tag, "title")
    return f'<img src="{html.escape(address)}" alt="{alt}"{title}{sizes}{loading}>'


def block_attributes(name: str, tag: Tag) -> str:
    """Return what a block of ours called ``name`` keeps of the attributes of ``tag``."""
    if name == "blockquote":
        cite = safe_address(tag.attributes.get("cite", ""))
        return f' cite="{html.escape(cite)}"' if cite else ""
    fitting = _BLOCK_ATTRIBUTES.get(name, {})
    return "".join(attribute(tag, kept, fits) for kept, fits in fitting.items())


def styles(tag: Tag) -> list[Style]:
    """Return what the style attribute says that is more than looks."""
    found = dict(_STYLE.findall(tag.attributes.get("style", "").lower()))
    meant = []
    if re.match(r"\s*(?:bold|[6-9]00)", found.get("font-weight", "")):
        meant.append(Style.plain("b"))
    if "italic" in found.get("font-style", ""):
        meant.append(Style.plain("i"))
    if "line-through" in found.get("text-decoration", ""):
        meant.append(Style.plain("s"))
    return meant
