from pathlib import Path

import pytest

from interchange.decoding import detect_encoding
from interchange.source_records import UnreadableSource
from tests.interchange.read_helpers import ENTRY, articles, options, read, warnings

GERMAN = (
    ENTRY.replace("Hello.", "Grüße aus der Küche, schön wär’s. Übermorgen ist Frühling.")
    + "--------\n"
)
JAPANESE = (
    ENTRY.replace("Hello.", "今日は天気がいいので、散歩に行きました。とても楽しかったです。" * 5)
    + "--------\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [GERMAN, JAPANESE])
def test_unicode_is_detected(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "export.txt"
    path.write_text(text, encoding=encoding)

    found = read(path, "typepad")

    assert articles(found)[0].body == text.split("BODY:\n")[1].split("\n-----", maxsplit=1)[0]
    assert warnings(found) == []


@pytest.mark.parametrize(
    ("text", "encoding"), [(GERMAN, "cp1252"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")]
)
def test_legacy_encodings_are_guessed_with_a_warning(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "export.txt"
    path.write_text(text, encoding=encoding)

    found = read(path, "typepad")

    assert articles(found)[0].body in text
    (warning,) = warnings(found)
    assert "The encoding was guessed" in warning


def test_the_given_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text(GERMAN, encoding="cp1252")

    found = read(path, "typepad", options(encoding="cp1252"))

    assert "Grüße" in articles(found)[0].body
    assert warnings(found) == []


@pytest.mark.parametrize("encoding", ["utf-8", "no-such-code"])
def test_a_wrong_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.txt"
    path.write_text(GERMAN, encoding="cp1252")

    with pytest.raises(UnreadableSource, match=encoding):
        detect_encoding(path, encoding)


def test_invalid_bytes_do_not_affect_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_bytes(
        GERMAN.encode() + ENTRY.encode().replace(b"Hello", b"d\xe9j\xe0 vu") + b"--------\n"
    )

    found = read(path, "typepad")

    assert [article.body for article in articles(found)] == [
        GERMAN.split("BODY:\n")[1].split("\n-----")[0],
        "<p>déjà vu.</p>",
    ]
    assert warnings(found) == [
        "The file is UTF-8 with some invalid bytes, which were read as windows-1252."
    ]
