"""References on the saved seed page and on a similar page."""

import json
import re

from comments.references import CommentInput, Cue, resolve_thread
from tests.corpora import seed

PAGE = (
    CommentInput(101, "Ghostship", "jfl | Dec 14, 2016 5:09:27 AM | 100\nMy view is another one."),
    CommentInput(
        102, "james", "@ jfl / ghostship.. i got banned there. i agree with you jfl – so it is."
    ),
    CommentInput(103, "Bidobi", "kilo verme yolları adlı yazımızda üst sıralara çıkmak"),
    CommentInput(
        104, "jfl", "101 ghostship, ‘I think so’\nsubsequent events have proven you correct"
    ),
    CommentInput(105, "MadMax2", "@jfl\nGreat bump!! Re-reading the posts leaves me wondering."),
)


def test_a_similar_page_is_resolved() -> None:
    found = resolve_thread(PAGE, article_author="b")
    assert [(one.source, one.target, one.cue, one.present) for one in found] == [
        (101, 100, Cue.BYLINE, False),
        (102, 100, Cue.AT, False),
        (102, 101, Cue.AT, True),
        (104, 101, Cue.NUMBER, True),
        (105, 104, Cue.AT, True),
    ]


def test_the_seed_page_is_resolved_as_expected() -> None:
    _, _, comments = seed("page.txt").read_text(encoding="utf-8").partition("\nComments\n")
    parts = re.split(r"^Posted by: (.*?) \| .*? utc \| (\d+)$", comments, flags=re.MULTILINE)
    thread = [
        CommentInput(int(number), author, text.strip())
        for text, author, number in zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    ]
    expected = json.loads(seed("expected.json").read_text(encoding="utf-8"))["comments"]
    found = resolve_thread(thread, article_author="b")
    assert {
        comment.number: sorted(ref.target for ref in found if ref.source == comment.number)
        for comment in thread
    } == {comment["number"]: sorted(comment["addresses"]) for comment in expected}
