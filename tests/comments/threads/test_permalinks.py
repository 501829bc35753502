"""Permalinks redirect to the page and anchor of a comment."""

import pytest
from django.test import Client
from pytest_django import Settings

from blog.models import Article
from comments.models import Comment, Thread
from comments.threads.services.importing import ImportedComment, import_comments
from comments.threads.services.status import change_status
from tests.people import ARTICLE_DAY, fill_thread

BASE = "/2016/12/the-harbour"


@pytest.fixture(autouse=True)
def _small_pages(settings: Settings) -> None:
    settings.COMMENTS_PER_PAGE = 5


@pytest.mark.parametrize(
    ("number", "target"),
    [
        (1, f"{BASE}.html#c1"),
        (5, f"{BASE}.html#c5"),
        (6, f"{BASE}/comments/page/2/#c6"),
        (12, f"{BASE}/comments/page/3/#c12"),
    ],
)
def test_it_redirects_to_a_flat_page(
    client: Client, thread: Thread, number: int, target: str
) -> None:
    fill_thread(thread, 12)
    response = client.get(f"{BASE}/comments/{number}/")
    assert (response.status_code, response["Location"]) == (302, target)


@pytest.mark.parametrize(
    ("number", "target"),
    [
        (1, f"{BASE}.html?view=threaded#c1"),
        # It answers the first one, so it stands on the first page.
        (7, f"{BASE}.html?view=threaded#c7"),
        (5, f"{BASE}/comments/page/2/?view=threaded#c5"),
    ],
)
def test_it_redirects_to_a_threaded_page(
    client: Client, thread: Thread, number: int, target: str
) -> None:
    import_comments(
        thread=thread,
        comments=[
            ImportedComment(f"Jo {n}", "Hello", ARTICLE_DAY, parent=0 if n == 6 else None)
            for n in range(7)
        ],
    )
    response = client.get(f"{BASE}/comments/{number}/?view=threaded")
    assert (response.status_code, response["Location"]) == (302, target)


@pytest.mark.parametrize("view", ["flat", "threaded"])
def test_the_page_contains_the_comment(client: Client, thread: Thread, view: str) -> None:
    fill_thread(thread, 23, reply_every=2)
    for number in (1, 8, 16, 23):
        page = client.get(f"{BASE}/comments/{number}/?view={view}", follow=True)
        assert f'id="c{number}"' in page.text


def test_the_first_page_starts_with_the_first_number(client: Client, thread: Thread) -> None:
    import_comments(
        thread=thread,
        comments=[ImportedComment("Jo", "Hello", ARTICLE_DAY, number=n) for n in range(101, 108)],
    )
    assert client.get(f"{BASE}/comments/105/")["Location"] == f"{BASE}.html#c105"
    assert client.get(f"{BASE}/comments/106/")["Location"] == f"{BASE}/comments/page/2/#c106"


def test_a_removed_comment_leads_to_its_stub(client: Client, thread: Thread) -> None:
    (comment,) = fill_thread(thread, 1)
    change_status(comment=comment, to=Comment.Status.REMOVED, expected_version=0)
    page = client.get(f"{BASE}/comments/1/", follow=True).text
    assert 'id="c1"' in page
    assert "Removed by a moderator." in page
    assert "Remark 0" not in page


def test_a_pasted_byline_replaces_a_missing_comment(client: Client, thread: Thread) -> None:
    byline = "Posted by: Jo | Dec 12 2016 18:00 utc | 100"
    import_comments(
        thread=thread,
        comments=[
            ImportedComment("Fl", f"{byline}\n\nNo.", ARTICLE_DAY, number=101),
            ImportedComment("Di", f"{byline}\n\nYes.", ARTICLE_DAY, number=102),
        ],
    )
    assert client.get(f"{BASE}/comments/100/")["Location"] == f"{BASE}.html#c101"
    assert client.get(f"{BASE}/comments/99/").status_code == 404


@pytest.mark.parametrize("number", ["0", "13", "999999999", "9" * 30, "9" * 5000, "-1", "x", "١"])
@pytest.mark.parametrize("what", ["", "fragment/"])
def test_an_unknown_number_is_not_found(
    client: Client, thread: Thread, number: str, what: str
) -> None:
    fill_thread(thread, 12)
    assert client.get(f"{BASE}/comments/{number}/{what}").status_code == 404


