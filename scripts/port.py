"""Refuse early and in one line what the site can't be served on: ``python -m scripts.port N``."""

import socket
import sys


def why_not(port: str) -> str | None:
    """Say why nothing can be served on ``port`` of this machine, or return None if it can."""
    if not (port.isascii() and port.isdecimal()) or not 1 <= int(port) <= 65535:
        return f"PORT={port} is not a port: choose a number from 1 to 65535."
    with socket.socket() as probe:
        # As the server does: the last visitors' closed connections are in nobody's way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return f"This account may not serve on port {port}; use another: make run PORT=8123"
        except OSError:
            return f"Port {port} is taken: end what runs there, or use another: make run PORT=8123"
    return None


if __name__ == "__main__":
    sys.exit(why_not(sys.argv[1]))
