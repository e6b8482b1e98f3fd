"""The stage a benchmark plays on: real servers with fsync, real processes, a database with the cast and a pool."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg

from booking.domain.accounts import SYSTEM
from booking.domain.interpreters import Employment
from booking.gateways.reference import load_languages, load_refund_rules, load_substitutes, load_tariffs
from booking.local.ports import free_port
from booking.local.servers import Servers
from booking.persistence.migrations import upgrade
from booking.persistence.reference import write_reference
from booking.resources import Resources
from booking.settings import Settings
from tests.builders import build_cast, interpreter

STAFF = 30


@dataclass(frozen=True)
class Stage:
    """Where everything is; `environment` makes a process part of it."""

    settings: Settings
    environment: dict[str, str]
    mails: Path

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        log = (self.mails.parent / f"{command[0]}.log").open("ab")
        line = [sys.executable, "-m", "booking.cli", *command]
        return subprocess.Popen(line, env=os.environ | self.environment, stdout=log, stderr=log)

    def wait_for_api(self) -> None:
        """TimeoutError, with what it logged, when the web server does not answer."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.settings.port), 1):
                return
            time.sleep(0.1)
        raise TimeoutError((self.mails.parent / "api.log").read_text())


@contextmanager
def stage(home: Path, *, peopled: bool = True) -> Iterator[Stage]:
    """Servers, tables, reference data, the cast, and thirty salaried interpreters who are always free; or no rows.

    A folder that an earlier run left is taken as it is.
    """
    kept = (home / "servers").exists()
    with ExitStack() as stack:
        database_url, redis_url = stack.enter_context(Servers(home / "servers", fsync=True))
        smtp_port, port = free_port(), free_port()
        environment = {
            "DATABASE_URL": urlsplit(database_url)._replace(path="/bench").geturl(),
            "REDIS_URL": redis_url,
            "SECRET_KEY": "a secret that only benchmarks know",
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(smtp_port),
            "MAIL_DOMAIN": "tolk.example.org",
            "MAIL_SINK_DIR": str(home / "mail"),
            "SPROGTOLK_HOME": str(home),
            "LOG_LEVEL": "warning",
        }
        settings = Settings.from_environment(environment)
        if not kept:
            asyncio.run(execute(database_url, "CREATE DATABASE bench"))
        upgrade(settings.database_url)
        if peopled and not kept:
            asyncio.run(people(settings))
        yield Stage(settings, environment, home / "mail")


async def execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def people(settings: Settings) -> None:
    async with Resources(settings) as resources, resources.desk(SYSTEM) as desk:
        await write_reference(
            desk.connection,
            languages=list(load_languages()),
            substitutes=list(load_substitutes()),
            tariffs=load_tariffs(),
            refund_rules=list(load_refund_rules()),
        )
        resources.forget_reference()
    async with Resources(settings) as resources, resources.desk(SYSTEM) as desk:
        await build_cast(desk)
        staff = [interpreter(uuid4(), f"Tolk{n} Fast", Employment.SALARIED, "apc") for n in range(STAFF)]
        await desk.interpreters.add_all(staff)
