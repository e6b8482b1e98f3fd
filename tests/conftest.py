"""Fixtures that every test may use: real servers, a database of one's own, a cast that is always the same."""

import asyncio
import gc
import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import httpx
import pytest
from litestar import Litestar
from sqlalchemy.ext.asyncio import AsyncEngine

from booking.app import create_app
from booking.domain.accounts import SYSTEM
from booking.gateways.reference import load_languages, load_refund_rules, load_substitutes, load_tariffs
from booking.local.servers import Servers
from booking.local.sink import Sink
from booking.local.sms_sink import SmsSink
from booking.persistence import database as database_module
from booking.persistence.migrations import upgrade
from booking.persistence.reference import write_reference
from booking.resources import Resources
from booking.services.outbox import due, fulfil
from booking.settings import Settings
from tests.builders import Cast, build_cast, token_of
from tests.certificates import certificate
from tests.databases import KEEP, Database
from tests.dovecot import MISSING, Dovecot, running_dovecot
from workers.main import fulfilment

Keep = Callable[[], Awaitable[None]]

# Tuesday, 10 March 2026, 08.00 in Copenhagen: an ordinary working day.
NOW = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
_numbers = itertools.count(1)


@dataclass
class Clock:
    """The office's clock, to be set by a test."""

    at: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """(database_url, redis_url) of an embedded PostgreSQL and Valkey, or of the servers the environment names."""
    if "TEST_DATABASE_URL" in os.environ:
        yield os.environ["TEST_DATABASE_URL"], os.environ["TEST_REDIS_URL"]
        return
    with Servers(tmp_path_factory.mktemp("servers"), fsync=False) as urls:
        yield urls


def settings_for(servers: tuple[str, str], *, database: str, home: Path, **others: str) -> Settings:
    """Settings of a test's own office."""
    database_url = urlsplit(servers[0])._replace(path=f"/{database}").geturl()
    redis_number = next(_numbers) % 16
    return Settings.from_environment(
        {
            "DATABASE_URL": database_url,
            "REDIS_URL": f"{servers[1].rsplit('/', 1)[0]}/{redis_number}",
            "DATABASE_POOL": "8",
            "CPR_KEYS": "tests:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "SECRET_KEY": "a secret that only tests may know",
            "PUBLIC_URL": "http://127.0.0.1:8000",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": "1",
            "MAIL_DOMAIN": "tolk.example.org",
            "LOCAL_MODE": "yes",
            "MUNICIPALITY": "Fjordby Kommune",
            "SPROGTOLK_HOME": str(home),
            "MAIL_SINK_DIR": str(home / "mail"),
            "SMS_SINK_DIR": str(home / "sms"),
        }
        | others
    )


@pytest.fixture(scope="session", autouse=True)
async def compiled_once() -> AsyncIterator[None]:
    """A new office takes over the engine of the last, with what SQLAlchemy has compiled; its pool is a new one."""
    loop, again = asyncio.get_running_loop(), cache(database_module.open_engine)

    def open_engine(url: str, *, pool_size: int) -> AsyncEngine:
        try:
            here = asyncio.get_running_loop() is loop
        except RuntimeError:  # an office made outside of any loop, for another one
            here = False
        return (again if here else again.__wrapped__)(url, pool_size=pool_size)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("booking.resources.open_engine", open_engine)
        yield


@pytest.fixture(scope="session")
async def template(servers: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database with the reference data and the cast, from which every test's own is copied."""
    name = f"template_{os.getpid()}"
    await execute(servers[0], f'CREATE DATABASE "{name}"')
    settings = settings_for(servers, database=name, home=tmp_path_factory.mktemp("template"))
    await asyncio.to_thread(upgrade, settings.database_url)
    async with Resources(settings, clock=Clock()) as resources, resources.desk(SYSTEM) as desk:
        await write_reference(
            desk.connection,
            languages=list(load_languages()),
            substitutes=list(load_substitutes()),
            tariffs=load_tariffs(),
            refund_rules=list(load_refund_rules()),
        )
        await build_cast(desk)
    await execute(settings.database_url, KEEP)
    return name


async def execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def dovecot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    """A real LMTP and IMAP server; each test uses addresses of its own."""
    if MISSING:
        pytest.skip(MISSING)
    with running_dovecot(pem=certificate(tmp_path_factory.mktemp("tls"))) as server:
        yield server


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[Sink]:
    """A real SMTP server that keeps what this test mails."""
    async with Sink(tmp_path / "mail", fsync=False) as listening:
        yield listening


@pytest.fixture(scope="session")
async def database(servers: tuple[str, str], template: str) -> AsyncIterator[Database]:
    """The one database that this process's tests use, one after another."""
    name = f"test_{os.getpid()}"
    await execute(servers[0], f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    async with Database(f"{servers[0].rsplit('/', 1)[0]}/{name}") as made:
        yield made


@pytest.fixture
async def settings(servers: tuple[str, str], database: Database, tmp_path: Path, sink: Sink) -> AsyncIterator[Settings]:
    """Settings of an office with a mail server of its own, and a database that is put back after the test."""
    yield settings_for(servers, database=database.name, home=tmp_path, SMTP_PORT=str(sink.port))
    await database.put_back()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def office(settings: Settings, clock: Clock) -> AsyncIterator[Resources]:
    """The resources of one process; nobody hears its bell but the database."""
    async with Resources(settings, clock=clock) as resources:
        yield resources


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[SmsSink]:
    """A real gateway for text messages that keeps what this test sends."""
    async with SmsSink(tmp_path / "sms", fsync=False) as listening:
        yield listening


@pytest.fixture
async def texting(settings: Settings, clock: Clock, gateway: SmsSink) -> AsyncIterator[Resources]:
    """An office that has a gateway for text messages."""
    known = replace(settings, sms_url=gateway.url, sms_token="hemmeligt")
    async with Resources(known, clock=clock) as resources:
        yield resources


@pytest.fixture
def keep(office: Resources) -> Callable[[], Awaitable[None]]:
    """Keeps every promise that is due, as the worker would, until none is left.

    The database's clock is not the test's: it thinks that every offer has lapsed, so lapsing is left to the tests.
    """

    async def until_none_is_due() -> None:
        work = fulfilment(office)
        while promises := [promise_id for kind, promise_id in await due(work) if kind != "lapse"]:
            for promise_id in promises:
                await fulfil(work, promise_id)

    return until_none_is_due


@pytest.fixture
async def cast(office: Resources) -> Cast:
    """One well-known person per role, their units and interpreters, and one outsider."""
    async with office.desk(SYSTEM) as desk:
        return await Cast.of(desk)


@cache
def _application() -> Litestar:
    return create_app(None)


def served(office: Resources) -> Litestar:
    """The whole application over this office; its two hundred routes are put together once a process."""
    app = _application()
    app.state.office = office
    return app


def pytest_collection_finish() -> None:
    """What was imported stays for good: the collector need not look at it again after every few tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture
async def http(office: Resources) -> AsyncIterator[httpx.AsyncClient]:
    """The whole application without a network, and nobody logged in."""
    transport = httpx.ASGITransport(served(office), raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as asking:
        yield asking


@pytest.fixture
async def client(http: httpx.AsyncClient) -> httpx.AsyncClient:
    """The same with the requester's token."""
    http.headers["Authorization"] = f"Bearer {token_of('requester')}"
    return http
