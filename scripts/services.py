"""Run a command with temporary PostgreSQL and Redis servers.

Usage: ``python -m scripts.services COMMAND...``. The command finds the servers through the
environment variables ``TEST_DATABASE_URL`` and ``TEST_REDIS_URL``. The servers store their data in
a temporary directory and stop when the command exits. Servers that are already installed keep their
data and configuration.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import psycopg
import redis

from scripts.machine import MissingError, how_to_install, postgres_programs, redis_program

START_TIMEOUT = 60  # seconds; a busy machine takes three


def exit_when_terminated() -> None:
    """Let SIGTERM unwind the stack, as Ctrl-C does, so that the servers are stopped."""
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))


@contextmanager
def servers() -> Iterator[tuple[dict[str, str], list[str]]]:
    """Run PostgreSQL and Redis.

    Yield their environment variables and an error message for each server that is missing.
    """
    environment: dict[str, str] = {}
    missing: list[str] = []
    with ExitStack() as stack:
        for variable, server in (("TEST_DATABASE_URL", postgres), ("TEST_REDIS_URL", redis_server)):
            try:
                environment[variable] = stack.enter_context(server())
            except MissingError as error:
                missing.append(str(error))
        yield environment, missing


@contextmanager
def postgres() -> Iterator[str]:
    """Run PostgreSQL with an empty cluster and yield its URL.

    Raise ``MissingError`` if PostgreSQL isn't installed or doesn't start.
    """
    programs = postgres_programs()
    if not programs:
        raise MissingError(how_to_install("PostgreSQL"))
    account = _account_for_postgres()
    port, password = _free_port(), secrets.token_urlsafe(16)
    url = f"postgres://folkmoot:{password}@127.0.0.1:{port}/postgres"
    with _folder(account) as folder:
        _make_cluster(programs / "initdb", folder, account, password)
        command = [
            *_run_as(account, stop_signal="INT"),
            str(programs / "postgres"),
            *(f"-D{folder}/data", f"-p{port}", "-h127.0.0.1", f"-k{folder}"),
            *(
                f"-c{name}=off"
                for name in ("fsync", "synchronous_commit", "full_page_writes", "jit", "autovacuum")
            ),
        ]
        # SIGINT is PostgreSQL's fast shutdown, which does not wait for clients.
        answers = partial(_postgres_answers, url)
        with _running("PostgreSQL", command, folder, answers, stop=signal.SIGINT):
            yield url


@contextmanager
def redis_server() -> Iterator[str]:
    """Run Redis without persistence and yield its URL.

    Raise ``MissingError`` if Redis isn't installed or doesn't start.
    """
    program = redis_program()
    if not program:
        raise MissingError(how_to_install("Redis"))
    port, password = _free_port(), secrets.token_urlsafe(16)
    url = f"redis://:{password}@127.0.0.1:{port}"
    with _folder(None) as folder:
        settings = folder / "redis.conf"
        settings.write_text(
            f'port {port}\nbind 127.0.0.1\nrequirepass {password}\ndir {folder}\nsave ""\n'
        )
        command = [*_run_as(None, stop_signal="TERM"), program, str(settings)]
        with _running("Redis", command, folder, partial(_redis_answers, url)):
            yield url


def _account_for_postgres() -> pwd.struct_passwd | None:
    # PostgreSQL refuses to run as root.
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]


def _run_as(account: pwd.struct_passwd | None, *, stop_signal: str) -> list[str]:
    # If this process is killed, the kernel sends this signal to the servers.
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    command = [setpriv, f"--pdeathsig={stop_signal}"]
    if account:
        command += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return [*command, "--"]


@contextmanager
def _folder(owner: pwd.struct_passwd | None) -> Iterator[Path]:
    # Outside the checkout, which the other account may not be able to read.
    with tempfile.TemporaryDirectory(prefix="folkmoot-", ignore_cleanup_errors=True) as name:
        if owner:
            os.chown(name, owner.pw_uid, owner.pw_gid)
        yield Path(name)


def _make_cluster(
    initdb: Path, folder: Path, account: pwd.struct_passwd | None, password: str
) -> None:
    password_file = folder / "password"
    password_file.write_text(password)
    password_file.chmod(0o644)  # its directory is readable only by the owner
    command = [
        *_run_as(account, stop_signal="INT"),
        str(initdb),
        *("--pgdata", str(folder / "data"), "--username", "folkmoot"),
        *("--pwfile", str(password_file), "--auth", "scram-sha-256"),
        *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError(f"PostgreSQL could not create a cluster:\n{done.stdout}{done.stderr}")


@contextmanager
def _running(
    name: str,
    command: Sequence[str],
    folder: Path,
    answers: Callable[[], bool],
    *,
    stop: signal.Signals = signal.SIGTERM,
) -> Iterator[None]:
    log = folder / "log"
    with log.open("wb") as output:
        # In its own session, so that Ctrl-C stops the tests before the servers.
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + START_TIMEOUT
        while not answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise MissingError(f"{name} did not start:\n{log.read_text()}")
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(stop)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _postgres_answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    """Run the command given as arguments while PostgreSQL and Redis are running."""
    exit_when_terminated()
    with servers() as (environment, missing):
        for reason in missing:
            print(reason, file=sys.stderr)
        return subprocess.run(sys.argv[1:], env=os.environ | environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