def test_the_fragment_is_only_the_comment(client: Client, thread: Thread) -> None:
    fill_thread(thread, 2)
    fragment = client.get(f"{BASE}/comments/2/fragment/").text
    assert 'id="c2"' in fragment
    assert "Remark 1 about ships." in fragment
    assert "<html" not in fragment


def test_the_fragment_of_a_removed_comment_is_a_stub(client: Client, thread: Thread) -> None:
    (comment,) = fill_thread(thread, 1)
    change_status(comment=comment, to=Comment.Status.SPAM, expected_version=0)
    fragment = client.get(f"{BASE}/comments/1/fragment/").text
    assert "Removed by a moderator." in fragment
    assert "Remark" not in fragment


class TestJumpForm:
    """The form that jumps to a comment number."""

    @pytest.mark.parametrize("typed", ["7", " 7 ", "#7", "007"])
    def test_a_number(self, client: Client, article: Article, typed: str) -> None:
        response = client.get(f"{BASE}/comments/go/", {"number": typed})
        assert (response.status_code, response["Location"]) == (302, f"{BASE}/comments/7/")

    @pytest.mark.parametrize(
        ("typed", "target"),
        [("0", 101), ("7", 101), ("103", 103), ("105", 104), ("108", 109), ("999999999", 109)],
    )
    def test_an_unknown_number_leads_to_the_nearest(
        self, client: Client, thread: Thread, typed: str, target: int
    ) -> None:
        numbers = [101, 102, 103, 104, 109]
        import_comments(
            thread=thread,
            comments=[ImportedComment("Jo", f"No. {n}", ARTICLE_DAY, number=n) for n in numbers],
        )
        response = client.get(f"{BASE}/comments/go/", {"number": typed})
        query = "" if int(typed) == target else f"?missing={typed}"
        assert response["Location"] == f"{BASE}/comments/{target}/{query}"
        page = client.get(response["Location"])["Location"]
        assert page.endswith(f"{query}#c{target}")
        assert ('id="missing-number"' in client.get(page).text) == bool(query)

    def test_a_number_of_a_pasted_byline_is_known(self, client: Client, thread: Thread) -> None:
        body = "Posted by: Jo | Dec 12 2016 18:00 utc | 100\n\nNo."
        import_comments(
            thread=thread, comments=[ImportedComment("Fl", body, ARTICLE_DAY, number=105)]
        )
        response = client.get(f"{BASE}/comments/go/", {"number": "100"})
        assert response["Location"] == f"{BASE}/comments/100/"

    def test_the_view_is_preserved(self, client: Client, article: Article) -> None:
        response = client.get(f"{BASE}/comments/go/", {"number": "7", "view": "threaded"})
        assert response["Location"] == f"{BASE}/comments/7/?view=threaded"

    @pytest.mark.parametrize(
        "typed", ["", "x", "-1", "1.5", "9" * 10, "٣", "//example.org", "\x00"]
    )
    def test_other_input_is_not_found(self, client: Client, article: Article, typed: str) -> None:
        assert client.get(f"{BASE}/comments/go/", {"number": typed}).status_code == 404

    def test_the_view_is_kept(self, client: Client, thread: Thread) -> None:
        fill_thread(thread, 3)
        response = client.get(f"{BASE}/comments/go/", {"number": "8", "view": "threaded"})
        assert response["Location"] == f"{BASE}/comments/3/?view=threaded&missing=8"
        page = client.get(response["Location"])["Location"]
        assert page == f"{BASE}.html?view=threaded&missing=8#c3"

    @pytest.mark.parametrize("missing", ["2", "x", "-1", "²", "9" * 30, "<b>"])
    def test_no_page_denies_a_comment_or_repeats_other_text(
        self, client: Client, thread: Thread, missing: str
    ) -> None:
        fill_thread(thread, 3)
        page = client.get(f"{BASE}.html", {"missing": missing}).text
        assert 'id="missing-number"' not in page
