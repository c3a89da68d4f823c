"""Whether a port is free, and when something answers on it."""

from __future__ import annotations

import socket
import time


def why_not(host: str, port: int) -> str:
    """Return why nothing can listen there, in words, or nothing when it can."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        return f"This machine has no address called {host}. Use --host 127.0.0.1, or 0.0.0.0 for all its addresses."
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            return f"Port {port} is kept for the system's own administrator. Choose one above 1023: --port 8000"
        except OSError:
            return f"Port {port} on {host} is taken by another program. Choose another: --port {port + 1}"
    return ""


def answers_within(host: str, port: int, *, seconds: float) -> bool:
    """Wait until something listens there."""
    reached = "127.0.0.1" if host in {"0.0.0.0", ""} else "::1" if host == "::" else host
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with socket.create_connection((reached, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.05)
    return False
