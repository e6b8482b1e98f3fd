"""A real office of several processes: `api` and `worker` as started in production, a Valkey and a sink of its own."""

import asyncio
import base64
import os
import shutil
import signal
import sys
import tempfile
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from booking.local.children import Child, Program, wait_until_ready
from booking.local.home import Home
from booking.local.onward import Onward
from booking.local.ports import free_port
from booking.local.sink import Sink
from booking.local.valkey import redis_url, valkey
from booking.settings import Settings
from booking.settings.variables import VARIABLES
from tests.builders import token_of
from tests.conftest import settings_for

NAMES = {variable.name for variable in VARIABLES}
HOUR = timedelta(hours=1)


def environ_of(settings: Settings) -> dict[str, str]:
    """The variables that make a process read these settings."""
    clean = {name: value for name, value in os.environ.items() if name not in NAMES}
    values = {variable.name: getattr(settings, variable.field) for variable in VARIABLES}
    said = {name: {True: "yes", False: "no"}.get(value, str(value)) for name, value in values.items()}
    said["CPR_KEYS"] = ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in settings.cpr_keys)
    said["LOCAL_HOLIDAYS"] = ",".join(f"{month:02}-{day:02}" for month, day in settings.local_holidays)
    return clean | said | {"PYTHONUNBUFFERED": "1"}


class Office:
    """The processes over one database; `apis` are addresses, `workers` and `queue` can be killed and started again."""

    def __init__(self, home: Home, settings: Settings, sink: Sink, queue: Program) -> None:
        self.home, self.settings, self.sink = home, settings, sink
        self._queue_program = queue
        self.queue = Child(queue, held=home.lock)
        self.apis: list[str] = []
        self.workers: list[Child] = []
        self._servers: list[Child] = []
        self._environ = environ_of(settings)

    def start(self, *, apis: int, workers: int, inbound: bool = False) -> None:
        """Returns when Valkey and every API answer and every worker says that it is ready."""
        for _ in range(apis):
            port = free_port()
            self.apis.append(f"http://127.0.0.1:{port}")
            self._servers.append(self._child("api", PORT=str(port)))
        self.workers += [self._child("worker") for _ in range(workers)]
        if inbound:
            self._servers.append(self._child("inbound"))
        wait_until_ready([self.queue, *self._servers, *self.workers])

    def start_worker(self) -> Child:
        """One more worker; it is ready some time later."""
        self.workers.append(self._child("worker"))
        return self.workers[-1]

    def kill(self, child: Child) -> None:
        """SIGKILL: no goodbye, no cleaning up."""
        os.kill(child.pid, signal.SIGKILL)
        child.wait_stopped()
        if child in self.workers:
            self.workers.remove(child)

    def start_queue(self) -> None:
        """Valkey again, on the same port, with nothing in it."""
        self.queue = Child(self._queue_program, held=self.home.lock)
        wait_until_ready([self.queue])

    def logs(self) -> str:
        """What api and worker processes have logged, each line as it stands."""
        files = sorted(self.home.logs.glob("api-*.log")) + sorted(self.home.logs.glob("worker-*.log"))
        return "".join(file.read_text() for file in files)

    def asking(self, who: str, *, api: int = 0) -> httpx.AsyncClient:
        """A client with the token of a member of the cast."""
        return httpx.AsyncClient(
            base_url=self.apis[api], headers={"Authorization": f"Bearer {token_of(who)}"}, timeout=20
        )

    def close(self) -> None:
        children = [*self._servers, *self.workers, self.queue]
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.wait_stopped()

    def _child(self, command: str, **variables: str) -> Child:
        log = self.home.log(f"{command}-{len(self._servers)}-{uuid4().hex[:8]}")
        url = f"http://127.0.0.1:{variables.get('PORT')}/health/ready"
        program = Program(
            name=command,
            argv=(sys.executable, "-m", "booking.cli", command),
            environ=self._environ | variables,
            log=log,
            ready=lambda _: answers_ready(url) if command == "api" else f"{command} ready" in log.read_text(),
            stop_seconds=20,
        )
        return Child(program, held=self.home.lock)


def answers_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@asynccontextmanager
async def running_office(
    servers: tuple[str, str], template: str, *, apis: int, workers: int, inbound: bool = False
) -> AsyncIterator[Office]:
    """An office on a copy of the template database; everything of it is gone afterwards.

    With `inbound` it has a listener, to which the sink hands on what recipients answer.
    """
    folder = Path(tempfile.mkdtemp(prefix="sprogtolk-"))
    folder.chmod(0o755)  # the servers' user must get through
    database = f"office_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(servers[0])
    await admin.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    try:
        with Home(folder) as home:
            async with Sink(home.mail, fsync=False) as sink:
                port = home.port("valkey")
                queue = valkey(home, port=port, fsync=False)
                urls = (servers[0], redis_url(home, port=port))
                listen = f"lmtp://127.0.0.1:{home.port('lmtp')}" if inbound else ""
                ports = {"SMTP_PORT": str(sink.port), "INBOUND_LISTEN": listen}
                settings = settings_for(urls, database=database, home=folder, **ports)
                sink.onward = Onward(settings.mail_domain, "127.0.0.1", home.port("lmtp")) if inbound else None
                office = Office(home, settings, sink, queue)
                try:  # here, since children end with the thread that made them
                    office.start(apis=apis, workers=workers, inbound=inbound)
                    yield office
                finally:
                    await asyncio.to_thread(office.close)
    finally:
        shutil.rmtree(folder)
        await admin.execute(f'DROP DATABASE "{database}" WITH (FORCE)')
        await admin.close()


def wish(hours_ahead: float, **different: Any) -> dict[str, Any]:
    """An order as JSON: an hour of Levantine Arabic by phone, some hours from now, unless said otherwise."""
    begins = datetime.now(UTC).replace(microsecond=0) + hours_ahead * HOUR
    usual = {
        "language": "apc",
        "mode": "phone",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + HOUR).isoformat(),
        "unit": "jobcenter",
        "case_type": "integration_benefit",
        "measure": "OFFER_23B",
        "phone": "99 31 00 00",
    }
    return usual | different
