"""The ASGI application that ``scripts.serve`` runs."""

import os

from config.wsgi import application as wsgi_application
from core.request_bodies import check_body_length
from core.wsgi_bridge import WSGIBridge

# Two processes render two pages at the same time; threads wait for the database and for the
# external screener. Clients are not waited for in threads.
THREADS = int(os.environ.get("WEB_THREADS", "4"))

application = WSGIBridge(
    wsgi_application,
    threads=THREADS,
    check_body=lambda path, length, chunked: check_body_length(path, length, chunked=chunked),
)
