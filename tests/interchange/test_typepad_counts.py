import pytest

from tests.corpora import corpus
from tests.interchange.read_helpers import articles, read, warnings

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "entries", "comments"),
    [
        ("typepad/around-the-corner.txt", 282, 135),
        ("typepad/getcoreinterface.txt", 57, 2),
        ("typepad/modthemachine.txt", 382, 498),
        ("movabletype/mt-first_entry.txt", 1, 0),
        ("movabletype/mt3-blankline-before-comment.txt", 1, 2),
        ("movabletype/net-MultiplePosts.txt", 3, 2),
        ("movabletype/net-PostWithComments.txt", 1, 2),
        ("movabletype/net-PostWithCommentsAndPings.txt", 1, 2),
    ],
)
def test_every_entry_and_comment_is_read(name: str, entries: int, comments: int) -> None:
    found = articles(read(corpus(name), "typepad"))

    assert (len(found), sum(len(article.comments) for article in found)) == (entries, comments)


def test_warnings_of_a_real_export() -> None:
    found = warnings(read(corpus("typepad/around-the-corner.txt"), "typepad"))

    *keywords, title = sorted(found)
    assert title.endswith("its first words became the title: “The 'getAttr' command on a”.")
    assert keywords == [
        "Skipped keywords that are not tags: “DevKit”.",
        "Skipped keywords that are not tags: “Perception Neuron”.",
    ]


def test_a_real_comment_with_lines_of_dashes_is_complete() -> None:
    found = articles(read(corpus("typepad/around-the-corner.txt"), "typepad"))
    bodies = [comment.body for article in found for comment in article.comments]

    (dashed,) = [body for body in bodies if "\n-----\n" in body]
    assert dashed.count("\n-----\n") == 4
    assert "Any suggestions would be greatly appreciated." in dashed
