"""Cross-site posts are rejected without a CSRF token."""

import pytest
from django.test import Client

from blog.models import Article
from comments.models import Comment
from tests.comments.submission.posting import submit


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_a_forged_post_is_rejected(
    client: Client, article: Article, headers: dict[str, str]
) -> None:
    assert submit(client, article, headers).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
    ],
)
def test_a_same_origin_post_is_accepted(article: Article, headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert submit(strict, article, headers).status_code == 303
    assert Comment.objects.count() == 1
