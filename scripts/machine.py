"""What the tests need of the machine beside Python: found, or installed where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

POSTGRES = Path("/usr/lib/postgresql")  # where Debian keeps the server's programs, off PATH
FONTS = Path("/usr/share/fonts/truetype/noto")


class MissingError(Exception):
    """A program is not here and cannot be had; the message says which and what to do."""


def postgres_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs, or None where there is none."""
    found = sorted(POSTGRES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    initdb = found[-1] if found else on_path and Path(on_path).resolve()
    return initdb.parent if initdb else None


def redis_program() -> str | None:
    """Return the path of a server that speaks the Redis protocol, or None."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def chromium_program() -> str | None:
    """Return the path of an installed Chromium, or None; ``CHROMIUM`` may name another.

    The build without windows comes first: it draws the same pages in half of the time.
    """
    names = (
        os.environ.get("CHROMIUM", ""),
        *("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
    )
    return next((path for name in names if name and (path := shutil.which(name))), None)


def fonts_present() -> bool:
    """Tell whether the fonts are here that make screenshots the same on every machine."""
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
    """Say which packages bring ``need``, a key of ``NEEDS``, that this account can't install."""
    packages = " ".join(NEEDS[need][1])
    return f"{need} is not installed, and this account may not (apt-get install {packages})."


def install(*needs: str) -> None:
    """Install with apt-get what is missing of ``needs``, where this account may.

    Says what it does and never raises: whoever needs a program finds out whether it is there.
    """
    missing = [need for need in needs if not NEEDS[need][0]()]
    prefix = _right_to_install()
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


def _right_to_install() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return None if asked.returncode else ["sudo", "-n"]
