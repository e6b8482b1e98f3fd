"""Looks at the machine's processes from outside, as somebody with a shell would."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path


def processes_of(home: Path) -> dict[int, str]:
    """Process id -> command of everything alive whose environment names this home."""
    mark = f"SPROGTOLK_HOME={home}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        except OSError:
            continue
    return {pid: command for pid, command in found.items() if command and pid != os.getpid()}


def is_deserted(home: Path) -> bool:
    """Whether nothing of this home is alive: no process names it, and nobody holds its lock, which all inherit."""
    with (home / "lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return processes_of(home) == {}


def wait_for(true: Callable[[], bool], *, seconds: float = 10.0) -> bool:
    """Whether it came true in time."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
