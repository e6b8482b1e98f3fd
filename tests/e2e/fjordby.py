"""The seeded municipality on a fixed Wednesday, and people of it in front of its pages."""

import asyncio
import json
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg

from booking.gateways.kept_texts import INDEX
from booking.local.seeding.filling import fill
from booking.local.sink import Sink
from booking.persistence.migrations import upgrade
from booking.resources import Resources
from booking.settings import Settings
from tests.conftest import Clock, execute, settings_for
from tests.e2e.things import gather

# Wednesday, 17 June 2026, 11.20 in Copenhagen: some of the day is over, most of it is not.
NOW = datetime(2026, 6, 17, 9, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fjordby:
    """The office's settings, those of a copy to be worn out, and what the addresses of its pages are made of."""

    settings: Settings
    worn: Settings
    things: dict[str, str]


@asynccontextmanager
async def fjordby(servers: tuple[str, str], home: Path) -> AsyncIterator[Fjordby]:
    """Seeded on NOW in a database of its own, which is gone afterwards."""
    async with _database(servers[0]) as name, Sink(home / "mail", fsync=False) as sink:
        settings = settings_for(servers, database=name, home=home, SMTP_PORT=str(sink.port))
        await asyncio.to_thread(upgrade, settings.database_url)
        await fill(settings, lambda _said: None, clock=Clock(NOW))
        async with Resources(settings, clock=Clock(NOW)) as office:
            things = await gather(office)
        things |= {"mail": await posted(settings)}
        async with _database(servers[0], template=name) as copy:  # now, while nobody else is connected
            url = f"{settings.database_url.rsplit('/', 1)[0]}/{copy}"
            yield Fjordby(settings, replace(settings, database_url=url), things)


@asynccontextmanager
async def _database(url: str, *, template: str = "template0") -> AsyncIterator[str]:
    name = f"fjordby_{uuid4().hex[:12]}"
    await execute(url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        await execute(url, f'DROP DATABASE "{name}" WITH (FORCE)')


async def posted(settings: Settings) -> str:
    """One of the seed's invitations handed to the sink, and a text message beside it; the mail's file."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        to, body = await connection.fetchrow("SELECT envelope_to, body FROM outbox WHERE method = 'REQUEST' LIMIT 1")
    finally:
        await connection.close()
    await asyncio.to_thread(_hand_in, settings, to, body)
    kept = {"time": NOW.isoformat(), "key": "1", "to": "+4599310000", "sender": "SprogTolk", "text": "Ny opgave"}
    settings.sms_sink_dir.mkdir(exist_ok=True)
    (settings.sms_sink_dir / INDEX).write_text(json.dumps(kept | {"token": ""}) + "\n")
    [mail] = settings.mail_sink_dir.glob("*.eml")
    return mail.name


def _hand_in(settings: Settings, to: str, body: bytes) -> None:
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=10) as relay:
        relay.sendmail("office@tolk.example.org", [to], body)
