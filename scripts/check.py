"""Everything that must hold before a change is taken: ``python -m scripts.check PART...``.

The parts run in the order in which they are named, and the first failure ends the run. What
can't be looked at on this machine (no PostgreSQL, no Chromium, no right to install them) is
named at the end; where ``CI`` is set, that is a failure too.
"""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from scripts.machine import chromium_program, how_to_install, install
from scripts.services import exit_when_terminated, servers

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTEST = ("pytest", "--numprocesses=auto", "--maxprocesses=4")
ON_SQLITE = "not browser and not postgres and not redis"
# Values of no meaning, in the shape that production asks for.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "a-sample-for-the-deployment-check-" + "0123456789" * 3,
    "ALLOWED_HOSTS": "blog.example",
    "SITE_URL": "https://blog.example",
    "DATABASE_URL": "postgres://folkmoot@localhost/folkmoot",
    "EMAIL_URL": "smtp+tls://folkmoot:sample@mail.blog.example:587",
}


class FailedError(Exception):
    """A step ended with an error; its heading is the message."""


def step(heading: str, *command: str, environment: Mapping[str, str] | None = None) -> None:
    """Run one program of the environment under a heading. Raises ``FailedError``."""
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
    """Look at what can be seen without running the site."""
    test = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    step("Style", "ruff", "check", ".")
    step("Form", "ruff", "format", "--check", "--quiet", ".")
    step("Form of the templates", "djangofmt", "--check", "--quiet", "templates")
    step("Types", "mypy")
    step("Layers", "lint-imports")
    step(
        "Migrations",
        *("python", "manage.py", "makemigrations", "--check", "--dry-run"),
        environment=test,
    )
    step(
        "Settings of production",
        *("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        environment=PRODUCTION,
    )
    return []


def quick() -> list[str]:
    """Run the tests that need no server and no patience, on SQLite."""
    step("Quick tests on SQLite", *PYTEST, "-m", f"{ON_SQLITE} and not slow")
    return []


def on_sqlite() -> list[str]:
    """Run all tests that need no server and no browser, those that take seconds each, too."""
    step("Tests on SQLite", *PYTEST, "-m", ON_SQLITE)
    return []


def on_servers() -> list[str]:
    """Run what a database or cache server could change on PostgreSQL and Redis."""
    install("PostgreSQL", "Redis")
    with servers() as (environment, missing):
        if not missing:
            step(
                "Tests on PostgreSQL and Redis",
                *(*PYTEST, "-m", "not browser", "--only-servers"),
                environment=environment,
            )
    return [f"Tests on PostgreSQL and Redis. {reason}" for reason in missing]


def browser() -> list[str]:
    """Run the tests in Chromium, and keep its screenshots in var/artefacts/."""
    install("Chromium", "The fonts of the screenshots")
    if not chromium_program():
        return [f"Tests in Chromium. {how_to_install('Chromium')}"]
    step("Tests in Chromium", *PYTEST, "-m", "browser")
    return []


def form() -> list[str]:
    """Put code and templates into the form that ``lint`` asks for."""
    step("Style", "ruff", "check", "--fix-only", "--quiet", ".")
    step("Form", "ruff", "format", ".")
    step("Form of the templates", "djangofmt", "templates")
    return []


PARTS = {
    "lint": lint,
    "quick": quick,
    "sqlite": on_sqlite,
    "servers": on_servers,
    "browser": browser,
    "format": form,
}


def main() -> int:
    """Run the parts named on the command line."""
    exit_when_terminated()
    started = time.monotonic()
    left_out: list[str] = []
    try:
        for name in sys.argv[1:]:
            left_out += PARTS[name]()
    except FailedError as failure:
        print(f"\nFAILED: {failure}", flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    print()
    for reason in left_out:
        print(f"LEFT OUT: {reason}")
    if left_out and os.environ.get("CI"):
        print("FAILED: where CI is set, nothing may be left out.")
        return 1
    print(f"Passed: {', '.join(sys.argv[1:])}, in {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
