from core.static_files import StaticFilesStorage


def test_urls_are_plain_until_files_are_collected() -> None:
    storage = StaticFilesStorage()
    storage.hashed_files = {}

    assert storage.url("css/site.css") == "/static/css/site.css"


def test_urls_of_collected_files_contain_their_hash() -> None:
    storage = StaticFilesStorage()
    storage.hashed_files = {storage.hash_key("css/site.css"): "css/site.0123.css"}

    assert storage.url("css/site.css") == "/static/css/site.0123.css"
