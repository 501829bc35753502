import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text import clean_line
from tests.interchange.read_helpers import articles, read_export

pytestmark = pytest.mark.slow

WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Cf", "Zl", "Zp", "Mn"]), max_size=30
)
LINES = st.one_of(
    WORDS,
    st.sampled_from(
        ["-----", "--------", "----------", "URL: http://a.example", "DATE: now", "", "-- ", "> a"]
    ),
)
TEXTS = st.lists(LINES, max_size=6).map("\n".join).map(lambda text: text.strip("\n"))
MOMENTS = st.integers(800_000_000, 1_700_000_000).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
)
NAMES = WORDS.map(lambda name: clean_line(name.replace("&", "").replace("<", ""))).filter(bool)


@dataclass(frozen=True)
class Written:
    """A comment, or an entry with its comments."""

    author: str
    date: dt.datetime
    body: str
    title: str = ""
    comments: tuple["Written", ...] = ()


COMMENTS = st.lists(st.builds(Written, NAMES, MOMENTS, TEXTS), max_size=3).map(tuple)
ENTRIES = st.lists(
    st.builds(Written, NAMES, MOMENTS, TEXTS, NAMES, COMMENTS), min_size=1, max_size=3
)


def escaped(text: str) -> str:
    """Escape separators as Movable Type does."""
    return "\n".join(
        f"{line}\t" if line in {"-----", "--------"} else line for line in text.split("\n")
    )


def date(moment: dt.datetime) -> str:
    return moment.strftime("%m/%d/%Y %I:%M:%S %p")


def export(entries: list[Written]) -> str:
    return "".join(
        f"AUTHOR: {entry.author}\nTITLE: {entry.title}\nSTATUS: Publish\nBASENAME: entry{number}\n"
        f"DATE: {date(entry.date)}\n-----\nBODY:\n{escaped(entry.body)}\n-----\n"
        "EXTENDED BODY:\n\n-----\nEXCERPT:\n\n-----\nKEYWORDS:\n\n-----\n"
        + "".join(
            f"COMMENT:\nAUTHOR: {comment.author}\nEMAIL: \nIP: \nURL: \nDATE: "
            f"{date(comment.date)}\n{escaped(comment.body)}\n-----\n"
            for comment in entry.comments
        )
        + "--------\n"
        for number, entry in enumerate(entries)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(ENTRIES)
def test_entries_round_trip(tmp_path: Path, entries: list[Written]) -> None:
    found = articles(read_export(tmp_path, export(entries)))

    assert [
        Written(
            article.author,
            article.published_at,
            article.body,
            article.title,
            tuple(
                Written(comment.author, comment.published_at, comment.body)
                for comment in article.comments
            ),
        )
        for article in found
        if article.published_at
    ] == entries
