"""Check that the site can be served on a port: ``python -m scripts.port N``."""

import socket
import sys


def get_port_error(port: str) -> str | None:
    """Return the reason ``port`` cannot be used on this machine, or None if it can."""
    if not (port.isascii() and port.isdecimal()) or not 1 <= int(port) <= 65535:
        return f"PORT={port} is not a port: choose a number from 1 to 65535."
    with socket.socket() as probe:
        # As in the server, recently closed connections don't block the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            return f"Permission denied for port {port}. Use another: make run PORT=8123"
        except OSError:
            return f"Port {port} is in use. Use another: make run PORT=8123"
    return None


if __name__ == "__main__":
    sys.exit(get_port_error(sys.argv[1]))
