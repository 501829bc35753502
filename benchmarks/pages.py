"""How fast pages are, how many queries they take and how much they weigh.

``python -m benchmarks.pages [--articles A] [--comments C] [--no-server]`` fills a database in a
temporary folder with generated content, asks the WSGI application for pages in this process, first
with an empty cache ("cold") and then again ("warm"), and then serves the site as ``make run`` does
and counts answers. What a process draws once for all pages (docs/architecture.md, “The way of a
page”) is there after the first page, cold or warm. ``BENCHMARK_DATABASE_URL`` and
``BENCHMARK_CACHE_URL`` name servers to use instead of SQLite and the memory; the database must be
an empty one.

Times are in milliseconds. Figures of one run may be compared with each other, those of different
machines or days may not.
"""

import argparse
import os
import tempfile


def main() -> None:
    """Make the site, measure it, print the tables."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        set_up(folder)
        # These know the site's models, which need the settings.
        from benchmarks import page_requests, served_pages  # noqa: PLC0415

        page_requests.generate_content(arguments.articles, arguments.comments)
        cases = page_requests.build_cases()
        page_requests.print_pages(cases)
        if not arguments.no_server:
            served_pages.print_served_pages(
                [case for case in cases if case.page_size == page_requests.PAGE]
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast pages are.")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--comments", type=int, default=20_000)
    parser.add_argument("--no-server", action="store_true", help="only ask in this process")
    return parser.parse_args()


def set_up(folder: str) -> None:
    """Make Django use the folder, and make what pages are served from."""
    set_up_tables(folder)
    from django.core.management import call_command  # noqa: PLC0415 - after the settings

    call_command("collectstatic", interactive=False, verbosity=0)


def set_up_tables(folder: str) -> None:
    """Make Django use the folder, whatever the environment names, and make the tables."""
    os.environ["DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    for name in ("DATABASE_URL", "CACHE_URL", "MEDIA_ROOT"):
        os.environ.pop(name, None)
        if url := os.environ.get(f"BENCHMARK_{name}"):
            os.environ[name] = url
    import django  # noqa: PLC0415 - after the environment says which settings
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    main()
