"""Find the programs that tests need besides Python, and install them where possible."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

POSTGRES = Path("/usr/lib/postgresql")  # Debian's directory for server programs, not on PATH
FONTS = Path("/usr/share/fonts/truetype/noto")


class MissingError(Exception):
    """A program is not installed or does not start; the message gives the details."""


def postgres_programs() -> Path | None:
    """Return the directory with the programs of the newest PostgreSQL version, or None."""
    found = sorted(POSTGRES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    initdb = found[-1] if found else on_path and Path(on_path).resolve()
    return initdb.parent if initdb else None


def redis_program() -> str | None:
    """Return the path of a Redis or Valkey server, or None."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def chromium_program() -> str | None:
    """Return the path of an installed Chromium, or None.

    The ``CHROMIUM`` environment variable takes precedence, followed by the headless build, which
    renders the same pages in half the time.
    """
    names = (
        os.environ.get("CHROMIUM", ""),
        *("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    )
    return next((path for name in names if name and (path := shutil.which(name))), None)


def fonts_present() -> bool:
    """Check for the fonts that make screenshots look the same on all machines."""
    return all((FONTS / name).exists() for name in ("NotoSerif-Regular.ttf", "NotoColorEmoji.ttf"))


NEEDS: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "PostgreSQL": (postgres_programs, ("postgresql",)),
    "Redis": (redis_program, ("redis-server",)),
    "Chromium": (chromium_program, ("chromium-headless-shell",)),
    "The fonts of the screenshots": (
        fonts_present,
        ("fonts-noto-core", "fonts-noto-color-emoji"),
    ),
}


def how_to_install(need: str) -> str:
    """Return a message naming the packages for ``need``, a key of ``NEEDS``."""
    packages = " ".join(NEEDS[need][1])
    return f"{need} is not installed. Install it with: apt-get install {packages}"


def install(*needs: str) -> None:
    """Install any missing ``needs`` with apt-get if this account is allowed to.

    This prints what it does and never raises; callers must check afterward whether a program
    exists.
    """
    missing = [need for need in needs if not NEEDS[need][0]()]
    prefix = _apt_prefix()
    if not missing or prefix is None:
        return
    packages = [package for need in missing for package in NEEDS[need][1]]
    print(f"Installing {' '.join(packages)} with apt-get.", flush=True)
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*apt_get, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            print(f"apt-get {arguments[0]} failed.", flush=True)


def _apt_prefix() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    check = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return None if check.returncode else ["sudo", "-n"]
