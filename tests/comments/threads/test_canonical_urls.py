import re

import pytest
from django.test import Client
from pytest_django import Settings

from comments.models import Thread
from tests.people import fill_thread

ARTICLE = "/2016/12/the-harbour.html"
PAGES = "/2016/12/the-harbour/comments/page"


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        (ARTICLE, ARTICLE),
        (f"{ARTICLE}?view=threaded", ARTICLE),
        (f"{PAGES}/1/", ARTICLE),
        (f"{PAGES}/1/?view=threaded", ARTICLE),
        (f"{PAGES}/2/", f"{PAGES}/2/"),
        (f"{PAGES}/2/?order=newest", f"{PAGES}/2/"),
    ],
)
def test_each_page_has_one_canonical_url(
    client: Client, thread: Thread, settings: Settings, path: str, canonical: str
) -> None:
    settings.COMMENTS_PER_PAGE = 2
    fill_thread(thread, 3)
    page = client.get(path).text
    for pattern in (r'rel="canonical" href="([^"]+)"', r'property="og:url" content="([^"]+)"'):
        assert re.findall(pattern, page) == [f"http://testserver{canonical}"]
