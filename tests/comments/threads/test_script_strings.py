"""The strings of the scripts, in the page's language."""

import json
import re

from django.test import Client
from django.utils import translation

from comments.models import Thread
from comments.templatetags.live import script_strings
from tests.people import fill_thread


def test_the_page_contains_them_as_data(client: Client, thread: Thread) -> None:
    fill_thread(thread, 1)
    text = client.get("/2016/12/the-harbour.html").text
    (strings,) = re.findall(
        r'<script id="script-strings" type="application/json">(.*?)</script>', text
    )
    assert json.loads(strings)["newComments"] == {
        "one": "%d new comment",
        "other": "%d new comments",
    }
    assert json.loads(strings)["poll"] == 20


def test_they_are_in_the_language_of_the_page() -> None:
    with translation.override("de"):
        assert 'type="application/json"' in script_strings()
