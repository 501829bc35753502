"""The forms of a name under which a commenter can be found."""

from collections.abc import Collection, Iterator

# Shorter prefixes match too many people.
MIN_PREFIX_LENGTH = 3
# In words.
MAX_NAME_WORDS = 7


def get_leading_forms(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield "bob", "bob j", and "bob j smith" for "Bob J. Smith"."""
    return (" ".join(keys[:count]) for count in range(1, min(len(keys), MAX_NAME_WORDS) + 1))


def get_whole_forms(keys: tuple[str, ...]) -> set[str]:
    return {" ".join(keys), "".join(keys)}


def get_full_names(keys: tuple[str, ...]) -> list[str]:
    """Return the first name with each of the other names: "bob j" and "bob smith"."""
    return [f"{keys[0]} {key}" for key in dict.fromkeys(keys[1:MAX_NAME_WORDS])]


def is_variant(keys: Collection[str], byline: Collection[str]) -> bool:
    """Check whether one of two names contains all words of the other."""
    shorter, longer = sorted((keys, byline), key=len)
    return len(shorter) > 1 and set(shorter) <= set(longer)


def get_parts(keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys[1:MAX_NAME_WORDS] if len(key) >= MIN_PREFIX_LENGTH]


def get_initial(keys: tuple[str, ...]) -> tuple[str, ...]:
    return keys[:1] if len(keys) > 1 and len(keys[0]) == 1 else ()


def get_prefixes(name: str) -> Iterator[str]:
    """Yield the proper prefixes of ``name`` that are long enough to be names."""
    return (name[:length] for length in range(MIN_PREFIX_LENGTH, len(name)))


def strip_ending(name: str) -> str:
    """Strip a nickname's ending and undo doubling: ``rud`` for ``rudi``, ``jim`` for ``jimmy``."""
    for ending in ("ie", "y", "i"):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    return name


def delete_letters(name: str) -> set[str]:
    return {name, *(name[:index] + name[index + 1 :] for index in range(min(len(name), 24)))}


def is_one_edit(name: str, other: str) -> bool:
    """Check whether two names are one edit apart, counting a transposition as one edit."""
    if len(name) > len(other):
        name, other = other, name
    same = 0
    while same < len(name) and name[same] == other[same]:
        same += 1
    tail, other_tail = name[same:], other[same:]
    if len(name) < len(other):
        return tail == other_tail[1:]
    return tail[1:] == other_tail[1:] or (
        tail[2:] == other_tail[2:] and tail[:2] == other_tail[1::-1]
    )
