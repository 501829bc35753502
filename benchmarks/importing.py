"""Measure an import: reading an export, importing it, and importing the same file again.

Run ``python -m benchmarks.importing [--articles A --comments C] [--file EXPORT.txt]``. It uses
SQLite in a temporary folder and generates an export if no file is given.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from interchange.import_report import ImportReport
    from interchange.source_records import ReadOptions

SECTION_END = "-----"
ENTRY_END = "--------"
COMMENTER_COUNT = 12


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        path = arguments.file or Path(folder) / "export.txt"
        if not arguments.file:
            Export(path).write(arguments.articles, arguments.comments)
        _measure(path)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure an import.")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--comments", type=int, default=20_000)
    parser.add_argument("--file", type=Path, help="export to read instead of a generated one")
    return parser.parse_args()


def _set_up(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    os.environ["DATA_DIR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/site.sqlite3"
    import django  # noqa: PLC0415 - needs the environment above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)


class Export:
    """Writes an export of generated articles and comments."""

    def __init__(self, path: Path) -> None:
        from interchange.synthetic.text_generator import TextGenerator  # noqa: PLC0415 - needs the settings

        self._path = path
        self._texts = TextGenerator(Random(1))  # noqa: S311 - repeatable

    def write(self, articles: int, comments: int) -> None:
        """Write the file, spreading ``comments`` evenly over ``articles``."""
        with self._path.open("w", encoding="utf-8") as file:
            for number in range(articles):
                file.writelines(f"{line}\n" for line in self._entry(number, comments // articles))

    def _entry(self, number: int, comments: int) -> Iterator[str]:
        yield f"AUTHOR: Ann\nTITLE: {self._texts.generate_sentence()}\nSTATUS: Publish"
        yield f"UNIQUE URL: https://blog.example/2012/03/entry-{number}.html \nBASENAME: {number}"
        yield f"DATE: 03/25/2012 08:00:00 AM\nCONVERT BREAKS: wysiwyg\n{SECTION_END}\nBODY:"
        yield from (f"<p>{paragraph}</p>" for paragraph in self._texts.generate_article())
        yield SECTION_END
        names = [self._texts.generate_name() for _ in range(COMMENTER_COUNT)]
        for place in range(comments):
            yield from self._comment(names, place)
        yield ENTRY_END

    def _comment(self, names: list[str], place: int) -> Iterator[str]:
        moment = f"03/{26 + place // 720 % 5}/2012 {1 + place // 60 % 11:02}:{place % 60:02}:00"
        yield f"COMMENT:\nAUTHOR: {names[place % COMMENTER_COUNT]}\nEMAIL: \nIP: 192.0.2.1\nURL: "
        yield f"DATE: {moment} AM"
        yield self._texts.generate_comment(f"@{names[place % 7]}," if place % 3 else "").source
        yield SECTION_END


def _measure(path: Path) -> None:
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    with _timed("read only"):
        articles, comments = _read(path)
    for name in ("first import", "second import"):
        with _timed(name) as seconds:
            report = _import(path)
        print(f"  {articles / seconds():.0f} articles/s, {comments / seconds():.0f} comments/s")
        print(f"  articles: {report.articles}\n  comments: {report.comments}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MB")


def _read(path: Path) -> tuple[int, int]:
    from interchange.formats import READERS  # noqa: PLC0415 - needs the settings
    from interchange.source_records import SourceArticle  # noqa: PLC0415 - the same

    articles = comments = 0
    for found in READERS["typepad"](path, _options()):
        if isinstance(found, SourceArticle):
            articles, comments = articles + 1, comments + len(found.comments)
    print(f"  {articles} articles, {comments} comments")
    return articles, comments


def _import(path: Path) -> "ImportReport":
    from interchange.importing import import_site  # noqa: PLC0415 - needs the settings

    return import_site(path=path, format_name="typepad", options=_options())


def _options() -> "ReadOptions":
    from django.utils import timezone  # noqa: PLC0415 - needs the settings

    from interchange.source_records import ReadOptions  # noqa: PLC0415 - the same

    return ReadOptions(ZoneInfo("UTC"), timezone.now())


@contextmanager
def _timed(name: str) -> Iterator[Callable[[], float]]:
    start = time.perf_counter()
    end = 0.0
    yield lambda: end - start
    end = time.perf_counter()
    print(f"{name}: {end - start:.2f} s")


if __name__ == "__main__":
    main()
