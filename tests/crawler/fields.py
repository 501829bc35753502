"""Find the parameters and form fields that the site reads, with valid and hostile values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path
from urllib.parse import quote_from_bytes

from django import forms

from tests.text_functions import APPS, iterate_modules

PAST_64_BITS = b"99999999999999999999"
_ROOT = Path(__file__).parents[2]
_READS = re.compile(
    r"\.(?:GET|POST|FILES)(?:\.get(?:list)?\(|\[)\"(\w+)\"|\"(\w+)\" in (?:self\.)?request\.[GP]"
)


class Type(Enum):
    NUMBER = auto()
    DATE = auto()
    TEXT = auto()


HOSTILE = {
    Type.NUMBER: (b"NaN", b"1e309", b"-1", b"\xc2\xb2", b"", str(-(2**63)).encode(), b"1\0"),
    Type.DATE: (b"0000-01-01", b"10000-01-01", b"9999-12-31", b"0001-01-01", PAST_64_BITS, b""),
    Type.TEXT: (
        b"a\0b",
        b"\xed\xa0\x80\xff",
        "\u202eevil\u2066\u061c".encode(),
        b"x" * 10_000,
        b"",
        b"http://[::1",
        b"{}[]%s%00",
    ),
}
_VALID_VALUES: list[tuple[type[forms.Field], str]] = [
    (forms.BooleanField, "on"),
    (forms.UUIDField, "9f0f4b5e-7d0f-4c8e-8f5a-0d9d6ad0d4a1"),
    (forms.EmailField, "a@b.example"),
    (forms.URLField, "https://b.example/"),
    (forms.JSONField, "{}"),
    (forms.DateTimeField, "2030-01-01 10:00"),
    (forms.DateField, "2030-01-01"),
    (forms.IntegerField, "1"),
    (forms.ModelChoiceField, "1"),
    (forms.MultipleChoiceField, "1"),
]


@dataclass(frozen=True)
class Parameter:
    """A name that the site reads, the type of its values, and one that is probably valid."""

    name: str
    type: Type
    valid: str


@cache
def find_parameters() -> list[Parameter]:
    """Return the fields of all forms, and the names in the source code."""
    for _module in iterate_modules():
        pass  # Forms are found once their modules are imported.
    found = {name: Parameter(name, Type.NUMBER, "1") for name in _find_names_in_code()}
    for form in _find_forms(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if name not in found or isinstance(field, forms.IntegerField):
                found[name] = Parameter(name, _get_type(field), _get_valid_value(field))
    return list(found.values())


def _find_names_in_code() -> Iterator[str]:
    for app in APPS:
        for path in sorted((_ROOT / app).rglob("*.py")):
            for names in _READS.findall(path.read_text()):
                yield from filter(None, names)


def _find_forms(parent: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for form in parent.__subclasses__():
        yield form
        yield from _find_forms(form)


def _get_type(field: forms.Field) -> Type:
    if isinstance(field, forms.IntegerField | forms.ModelChoiceField):
        return Type.NUMBER
    is_date = isinstance(field, forms.DateField | forms.DateTimeField | forms.SplitDateTimeField)
    return Type.DATE if is_date else Type.TEXT


def _get_valid_value(field: forms.Field) -> str:
    for field_type, value in _VALID_VALUES:
        if isinstance(field, field_type):
            return value
    choices = getattr(field, "choices", None)
    listed = choices if isinstance(choices, list) else []
    return next((str(key) for key, _label in listed if isinstance(key, str) and key), "x")


def _encode(values: dict[str, bytes]) -> str:
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in values.items())


def build_form(hostile: Type) -> str:
    """Return a form whose fields of one type are hostile and all others valid."""
    return _encode(
        {
            one.name: _rotate(hostile, index) if one.type is hostile else one.valid.encode()
            for index, one in enumerate(find_parameters())
        }
    )


def build_large_numbers() -> str:
    """Return a form whose numbers are all past 64 bits, repeated, and lists."""
    values = {
        one.name: PAST_64_BITS if one.type is Type.NUMBER else one.valid.encode()
        for one in find_parameters()
    }
    lists = {f"{name}[]": value for name, value in values.items()}
    return f"{_encode(values)}&{_encode(values | lists)}"


def _rotate(hostile: Type, index: int) -> bytes:
    values = HOSTILE[hostile]
    return values[index % len(values)]
