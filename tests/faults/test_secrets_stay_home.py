"""What must not leave the database: the queue carries ids, logs carry places, and of secrets only hashes are kept."""

import asyncio
import json
import os
import pickle
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis

from booking.gateways.queue import QUEUE
from booking.gateways.secrets import fingerprint
from booking.local.sink import Fault
from tests.builders import PASSWORD, PEOPLE, token_of
from tests.e2e.counting import fetch, quiet
from tests.e2e.offices import Office, wish
from tests.waiting import until

pytestmark = pytest.mark.slow
PRIVATE = {"citizen_ref": "kanin-26-7788", "note": "kanin i noten", "contact": "kanin ved porten"}
PEOPLES = ("Salma", "Idris", "Requester", "@example.org", "@tolk.example.org", "99 31 00 00", "kanin", "st_requester")
MATCH = "SELECT o.id FROM outbox o JOIN bookings b ON b.id = subject_id WHERE kind = 'match' AND number = $1"
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"


def leaked(text: str, secrets: Sequence[str] = PEOPLES) -> list[str]:
    return [secret for secret in secrets if secret in text]


async def book(office: Office, hours: int, **different: Any) -> httpx.Response:
    """Some hours into a month in which nobody has anything to do."""
    async with office.asking("requester") as client:
        return await client.post("/api/v1/bookings", json=wish(24 * 60 + hours, **PRIVATE, **different))


@asynccontextmanager
async def overheard(office: Office) -> AsyncIterator[list[str]]:
    """Every command that reaches Redis meanwhile, with its values."""
    commands: list[str] = []

    async def listen(queue: Redis) -> None:
        async with queue.monitor() as monitor:
            while True:
                commands.append((await monitor.next_command())["command"])

    async with Redis.from_url(office.settings.redis_url) as queue:
        listening = asyncio.create_task(listen(queue))
        await asyncio.sleep(0.1)
        yield commands
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)


async def test_redis_hears_ids_and_topics_and_nothing_about_people(running: Office) -> None:
    async with overheard(running) as commands:
        number = (await book(running, 24)).json()["number"]
        await quiet(running.settings)

    said = "\n".join(commands)
    [promise] = await fetch(running.settings, MATCH, number)
    assert promise["id"].hex in said
    assert leaked(said) == []
    assert leaked(await everything_in(running.settings.redis_url)) == []


async def everything_in(redis_url: str) -> str:
    """All keys that are left, with their values, as text."""
    async with Redis.from_url(redis_url) as queue:
        keys = [key async for key in queue.scan_iter()]
        dumps = [await queue.dump(key) for key in keys]
    return repr([*keys, *dumps])


class Trap:
    """Unpickled, it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.folder),)


async def test_a_pickle_in_the_queue_is_thrown_away_unopened(running: Office, tmp_path: Path) -> None:
    opened, planted = tmp_path / "opened", running.home.path / "planted"
    pickle.loads(pickle.dumps(Trap(opened)))

    async with Redis.from_url(running.settings.redis_url) as queue:
        await queue.set("arq:job:planted", pickle.dumps(Trap(planted)))
        await queue.zadd(QUEUE, {"planted": int(time.time() * 1000)})

        async def taken() -> bool:
            return await queue.zscore(QUEUE, "planted") is None

        await until(taken)

    assert (opened.exists(), planted.exists()) == (True, False)
    assert (await book(running, 27)).status_code == 201
    await quiet(running.settings)
    assert {worker.ended() for worker in running.workers} == {None}


@asynccontextmanager
async def refusing(office: Office, table: str, condition: str) -> AsyncIterator[None]:
    """A database that refuses certain rows, and quotes them in its error."""
    await fetch(office.settings, f"ALTER TABLE {table} ADD CONSTRAINT refused CHECK ({condition}) NOT VALID")
    try:
        yield
    finally:
        await fetch(office.settings, f"ALTER TABLE {table} DROP CONSTRAINT refused")


async def test_logs_name_the_place_of_an_error_and_never_the_values(running: Office) -> None:
    async with refusing(running, "bookings", "language <> 'ukr'"):
        broken = await book(running, 30, language="ukr")
    async with refusing(running, "calendar_streams", "name <> 'Salma Idris'"):
        assert (await book(running, 33)).status_code == 201
        await until_logged(running, "promise not kept")
    with running.sink.failing(Fault("refuse_recipient", code=550, address="salma@tolk.example.org")):
        assert (await book(running, 36)).status_code == 201
        await until_logged(running, "promise given up")
    await quiet(running.settings)

    logs = running.logs()
    assert broken.status_code == 500
    assert leaked(broken.text) == []
    assert "CheckViolation" in logs
    assert "ordering.py" in logs
    assert leaked(logs) == []
    assert {type(json.loads(line)) for line in logs.splitlines()} == {dict}


async def until_logged(office: Office, event: str) -> None:
    async def said() -> bool:
        return event in office.logs()

    await until(said)


async def test_of_tokens_passwords_and_sessions_the_database_has_only_hashes(running: Office) -> None:
    async with httpx.AsyncClient(base_url=running.apis[0]) as browser:
        await browser.post("/log-ind", data={"email": "leader@example.org", "password": PASSWORD})
        session = browser.cookies["session"]

    rows = [
        row["said"]
        for table in await fetch(running.settings, TABLES)
        for row in await fetch(running.settings, f'SELECT t::text AS said FROM "{table["table_name"]}" t')
    ]

    dump = "\n".join(rows)
    secrets = [PASSWORD, session, *(token_of(name) for name in PEOPLE)]
    assert fingerprint(session).hex() in dump
    assert fingerprint(token_of("requester")).hex() in dump
    assert leaked(dump, secrets) == []
    assert leaked(dump, [secret.encode().hex() for secret in secrets]) == []
