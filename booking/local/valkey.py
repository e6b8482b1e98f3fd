"""An own Valkey: the doorbell, with an append-only file so that a kill forgets nothing."""

import os
import socket
from functools import partial
from pathlib import Path

from booking.local.binaries import valkey_program
from booking.local.children import Program
from booking.local.home import Home, write_private
from booking.local.ports import LOOPBACK
from booking.local.postgres import server_environ


def redis_url(home: Home, *, port: int) -> str:
    return f"redis://:{home.secret('valkey')}@{LOOPBACK}:{port}/0"


def valkey(home: Home, *, port: int, fsync: bool) -> Program:
    """The server program of this home; without `fsync` it keeps nothing, which is for tests only."""
    program = valkey_program(home)
    return Program(
        name="valkey",
        argv=(str(program), str(configured(home, port=port, fsync=fsync))),
        environ=server_environ(home),
        log=home.log("valkey"),
        ready=partial(answers_ping, port, home.secret("valkey")),
        directory=home.servers,
        run_as=home.run_as,
    )


def configured(home: Home, *, port: int, fsync: bool) -> Path:
    """Writes the configuration; the password stands there because a command line is for all to read."""
    folder = home.server_folder("valkey")
    lines = (
        f"bind {LOOPBACK}",
        f"port {port}",
        f'dir "{folder}"',
        f"requirepass {home.secret('valkey')}",
        "daemonize no",
        "set-proc-title no",  # it would overwrite the environment that tells whose process this is
        'save ""',
        f"appendonly {'yes' if fsync else 'no'}",
        "appendfsync everysec",
        "maxmemory-policy noeviction",
    )
    file = folder / "valkey.conf"
    write_private(file, "\n".join(lines) + "\n")
    if home.run_as:
        os.chown(file, home.run_as.uid, home.run_as.gid)
    return file


def answers_ping(port: int, password: str, _pid: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), 0.5) as link:
            link.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            said = b""
            while said.count(b"\r\n") < 2:
                if not (more := link.recv(256)):
                    return False
                said += more
    except OSError:
        return False
    return b"+PONG" in said
