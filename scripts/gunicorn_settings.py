"""Gunicorn settings for ``make run`` and production."""

import os
import shutil
import subprocess
from typing import Any

bind = f"127.0.0.1:{os.environ['PORT']}"
# Two processes render two pages at the same time; threads serve slow readers. More than four
# processes would only compete for SQLite's single writer.
workers = min(max(os.cpu_count() or 2, 2), 4)
threads = 4
preload_app = True
loglevel = "warning"
# Nothing is written outside DATA_DIR.
control_socket_disable = True

WORKER = "scripts/worker"
_started: list[subprocess.Popen[bytes]] = []


def when_ready(_server: Any) -> None:
    """Start the task worker and print the URLs once the server accepts requests."""
    # If this process is killed, the kernel sends this signal to the worker.
    setpriv = shutil.which("setpriv")
    prefix = (setpriv, "--pdeathsig=TERM", "--") if setpriv else ()
    # In its own session, so that Ctrl-C reaches it only through on_exit.
    _started.append(subprocess.Popen([*prefix, WORKER], start_new_session=True))
    site = os.environ.get("SITE_URL") or f"http://{bind}"
    print(f"\nSite   {site}/\nAdmin  {site}/admin/\nPress Ctrl-C to stop.\n", flush=True)


def on_exit(_server: Any) -> None:
    """Stop the worker, which first finishes its current task."""
    for worker in _started:
        worker.terminate()
        worker.wait()
