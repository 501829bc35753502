"""Measure pages: time, queries, and size.

``python -m benchmarks.pages [--articles A] [--comments C] [--no-server]`` generates content in a
temporary database and requests pages in this process, first with an empty cache ("cold"), then
again ("warm"). It then starts the ``make run`` server and measures responses per second. An initial
request fills the caches that all pages share, so the figures don't include that cost.
``BENCHMARK_DATABASE_URL`` and ``BENCHMARK_CACHE_URL`` select servers instead of SQLite and local
memory; the database must be empty.

Times are in milliseconds. Compare only figures from the same run.
"""

import argparse
import os
import tempfile


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        set_up(folder)
        # These import models, which need the settings.
        from benchmarks import page_requests, served_pages  # noqa: PLC0415

        page_requests.generate_content(arguments.articles, arguments.comments)
        cases = page_requests.build_cases()
        page_requests.print_pages(cases)
        if not arguments.no_server:
            served_pages.print_served_pages(
                [case for case in cases if case.page_size == page_requests.PAGE]
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure pages.")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--comments", type=int, default=20_000)
    parser.add_argument("--no-server", action="store_true", help="only measure in this process")
    return parser.parse_args()


def set_up(folder: str) -> None:
    """Configure Django to store data in ``folder``, create the tables, and collect static files."""
    set_up_tables(folder)
    from django.core.management import call_command  # noqa: PLC0415 - after the settings

    call_command("collectstatic", interactive=False, verbosity=0)


def set_up_tables(folder: str) -> None:
    """Configure Django to store data in ``folder``, and create the tables.

    ``DATABASE_URL`` and similar variables are ignored unless prefixed with ``BENCHMARK_``.
    """
    os.environ["DATA_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    for name in ("DATABASE_URL", "CACHE_URL", "MEDIA_ROOT"):
        os.environ.pop(name, None)
        if url := os.environ.get(f"BENCHMARK_{name}"):
            os.environ[name] = url
    import django  # noqa: PLC0415 - needs the environment above
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    main()
