"""Helpers that parse the queue's pages."""

import re

from django.test import Client

QUEUE = "/admin/moderation/queue/"
_ROW = re.compile(r'<li[^>]*class="row"[^>]*id="row-(\d+)"')


def get_listed_keys(browser: Client, query: str = "") -> list[int]:
    """Return the keys of the listed comments, in order."""
    response = browser.get(f"{QUEUE}?{query}")
    assert response.status_code == 200
    return [int(pk) for pk in _ROW.findall(response.text)]
