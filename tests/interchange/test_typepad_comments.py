from pathlib import Path

from tests.interchange.read_helpers import ENTRY, one_export, read_export, warnings


def comment(author: str = "Bob", date: str = "03/26/2012 09:00:00 AM", body: str = "Hi.") -> str:
    return (
        f"COMMENT:\nAUTHOR: {author}\nEMAIL: bob@example.org\nIP: 192.0.2.1\n"
        f"URL: http://bob.example\nDATE: {date}\n{body}\n-----\n"
    )


def test_all_fields_of_a_comment_are_read(tmp_path: Path) -> None:
    (found,) = one_export(tmp_path, f"{ENTRY}{comment(body='One.\n\nTwo.')}--------\n").comments

    assert (found.author, found.email, found.ip, found.url, found.body) == (
        "Bob", "bob@example.org", "192.0.2.1", "http://bob.example", "One.\n\nTwo.",
    )  # fmt: skip
    assert found.published_at.isoformat() == "2012-03-26T09:00:00+00:00"
    assert found.place == "line 12"


def test_the_key_does_not_depend_on_the_text(tmp_path: Path) -> None:
    (before,) = one_export(tmp_path, f"{ENTRY}{comment(body='Teh.')}--------\n").comments
    (after,) = one_export(tmp_path, f"{ENTRY}{comment(body='The.')}--------\n").comments

    assert before.key == after.key
    assert before.body != after.body


def test_comments_of_the_same_second_have_different_keys(tmp_path: Path) -> None:
    found = one_export(tmp_path, f"{ENTRY}{comment(body='One.')}{comment(body='Two.')}--------\n")

    assert len({comment.key for comment in found.comments}) == 2


def test_an_invalid_date_preserves_the_order(tmp_path: Path) -> None:
    export = ENTRY + comment() + comment(date="00/00/0000 00:00:00 AM", author="Eve") + "--------\n"

    found = read_export(tmp_path, export)

    (warning,) = warnings(found)
    assert warning.startswith("The date of the comment is invalid: “00/00/0000 00:00:00 AM”")
    first, second = one_export(tmp_path, export).comments
    assert first.published_at == second.published_at


def test_control_characters_are_removed_with_a_warning(tmp_path: Path) -> None:
    export = f"{ENTRY}{comment(body='a\x07b\x1cc')}--------\n"

    assert one_export(tmp_path, export).comments[0].body == "abc"
    assert warnings(read_export(tmp_path, export)) == ["Removed control characters. Lines: 1."]
