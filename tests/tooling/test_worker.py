"""``scripts/worker`` reports failed commands, restarts a worker that exits, and stops cleanly."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "worker"
FIRST = [
    "announce_articles", "send_mail_queue", "prune_db_task_results", "update_statistics",
]  # fmt: skip

# Each stand-in is a Python that knows its name, and does what its test says.
FAKE_COMMAND = """#!{python}
import os, signal, sys

def note(what):
    with open("calls", "a") as calls:
        calls.write(what + "\\n")

def times(what):
    with open("calls") as calls:
        return calls.read().split("\\n").count(what)

def end_the_worker():
    os.kill(os.getppid(), signal.SIGTERM)

name = sys.argv[2] if {is_python} else "pause"
note(name)
{does}
"""
END_AFTER_ONE_ROUND = "end_the_worker()"
END_AFTER_TWO_ROUNDS = "if times('pause') == 2: end_the_worker()"


class Checkout:
    """A checkout with only the script and fake commands."""

    def __init__(self, root: Path) -> None:
        self.root, self.bin = root, root / "bin"
        for folder in (root / "scripts", root / ".venv" / "bin", self.bin):
            folder.mkdir(parents=True)
        shutil.copy(SCRIPT, root / "scripts")
        for tool in ("sh", "dirname"):
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)

    def work(self, *, command: str, pause: str) -> subprocess.CompletedProcess[str]:
        self._create_stub(self.root / ".venv" / "bin" / "python", command)
        self._create_stub(self.bin / "sleep", pause)
        return subprocess.run(
            [self.root / "scripts" / "worker"],
            env={"PATH": str(self.bin)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        return (self.root / "calls").read_text().split()

    def _create_stub(self, path: Path, does: str) -> None:
        is_python = path.name == "python"
        path.write_text(FAKE_COMMAND.format(python=sys.executable, is_python=is_python, does=does))
        path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


@pytest.mark.parametrize("failing", FIRST)
def test_a_failed_command_is_reported_and_the_others_run(checkout: Checkout, failing: str) -> None:
    done = checkout.work(command=f"sys.exit(name == {failing!r})", pause=END_AFTER_ONE_ROUND)
    assert checkout.calls == [*FIRST, "db_worker", "pause"]
    assert f"manage.py {failing} failed" in done.stderr


def test_success_is_silent(checkout: Checkout) -> None:
    done = checkout.work(command="", pause=END_AFTER_ONE_ROUND)
    assert "failed" not in done.stderr


@pytest.mark.parametrize(
    "dies", ["sys.exit(1)", "sys.exit(0)", "os.kill(os.getpid(), signal.SIGKILL)"]
)
def test_a_worker_that_exits_is_restarted_after_a_pause(checkout: Checkout, dies: str) -> None:
    done = checkout.work(command=f"if name == 'db_worker': {dies}", pause=END_AFTER_TWO_ROUNDS)
    assert checkout.calls == [*FIRST, "db_worker", "pause"] * 2
    assert "restarting" in done.stderr


def test_it_waits_for_the_running_command_and_stops(checkout: Checkout) -> None:
    command_code = """
def finish(number, frame):
    note("finished")
    sys.exit(0)
if name == "db_worker":
    signal.signal(signal.SIGTERM, finish)
    end_the_worker()
    while True: signal.pause()
"""
    done = checkout.work(command=command_code, pause=END_AFTER_ONE_ROUND)
    assert checkout.calls == [*FIRST, "db_worker", "finished"]
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_is_started_after_a_stop_signal(checkout: Checkout) -> None:
    command_code = "if name == 'announce_articles': end_the_worker()"
    checkout.work(command=command_code, pause=END_AFTER_ONE_ROUND)
    assert checkout.calls == ["announce_articles"]
