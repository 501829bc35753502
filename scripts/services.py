"""PostgreSQL and Redis for the length of one command.

``python -m scripts.services COMMAND...`` runs the command with ``TEST_DATABASE_URL`` and
``TEST_REDIS_URL`` naming servers that live in a temporary folder and end with the command.
An installed server's own data and configuration are never touched.
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
    """Let a termination unwind the stack, as Ctrl-C does, so that servers are ended on the way."""
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))


@contextmanager
def servers() -> Iterator[tuple[dict[str, str], list[str]]]:
    """Run both servers; yields the variables that name them, and why one is missing if it is."""
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
    """Run a PostgreSQL with an empty cluster; yields its URL. Raises ``MissingError``."""
    programs = postgres_programs()
    if not programs:
        raise MissingError(how_to_install("PostgreSQL"))
    account = _account_for_postgres()
    port, password = _free_port(), secrets.token_urlsafe(16)
    url = f"postgres://folkmoot:{password}@127.0.0.1:{port}/postgres"
    with _folder(account) as folder:
        _make_cluster(programs / "initdb", folder, account, password)
        command = [
            *_as(account, ends_with="INT"),
            str(programs / "postgres"),
            *(f"-D{folder}/data", f"-p{port}", "-h127.0.0.1", f"-k{folder}"),
            *(f"-c{name}=off" for name in ("fsync", "synchronous_commit", "full_page_writes")),
        ]
        # An interrupt is PostgreSQL's word for "end now and wait for nobody".
        answers = partial(_postgres_answers, url)
        with _running("PostgreSQL", command, folder, answers, stop=signal.SIGINT):
            yield url


@contextmanager
def redis_server() -> Iterator[str]:
    """Run a Redis that keeps nothing; yields its URL. Raises ``MissingError``."""
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
        command = [*_as(None, ends_with="TERM"), program, str(settings)]
        with _running("Redis", command, folder, partial(_redis_answers, url)):
            yield url


def _account_for_postgres() -> pwd.struct_passwd | None:
    # PostgreSQL refuses to run as root: then it runs as the account made for it, or as nobody.
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]


def _as(account: pwd.struct_passwd | None, *, ends_with: str) -> list[str]:
    # Even if we are killed and can tidy nothing up, the kernel sends the servers this signal.
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    command = [setpriv, f"--pdeathsig={ends_with}"]
    if account:
        command += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return [*command, "--"]


@contextmanager
def _folder(owner: pwd.struct_passwd | None) -> Iterator[Path]:
    # Not below the checkout: that may lie where the other account can't go.
    with tempfile.TemporaryDirectory(prefix="folkmoot-", ignore_cleanup_errors=True) as name:
        if owner:
            os.chown(name, owner.pw_uid, owner.pw_gid)
        yield Path(name)


def _make_cluster(
    initdb: Path, folder: Path, account: pwd.struct_passwd | None, password: str
) -> None:
    password_file = folder / "password"
    password_file.write_text(password)
    password_file.chmod(0o644)  # the folder around it is its owner's alone
    command = [
        *_as(account, ends_with="INT"),
        str(initdb),
        *("--pgdata", str(folder / "data"), "--username", "folkmoot"),
        *("--pwfile", str(password_file), "--auth", "scram-sha-256"),
        *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError(f"PostgreSQL could not make a cluster:\n{done.stdout}{done.stderr}")


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
        # In a session of its own, so that Ctrl-C ends the tests first and the servers after them.
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
    """Run the command on the command line between the servers' start and end."""
    exit_when_terminated()
    with servers() as (environment, missing):
        for reason in missing:
            print(reason, file=sys.stderr)
        return subprocess.run(sys.argv[1:], env=os.environ | environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
