"""The data folder of one office: its lock, its logs, and what it must remember (ports, passwords)."""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from booking.local.children import RunAs
from booking.local.ports import free_port, is_free

LOG_BYTES = 10_000_000
LEFTOVERS_SECONDS = 20.0


class HomeError(Exception):
    """The data folder cannot be used; the message says why and what to do."""


def serving_user() -> RunAs | None:
    """Whom the servers run as: ourselves, or `nobody` where we are root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return RunAs(nobody.pw_uid, nobody.pw_gid)


def reachable_by_all(path: Path) -> bool:
    """Whether any user may pass through every folder down to `path`."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in (path, *path.parents))


class Home:
    """A locked data folder. Raises HomeError when another office runs in it or it belongs to someone else."""

    def __init__(self, path: Path, *, notice: Callable[[str], None] = lambda _line: None) -> None:
        self.path = path.absolute()
        self.run_as = serving_user()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise HomeError(
                f"{self.path} cannot be written ({error.strerror}). Choose another folder with SPROGTOLK_HOME=…"
            ) from None
        self._take_lock(notice)
        self.logs = self._own("log")
        self.mail = self._own("mail")
        self.servers = self._servers_folder()
        self._memory_file = self.path / "memory.json"
        self._memory = self._recall()
        self._ports: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def lock(self) -> int:
        """The descriptor to pass to every child, so that the folder stays locked until the last one is gone."""
        return self._lock

    def close(self) -> None:
        os.close(self._lock)

    def port(self, name: str) -> int:
        """The port this office uses for `name`: the one of the last run if it is still free, else a new one."""
        if name not in self._ports:
            known = int(self._memory.get(f"port.{name}", "0"))
            usable = known and is_free(known)
            self._ports[name] = known if usable else int(self._remember(f"port.{name}", str(free_port())))
        return self._ports[name]

    def secret(self, name: str) -> str:
        """A random word of 192 bits, made once and kept."""
        return self._memory.get(f"secret.{name}") or self._remember(f"secret.{name}", secrets.token_hex(24))

    def log(self, name: str) -> Path:
        """Where `name` writes; a log past ten megabytes is put aside first, and one such is kept."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        return path

    def server_folder(self, name: str) -> Path:
        """A private folder that belongs to the servers' user."""
        folder = self.servers / name
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.run_as:
            os.chown(folder, self.run_as.uid, self.run_as.gid)
        return folder

    def _own(self, name: str) -> Path:
        folder = self.path / name
        folder.mkdir(exist_ok=True)
        return folder

    def _servers_folder(self) -> Path:
        if self.run_as is None or reachable_by_all(self.path):
            return self._own("servers")
        # `nobody` cannot pass through, say, /root: the servers' files lie outside, under a name that leads back
        mark = hashlib.sha256(str(self.path).encode()).hexdigest()[:12]
        folder = Path("/var/tmp") / f"sprogtolk-{mark}"  # noqa: S108
        folder.mkdir(mode=0o755, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
            raise HomeError(f"{folder} belongs to another user. Remove it, or choose another SPROGTOLK_HOME.")
        return folder

    def _take_lock(self, notice: Callable[[str], None]) -> None:
        until = time.monotonic() + LEFTOVERS_SECONDS
        told = False
        while not self._locked():
            owner = os.pread(self._lock, 32, 0).decode().strip()
            if owner.isdigit() and is_running(int(owner)):
                os.close(self._lock)
                raise HomeError(
                    f"Another SprogTolk (process {owner}) runs in {self.path}. Stop it, or use SPROGTOLK_HOME=…"
                )
            if time.monotonic() > until:
                os.close(self._lock)
                raise HomeError(f"Programs of an earlier run still use {self.path}. Stop them and start again.")
            if not told:
                notice(f"Waiting for the programs of the last run in {self.path} to end")
                told = True
            time.sleep(0.05)
        os.ftruncate(self._lock, 0)
        os.pwrite(self._lock, f"{os.getpid()}\n".encode(), 0)

    def _locked(self) -> bool:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _recall(self) -> dict[str, str]:
        try:
            recalled = json.loads(self._memory_file.read_text())
        except FileNotFoundError:
            return {}
        except ValueError:
            raise HomeError(f"{self._memory_file} is damaged. Restore it, or start in another folder.") from None
        return {str(key): str(value) for key, value in recalled.items()}

    def _remember(self, key: str, value: str) -> str:
        self._memory[key] = value
        write_private(self._memory_file, json.dumps(self._memory, indent=1, sort_keys=True))
        return value


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def write_private(path: Path, text: str) -> None:
    """Replaces the file at once and for good, readable by its owner only."""
    draft = path.with_name(f".{path.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
