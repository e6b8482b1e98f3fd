"""Ports of this machine: which are free, and is anybody listening."""

import errno
import socket

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on now; the caller binds it soon, or asks again."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def is_free(port: int, *, host: str = LOOPBACK) -> bool:
    """Whether a server could listen there; a connection of the last minute that lingers does not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def answers(port: int, *, host: str = LOOPBACK) -> bool:
    """Whether somebody accepts connections there within half a second."""
    try:
        with socket.create_connection((host, port), 0.5):
            return True
    except OSError:
        return False
