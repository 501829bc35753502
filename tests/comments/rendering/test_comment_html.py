"""The HTML of one comment."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from comments.models import Comment
from comments.rendering.comment_html import render_comments
from comments.rendering.items import CommentItem, ReferenceLink
from comments.rendering.rows import CommentRow

AT = dt.datetime(2016, 12, 14, 15, 7, tzinfo=dt.UTC)
NASTY = "<script>alert('\"&')</script>"


def build_item(
    *,
    depth: int = 0,
    in_reply_to: tuple[ReferenceLink, ...] = (),
    slug: str = "ghostship",
    **fields: object,
) -> CommentItem:
    """Return an item of a page."""
    defaults: dict[str, object] = {
        "number": 101,
        "status": Comment.Status.PUBLISHED,
        "author_name": "Ghostship",
        "html": "<p>My view.</p>",
        "published_at": AT,
    }
    comment = CommentRow.preview(Comment(**(defaults | fields)))._replace(slug=slug)
    return CommentItem(
        comment, "/c/101/", "/c/101/reply/?view=threaded&order=newest", depth, in_reply_to
    )


def render(item: CommentItem, *, can_reply: bool = True) -> Any:
    """Render one comment and parse the HTML."""
    return parser.fragment_fromstring(render_comments([item], can_reply=can_reply))


def text(element: Any) -> str:
    """Return the text content with single spaces."""
    return " ".join(element.text_content().split())


def test_a_comment_has_its_number_name_and_time() -> None:
    comment = render(build_item())
    assert comment.get("id") == "c101"
    assert text(comment.find("header")).startswith("Comment 101Ghostship")
    assert comment.find(".//time").get("datetime") == "2016-12-14T15:07:00+00:00"
    assert comment.find(".//h3/a").get("href") == "/people/ghostship/"


def test_the_sanitized_text_is_unchanged() -> None:
    content = render(build_item(html="<p>One</p><blockquote>Two</blockquote>")).find_class(
        "e-content"
    )[0]
    assert [child.tag for child in content] == ["p", "blockquote"]


@given(name=st.text(min_size=1, max_size=100))
def test_a_name_is_escaped(name: str) -> None:
    plain = build_item(in_reply_to=(ReferenceLink(7, "jfl", "#c7"),))
    plain_html = render_comments([plain], can_reply=True)
    markup = render_comments(
        [
            build_item(
                author_name=name, in_reply_to=(ReferenceLink(7, name, "#c7", is_present=False),)
            )
        ],
        can_reply=True,
    )
    assert markup.count("<") == plain_html.count("<")


def test_urls_are_escaped() -> None:
    comment = render(build_item(author_url=f"https://x.example/?{NASTY}"))
    assert comment.find_class("comment-site")[0].get("href") == f"https://x.example/?{NASTY}"
    assert comment.find_class("reply")[0].get("href") == "/c/101/reply/?view=threaded&order=newest"


def test_a_slug_is_percent_encoded() -> None:
    link = render(build_item(slug="الليث")).find(".//h3/a")
    assert link.get("href") == "/people/%D8%A7%D9%84%D9%84%D9%8A%D8%AB/"


@pytest.mark.parametrize(
    ("status", "words"),
    [("removed", "Removed by a moderator."), ("withdrawn", "Deleted by its author.")],
)
def test_a_stub_has_only_its_number_and_notice(status: str, words: str) -> None:
    stub = render(build_item(status=status))
    assert stub.get("id") == "c101"
    assert text(stub) == f"Comment 101{words}"
    assert "h-cite" not in stub.get("class")


def test_an_absent_comment_is_marked_and_linked() -> None:
    link = render(
        build_item(in_reply_to=(ReferenceLink(100, "jfl", "/c/100/", is_present=False),))
    ).find_class("u-in-reply-to")[0]
    assert "unavailable" in link.get("class").split()
    assert "jfl" in link.get("title")
    assert link.get("href") == "/c/100/"
    assert text(link) == "#100 jfl"


def test_references_are_listed() -> None:
    links = (ReferenceLink(100, "jfl", "#c100"), ReferenceLink(101, "Ghostship", "#c101"))
    comment = render(
        CommentItem(
            build_item().comment,
            "/c/102/",
            "?",
            in_reply_to=links,
            replies=links[:1],
            more_replies=8,
        )
    )
    above, below = comment.find_class("refs")
    assert text(above) == "In reply to #100 jfl, #101 Ghostship"
    assert text(below) == "Replies: #100 jfl and 8 more"


def test_numbers_are_isolated_from_right_to_left_text() -> None:
    link = render(build_item(in_reply_to=(ReferenceLink(7, "jfl", "#c7"),))).find_class(
        "u-in-reply-to"
    )[0]
    assert [part.text for part in link.findall("bdi")] == ["#7", "jfl"]


def test_a_closed_thread_has_no_reply_link() -> None:
    assert render(build_item()).find_class("reply")
    assert not render(build_item(), can_reply=False).find_class("reply")


def test_an_edited_comment_has_the_time() -> None:
    (edited,) = render(build_item(edited_at=AT)).find_class("edited")
    assert edited.find("time").get("datetime") == AT.isoformat()


@pytest.mark.parametrize(
    ("depth", "step", "words"),
    [(0, "", ""), (3, "d3", ""), (12, "d12", ""), (40, "d12", "Level 40")],
)
def test_indentation_is_limited(depth: int, step: str, words: str) -> None:
    comment = render(build_item(depth=depth))
    steps = [name for name in comment.get("class").split() if name.startswith("d")]
    assert steps == ([step] if step else [])
    assert [text(level) for level in comment.find_class("comment-depth")] == [words] * bool(words)
