"""Run the CI checks: ``python -m scripts.check PART...``.

Parts run in the given order; the first failure ends the run. ``PART+PART`` runs two parts at the
same time, which keeps all processors busy: while one part waits for a server or a browser, the
other can compute. Parts that this machine cannot run (because PostgreSQL or Chromium is missing and
can't be installed) are listed at the end. If ``CI`` is set, a skipped part counts as a failure.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from scripts.machine import chromium_program, how_to_install, install
from scripts.services import exit_when_terminated, servers

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTEST = ("pytest", "--numprocesses=auto", "--maxprocesses=4")
WITHOUT_BROWSER = (*PYTEST, "--ignore=tests/browser")
ON_SQLITE = "not postgres and not redis"
SKIPPED = "SKIPPED: "
# Dummy values in the format that production requires.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "a-sample-for-the-deployment-check-" + "0123456789" * 3,
    "ALLOWED_HOSTS": "blog.example",
    "SITE_URL": "https://blog.example",
    "DATABASE_URL": "postgres://folkmoot@localhost/folkmoot",
    "EMAIL_URL": "smtp+tls://folkmoot:sample@mail.blog.example:587",
}


class FailedError(Exception):
    """A step failed; the message is its heading."""


def step(heading: str, *command: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a program from the virtual environment. Raise ``FailedError`` if it fails."""
    print(f"\n== {heading}: {shlex.join(command)}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=ROOT,
        env=os.environ | (environment or {}),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    print(f"   {time.monotonic() - started:.1f} s", flush=True)
    if done.returncode:
        raise FailedError(heading)


def lint() -> list[str]:
    test = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    step("Style", "ruff", "check", ".")
    step("Formatting", "ruff", "format", "--check", "--quiet", ".")
    step("Formatting of templates", "djangofmt", "--check", "--quiet", "templates")
    step("Spelling", "codespell")
    step("Wording", "python", "-m", "scripts.prose")
    step("Types", "mypy")
    step("Layers", "lint-imports")
    step(
        "Migrations",
        *("python", "manage.py", "makemigrations", "--check", "--dry-run"),
        environment=test,
    )
    step(
        "Production settings",
        *("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        environment=PRODUCTION,
    )
    return []


def quick() -> list[str]:
    """Run the fast tests on SQLite: none that request pages, are slow, or use random data."""
    step(
        "Quick tests on SQLite",
        *WITHOUT_BROWSER,
        *("-m", f"{ON_SQLITE} and not slow and not hypothesis"),
        "--without-pages",
    )
    return []


def on_sqlite() -> list[str]:
    """Run the tests on SQLite that need neither a server nor a browser.

    Tests that use the database alternate: one half runs here, the other one with ``on_servers``.
    """
    step("Tests on SQLite", *WITHOUT_BROWSER, "-m", ON_SQLITE, "--half=first")
    return []


def all_on_sqlite() -> list[str]:
    """Run all tests on SQLite that need neither a server nor a browser."""
    step("All tests on SQLite", *WITHOUT_BROWSER, "-m", ON_SQLITE)
    return []


def on_servers() -> list[str]:
    """Run the other half of the tests that use a database or cache."""
    return _with_servers("Tests on PostgreSQL and Redis", "--half=second")


def all_on_servers() -> list[str]:
    """Run all tests that use a database or cache."""
    return _with_servers("All tests on PostgreSQL and Redis")


def _with_servers(heading: str, *options: str) -> list[str]:
    with servers() as (environment, missing):
        if not missing:
            step(
                heading,
                *(*WITHOUT_BROWSER, "--only-servers", *options),
                environment=environment,
            )
    return [f"{heading}. {reason}" for reason in missing]


def browser() -> list[str]:
    """Run the browser tests in Chromium."""
    return _in_chromium("Tests in Chromium", "browser and not screenshots")


def screenshots() -> list[str]:
    """Take screenshots and write them to var/artifacts/."""
    return _in_chromium("Screenshots", "screenshots")


def _in_chromium(heading: str, markers: str) -> list[str]:
    if not chromium_program():
        return [f"{heading}. {how_to_install('Chromium')}"]
    step(heading, *PYTEST, "-m", markers, "tests/browser")
    return []


def format_code() -> list[str]:
    """Format code and templates."""
    step("Style", "ruff", "check", "--fix-only", "--quiet", ".")
    step("Formatting", "ruff", "format", ".")
    step("Formatting of templates", "djangofmt", "templates")
    return []


PARTS = {
    "lint": lint,
    "quick": quick,
    "sqlite": on_sqlite,
    "servers": on_servers,
    "all-sqlite": all_on_sqlite,
    "all-servers": all_on_servers,
    "browser": browser,
    "screenshots": screenshots,
    "format": format_code,
}


# Programs to install before a part starts. Two parts can't install at the same time.
PROGRAMS = {
    "servers": ("PostgreSQL", "Redis"),
    "all-servers": ("PostgreSQL", "Redis"),
    "browser": ("Chromium", "The fonts of the screenshots"),
    "screenshots": ("Chromium", "The fonts of the screenshots"),
}


def run_together(names: list[str]) -> list[str]:
    """Run several parts at the same time, and print their output one after the other.

    Return what they skipped. Raise ``FailedError`` if any of them fails.
    """
    print(f"Running {' and '.join(names)} at the same time. Their output follows.", flush=True)
    with ExitStack() as stack:
        runs = []
        for name in names:
            output = stack.enter_context(tempfile.TemporaryFile())
            command = [sys.executable, "-m", "scripts.check", name]
            process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
            stack.callback(process.terminate)
            runs.append((name, process, output))
        failed, skipped = [], []
        for name, process, output in runs:
            if process.wait():
                failed.append(name)
            output.seek(0)
            text = output.read().decode(errors="replace")
            sys.stdout.write(text)
            sys.stdout.flush()
            skipped += re.findall(rf"^{SKIPPED}(.*)", text, re.MULTILINE)
        if failed:
            raise FailedError(", ".join(failed))
    return skipped


def main() -> int:
    exit_when_terminated()
    # Dozens of processes follow. Without bytecode, each compiles the project and all tests again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    skipped: list[str] = []
    try:
        for group in sys.argv[1:]:
            names = group.split("+")
            install(*(program for name in names for program in PROGRAMS.get(name, ())))
            skipped += run_together(names) if len(names) > 1 else PARTS[group]()
    except FailedError as failure:
        print(f"\nFAILED: {failure}", flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    print()
    for reason in skipped:
        print(f"{SKIPPED}{reason}")
    if skipped and os.environ.get("CI"):
        print("FAILED: CI is set, so nothing may be skipped.")
        return 1
    print(f"Passed: {', '.join(sys.argv[1:])}, in {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
