from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange.source_records import UnreadableSource
from tests.interchange.read_helpers import ENTRY, SAMPLES, read
from tests.interchange.test_invalid_files import PAGE

PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "-----\n", "--------\n", "\n", "COMMENT:\n", "AUTHOR: ", "DATE: 99/99/9999\n",
            "UNIQUE URL: http://[::1\n", "Comments\n", "Posted by: x | Dec 14 2016 15:07 utc | 9\n",
            "<div class='comment'>", "</div>", "<p class='comment-footer'>", "<a href='http://[::1'>",
        ]
    ),
)  # fmt: skip
WEB_PAGES = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.html"))]
SOURCES = [
    ("typepad", ENTRY * 2),
    ("typepad-page", PAGE),
    *(("typepad-page", page) for page in WEB_PAGES),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(SOURCES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES), max_size=6),
)
def test_a_damaged_source_is_read_or_refused(
    tmp_path: Path, source: tuple[str, str], damages: list[tuple[float, int, str]]
) -> None:
    name, text = source
    for where, length, piece in damages:
        start = int(where * len(text))
        text = text[:start] + piece + text[start + length :]
    path = tmp_path / "source.txt"
    path.write_text(text, encoding="utf-8", newline="")

    with suppress(UnreadableSource):
        read(path, name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["typepad", "typepad-page"]), st.binary(max_size=300))
def test_random_bytes_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "source.txt"
    path.write_bytes(content)

    with pytest.raises(UnreadableSource):
        read(path, name)
