"""Under which names style sheets and scripts are asked for."""

from core.static_files import StaticFilesStorage


def test_names_are_plain_until_files_are_collected() -> None:
    storage = StaticFilesStorage()
    storage.hashed_files = {}

    assert storage.url("css/site.css") == "/static/css/site.css"


def test_collected_files_are_asked_for_by_their_digest() -> None:
    storage = StaticFilesStorage()
    storage.hashed_files = {storage.hash_key("css/site.css"): "css/site.0123.css"}

    assert storage.url("css/site.css") == "/static/css/site.0123.css"
