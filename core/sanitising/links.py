"""Which addresses may be linked, and which stretches of text are addresses."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_WEB = re.compile(r"(?i:https?)://(?P<host>[^/?#\\@]+)(?:[/?#][^\\]*)?\Z")
_MAIL = re.compile(r"(?i:mailto):[^@\s/\\]+@[^@\s/\\]+\Z")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s\[\]()<>\"'`{}|^%:]+)(?::[0-9]{1,5})?\Z")
_PATH = re.compile(r"/(?![/\\])[^\\]*\Z")
# Longer ones are refused: nobody reads them, and parsers later in the road get slow.
_LONGEST = 4000

# In an address these are either not allowed or end it for somebody; percent signs say the same.
_QUOTED = {ord(c): f"%{ord(c):02X}" for c in "\"'<>`{}|^"}
# "&copy;" inside an address is a parameter and a semicolon, not a copyright sign.
_LOOKS_LIKE_ENTITY = re.compile(r"&(#?\w+);")

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_@/.-])(?:https?://|www\.)[^\s<>\"“”„«»「」『』。，、]+", re.IGNORECASE
)
_AUTOLINK_HOST = re.compile(
    r"(?:https?://)?[^\s/?#:@.]+(?:\.[^\s/?#:@.]+)+(?::\d+)?(?=[/?#]|\Z)", re.IGNORECASE
)
_TRAILING = ".,;:!?'’‘…*_~`|"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def safe_address(value: str) -> str:
    """Return the http, https or mailto address that ``value`` means, or an empty string.

    Quotation marks that a word processor put around it are taken off, ``www.`` gets its scheme.
    Relative addresses, other schemes and addresses with a user name in them are refused.
    """
    address = _UNSEEN.sub("", value.strip(" \t\n\r\"'“”„‘’″")).translate(_QUOTED)
    address = _LOOKS_LIKE_ENTITY.sub(r"&\1%3B", address)
    if address[:4].lower() == "www.":
        address = f"http://{address}"
    if len(address) > _LONGEST:
        return ""
    web = _WEB.match(address)
    if web:
        return address if _HOST.match(web["host"]) else ""
    return address if _MAIL.match(address) else ""


def safe_or_local_address(value: str) -> str:
    """Do as ``safe_address``, but keep paths of the same site and give ``//host`` its scheme."""
    address = value.strip()
    if address.startswith("//"):
        return safe_address(f"https:{address}")
    if _PATH.match(address) and len(address) <= _LONGEST:
        local = _UNSEEN.sub("%20", address).translate(_QUOTED)
        return _LOOKS_LIKE_ENTITY.sub(r"&\1%3B", local)
    return safe_address(address)


def file_name(address: str) -> str:
    """Return the name of the file at an address, or nothing where the last part is no name."""
    last = unquote(urlsplit(address).path.rpartition("/")[2])
    return last if "." in last else ""


def reader_link(address: str) -> str:
    """Return the opening tag of a link that a reader set; ``address`` must be a safe one."""
    return f'<a href="{html.escape(address)}" rel="nofollow ugc noopener">'


def link_addresses(text: str) -> Iterator[tuple[str, str]]:
    """Cut a reader's text into pieces ``(piece, link)``: a link's opening tag, or nothing.

    The pieces joined are the text. Punctuation after an address, and a closing bracket that was
    opened before it, stay outside.
    """
    return ((piece, reader_link(address) if address else "") for piece, address in _pieces(text))


def link_plainly(text: str) -> Iterator[tuple[str, str]]:
    """Do as ``link_addresses`` for an author's text, whose links need no warning to robots."""
    return (
        (piece, f'<a href="{html.escape(address)}">' if address else "")
        for piece, address in _pieces(text)
    )


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut ``text`` into pieces, each with the address that it is, if it is one."""
    done = 0
    for found in _ADDRESS.finditer(text):
        piece = _without_trailing(found[0])
        address = safe_address(piece) if _AUTOLINK_HOST.match(piece) else ""
        if not address:
            continue
        if found.start() > done:
            yield text[done : found.start()], ""
        yield piece, address
        done = found.start() + len(piece)
    if done < len(text):
        yield text[done:], ""


def _without_trailing(candidate: str) -> str:
    """Take off what belongs to the sentence around the address."""
    open_brackets = {
        end: candidate.count(end) - candidate.count(start) for end, start in _BRACKETS.items()
    }
    end = len(candidate)
    while end:
        last = candidate[end - 1]
        if open_brackets.get(last, 0) > 0:
            open_brackets[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return candidate[:end]
