from tests.architecture.source import ROOT, get_modules

MAX_LINES = 400


def test_modules_are_short() -> None:
    lengths = {
        str(module): len((ROOT / module).read_text().splitlines()) for module in get_modules()
    }
    assert {module: length for module, length in lengths.items() if length >= MAX_LINES} == {}
