"""PostgreSQL and Valkey for tests and tools: `with Servers(home) as (database_url, redis_url)`."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from booking.local.children import Child, wait_until_ready
from booking.local.home import Home
from booking.local.postgres import database_url, postgres
from booking.local.valkey import redis_url, valkey


class Servers:
    """Both servers in a folder of their own, on ports of their own; they end with this process at the latest.

    Without `fsync` they are fast and forgetful, which is for tests: their files are gone when they stop.
    """

    def __init__(self, home: Path, *, fsync: bool = True) -> None:
        self._path = home
        self._fsync = fsync
        self._home: Home | None = None
        self.children: dict[str, Child] = {}

    def __enter__(self) -> tuple[str, str]:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> tuple[str, str]:
        """(database_url, redis_url) once both answer. Raises HomeError or ChildError.

        Call it from a thread that lives as long as the servers shall: they end with the thread that made them.
        """
        home = self._home = Home(self._path)
        database_port, redis_port = home.port("postgres"), home.port("valkey")
        try:
            for program in (
                valkey(home, port=redis_port, fsync=self._fsync),
                postgres(home, port=database_port, fsync=self._fsync),
            ):
                self.children[program.name] = Child(program, held=home.lock)
            wait_until_ready(self.children.values())
        except BaseException:
            self.stop()
            raise
        return database_url(home, port=database_port), redis_url(home, port=redis_port)

    def stop(self) -> None:
        """Stops both cleanly; may be called twice."""
        for child in self.children.values():
            child.ask_to_stop()
        for child in self.children.values():
            child.wait_stopped()
        self.children.clear()
        if self._home is not None:
            if not self._fsync:
                shutil.rmtree(self._home.servers)
            self._home.close()
            self._home = None


@contextmanager
def passing_servers() -> Iterator[tuple[str, str]]:
    """(database_url, redis_url) of fast, forgetful servers in a folder that is removed afterwards: for tests."""
    home = Path(tempfile.mkdtemp(prefix="sprogtolk-"))
    home.chmod(0o755)  # the servers' user must get through
    try:
        with Servers(home, fsync=False) as urls:
            yield urls
    finally:
        shutil.rmtree(home)
