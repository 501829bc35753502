"""How ``make run`` serves the site: gunicorn reads its settings from the names in this file."""

import os
import shutil
import subprocess
from typing import Any

bind = f"127.0.0.1:{os.environ['PORT']}"
# Two processes let one reader's page be made while another's is; the threads are for those
# who read slowly. More than four would only compete for SQLite's one writer.
workers = min(max(os.cpu_count() or 2, 2), 4)
threads = 4
preload_app = True
loglevel = "warning"
# Nothing is written outside DATA_DIR, and nobody steers a server of this size by a socket.
control_socket_disable = True

WORKER = "scripts/worker"
_started: list[subprocess.Popen[bytes]] = []


def when_ready(_server: Any) -> None:
    """Start the worker that sends mail, and say where to go, once somebody is there to answer."""
    # Even if we are killed and can end nobody, the kernel sends the worker this signal.
    setpriv = shutil.which("setpriv")
    leash = (setpriv, "--pdeathsig=TERM", "--") if setpriv else ()
    # In a session of its own, so that Ctrl-C reaches it once, by us.
    _started.append(subprocess.Popen([*leash, WORKER], start_new_session=True))
    site = os.environ.get("SITE_URL") or f"http://{bind}"
    print(f"\nThe site   {site}/\nThe admin  {site}/admin/\nCtrl-C ends it.\n", flush=True)


def on_exit(_server: Any) -> None:
    """Let the worker end what it is at, and end."""
    for worker in _started:
        worker.terminate()
        worker.wait()
