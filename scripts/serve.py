"""Serve the site, for ``make run`` and production: ``python -m scripts.serve``."""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.common import AbstractServer

HOST = "127.0.0.1"
# More than four processes would only compete for SQLite's single writer.
PROCESSES = min(max(os.cpu_count() or 2, 2), 4)
# Time to receive a request's headers, and to wait for the next request on a connection. Slow bodies
# are limited in `core.wsgi_bridge`.
HEADER_SECONDS = 10
# Connections of one process. An idle connection takes about 20 kB.
CONNECTIONS = 4096
# Limits the size of a request's headers.
BUFFER_BYTES = 64 * 1024
# Time for running requests to finish when the server stops.
STOP_SECONDS = 30
ACCESS_LOG_FORMAT = (
    '%(addr)s "%(header{x-forwarded-for})s" [%(time)s] "%(method)s %(path)s" %(status)d %(dt_ms).0f'
)
WORKER = "scripts/worker"
_PR_SET_PDEATHSIG = 1


def build_server(port: int) -> AbstractServer[Any]:
    """Return the server, which starts and stops the task worker with itself."""
    server: AbstractServer[Any] = Granian(
        "config.asgi:application",
        HOST,
        port,
        interface=Interfaces.ASGINL,
        workers=PROCESSES,
        http=HTTPModes.http1,
        websockets=False,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=BUFFER_BYTES
        ),
        workers_kill_timeout=STOP_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=os.environ.get("ACCESS_LOG", "0") == "1",
        log_access_format=ACCESS_LOG_FORMAT,
    )
    started: list[subprocess.Popen[bytes]] = []
    server.on_startup(lambda: started.append(start_worker(port)))
    server.on_shutdown(lambda: stop_worker(started))
    return server


def start_worker(port: int) -> subprocess.Popen[bytes]:
    """Start the task worker and print the URLs."""
    # If this process is killed, the kernel sends this signal to the worker.
    setpriv = shutil.which("setpriv")
    prefix = (setpriv, "--pdeathsig=TERM", "--") if setpriv else ()
    # In its own session, so that Ctrl-C reaches it only through stop_worker.
    worker = subprocess.Popen([*prefix, WORKER], start_new_session=True)
    site = os.environ.get("SITE_URL") or f"http://{HOST}:{port}"
    print(f"\nSite   {site}/\nAdmin  {site}/admin/\nPress Ctrl-C to stop.\n", flush=True)
    return worker


def stop_worker(started: list[subprocess.Popen[bytes]]) -> None:
    """Stop the task worker, which first finishes its current task."""
    for worker in started:
        worker.terminate()
        worker.wait()


def load_application() -> Any:
    """Return the application, in each server process."""
    if sys.platform == "linux":
        # If the main process is killed, its processes stop, too.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    from config.asgi import application  # noqa: PLC0415 - needs the settings

    return application


def preload() -> None:
    """Import the site before the processes are forked, so that they share its memory."""
    from django.urls import get_resolver  # noqa: PLC0415 - needs the settings

    import config.asgi  # noqa: F401, PLC0415

    _ = get_resolver().url_patterns


def raise_file_limit() -> None:
    """Allow as many open connections as the system permits."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main() -> None:
    raise_file_limit()
    preload()
    server = build_server(int(os.environ["PORT"]))
    server.serve(target_loader=load_application, wrap_loader=False)


if __name__ == "__main__":
    main()
