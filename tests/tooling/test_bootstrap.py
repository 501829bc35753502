"""``scripts/bootstrap`` creates an environment with the locked packages, with any Python.

The interpreters are fakes that know their version and record their calls.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "bootstrap"
TOOLS = ("sh", "cp", "cmp", "dirname", "grep", "id", "mkdir", "rm")

INTERPRETER = """#!/bin/sh
case "$*" in
*"version_info[:2] != sys.argv[1]"*) [ "$3" = {version} ] ;;
*print*) echo {version} ;;
*"-m venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo "venv {name}" >>calls ;;
*"-m pip"*) echo "pip $*" >>calls ;;
*"import ensurepip"*) {ensurepip} ;;
esac
"""


class Machine:
    """A checkout, a home folder and a PATH with fake interpreters."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home, self.bin, self.checkout = (root / name for name in ("home", "bin", "checkout"))
        for folder in (
            self.home,
            self.bin,
            self.checkout / "scripts",
            self.checkout / "requirements",
        ):
            folder.mkdir(parents=True)
        shutil.copy(SCRIPT, self.checkout / "scripts")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)
        self.lock("base", "django==6.1")
        self.lock("dev", "django==6.1\nruff==1")

    def lock(self, name: str, text: str) -> None:
        (self.checkout / "requirements" / f"{name}.txt").write_text(text)

    def python(self, path: Path, version: str, *, ensurepip: str = "true") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.relative_to(self.root)
        path.write_text(INTERPRETER.format(version=version, name=name, ensurepip=ensurepip))
        path.chmod(0o755)

    def bootstrap(self, lock: str = "base", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.checkout / "scripts" / "bootstrap", lock],
            env={"HOME": str(self.home), "PATH": str(self.bin)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        calls = self.checkout / "calls"
        return calls.read_text().splitlines() if calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.python(machine.bin / "python3", "3.11")
    return machine


def test_it_uses_the_python_on_the_path(machine: Machine) -> None:
    machine.python(machine.bin / "python3.13", "3.13")
    assert machine.bootstrap().returncode == 0
    assert machine.calls[0] == "venv bin/python3.13"


def test_it_uses_python3_if_it_is_new_enough(machine: Machine) -> None:
    machine.python(machine.bin / "python3", "3.13")
    assert machine.bootstrap().returncode == 0
    assert machine.calls[0] == "venv bin/python3"


@pytest.mark.parametrize("is_set", [True, False])
def test_it_finds_the_python_of_pyenv(machine: Machine, is_set: bool) -> None:
    root = machine.root / "elsewhere" if is_set else machine.home / ".pyenv"
    machine.python(root / "versions/3.13.0/bin/python", "3.13")
    assert machine.bootstrap(**({"PYENV_ROOT": str(root)} if is_set else {})).returncode == 0
    assert machine.calls[0].endswith("versions/3.13.0/bin/python")


def test_it_finds_the_python_of_uv(machine: Machine) -> None:
    machine.python(
        machine.home / ".local/share/uv/python/cpython-3.13.9-linux-x86_64-gnu/bin/python3", "3.13"
    )
    assert machine.bootstrap().returncode == 0
    assert "cpython-3.13.9" in machine.calls[0]


def test_it_skips_a_broken_shim(machine: Machine) -> None:
    (machine.bin / "python3.13").write_text("#!/bin/sh\nexit 127\n")
    (machine.bin / "python3.13").chmod(0o755)
    machine.python(machine.home / ".pyenv/versions/3.12.1/bin/python", "3.12")
    assert machine.bootstrap().returncode == 0
    assert machine.calls[0].endswith("3.12.1/bin/python")


def test_it_prefers_3_13_and_reports_another_version(machine: Machine) -> None:
    machine.python(machine.bin / "python3.12", "3.12")
    assert "Using Python 3.12" in machine.bootstrap().stderr
    shutil.rmtree(machine.checkout / ".venv")
    machine.python(machine.bin / "python3.13", "3.13")
    assert "Using Python" not in machine.bootstrap().stderr


def test_it_reports_a_missing_python(machine: Machine) -> None:
    done = machine.bootstrap()
    assert done.returncode != 0
    assert "needs Python 3.13" in done.stderr
    assert machine.calls == []


def test_it_rejects_a_given_python_that_is_too_old(machine: Machine) -> None:
    done = machine.bootstrap(PYTHON="python3")
    assert done.returncode != 0
    assert "python3 is Python 3.11" in done.stderr
    assert machine.calls == []


def test_it_names_the_package_of_a_missing_ensurepip(machine: Machine) -> None:
    machine.python(machine.bin / "python3.13", "3.13", ensurepip="false")
    done = machine.bootstrap()
    assert done.returncode != 0
    assert "python3.13-venv" in done.stderr


def test_it_installs_with_hashes_and_again_after_the_lock_changed(machine: Machine) -> None:
    machine.python(machine.bin / "python3.13", "3.13")
    machine.bootstrap()
    assert "--require-hashes -r requirements/base.txt" in machine.calls[-1]
    before = machine.calls
    machine.bootstrap()
    assert machine.calls == before
    machine.lock("base", "django==6.2")
    machine.bootstrap()
    assert len(machine.calls) == len(before) + 1


def test_the_dev_lock_includes_the_base_lock(machine: Machine) -> None:
    machine.python(machine.bin / "python3.13", "3.13")
    machine.bootstrap("dev")
    before = machine.calls
    assert "requirements/dev.txt" in before[-1]
    machine.bootstrap("base")
    assert machine.calls == before


def test_a_failed_installation_is_repeated(machine: Machine) -> None:
    machine.python(machine.bin / "python3.13", "3.13")
    machine.bootstrap()
    environment = machine.checkout / ".venv/bin/python"
    working = environment.read_text()
    environment.write_text(working.replace('echo "pip $*" >>calls', "exit 1"))
    machine.lock("base", "django==6.2")
    assert machine.bootstrap().returncode != 0
    environment.write_text(working)
    assert machine.bootstrap().returncode == 0
    assert machine.calls[-1].startswith("pip")


def test_it_uses_uv_and_falls_back_to_pip(machine: Machine) -> None:
    machine.python(machine.bin / "python3.13", "3.13")
    uv = machine.bin / "uv"
    uv.write_text('#!/bin/sh\n[ "$1" = pip ] && echo "uv $*" >>calls\n')
    uv.chmod(0o755)
    machine.bootstrap()
    assert [call.split()[0] for call in machine.calls] == ["venv", "uv"]
    uv.write_text("#!/bin/sh\nexit 1\n")
    machine.bootstrap("dev")
    assert machine.calls[-1].startswith("pip")
    assert os.access(machine.checkout / ".venv/bin/python", os.X_OK)
