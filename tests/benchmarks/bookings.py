"""How fast an order is accepted, and how soon its invitation has left.

`python -m tests.benchmarks.bookings` prints POST /bookings per second beside the same rows written by bare asyncpg in
the same run, and the time from POST to the interpreter's and the requester's invitation in the sink at 20 a second.
"""

import asyncio
import json
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import asyncpg

from booking.settings import Settings
from tests.benchmarks.client import Client
from tests.benchmarks.stage import Stage, stage
from tests.builders import JOB_CENTRE, token_of

AT_ONCE, SECONDS, PER_SECOND = 16, 8.0, 20
DAY = datetime(2027, 1, 4, 7, 0, tzinfo=UTC)


def order(n: int) -> dict[str, Any]:
    starts_at = DAY + timedelta(minutes=30 * n)
    return {
        "language": "apc",
        "mode": "phone",
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + timedelta(minutes=20)).isoformat(),
        "unit": "jobcenter",
        "case_type": "integration_benefit",
        "measure": "OFFER_23B",
        "phone": "99 31 00 00",
        "citizen_ref": f"26-{n:05}",
    }


async def per_second(work: Callable[[int], Awaitable[object]]) -> float:
    """How often a second `work` is done by sixteen at once."""
    done, until = 0, time.perf_counter() + SECONDS

    async def keep_on(worker: int) -> None:
        nonlocal done
        while time.perf_counter() < until:
            await work(worker)
            done += 1

    began = time.perf_counter()
    await asyncio.gather(*(keep_on(worker) for worker in range(AT_ONCE)))
    return done / (time.perf_counter() - began)


async def posts(settings: Settings) -> float:
    clients = [Client(settings.port, token_of("requester")) for _ in range(AT_ONCE)]
    for client in clients:
        await client.__aenter__()
    return await per_second(lambda worker: clients[worker].post("/api/v1/bookings", order(worker)))


_BOOKING = """
INSERT INTO bookings (id, number, status, version, language, mode, starts_at, ends_at, unit_id, requester_id,
                      entered_by, case_type, measure, phone, citizen_ref, requested_at)
VALUES ($1, 'X-' || nextval('booking_numbers'), 'requested', 1, 'apc', 'phone', $2, $3, $4, $5, $5,
        'integration_benefit', 'OFFER_23B', '99 31 00 00', $6, $7)
"""
_HISTORY = """
INSERT INTO history (at, actor_id, actor_name, via, subject_kind, subject_id, action, changes)
VALUES ($1, $2, 'Requester', 'api', 'booking', $3, 'requested', $4)
"""
_OUTBOX = "INSERT INTO outbox (id, kind, subject_id, created_at, next_at) VALUES ($1, 'match', $2, $3, 'infinity')"


async def bare_rows(settings: Settings) -> float:
    """The baseline: the same three rows in one transaction, written by asyncpg and nothing else."""
    connections = [await asyncpg.connect(settings.database_url) for _ in range(AT_ONCE)]
    requester = await connections[0].fetchval("SELECT id FROM accounts WHERE email = 'requester@example.org'")
    changes = json.dumps({name: [None, value] for name, value in order(0).items()})

    async def write(worker: int) -> None:
        connection, key, now = connections[worker], uuid4(), datetime.now(UTC)
        async with connection.transaction():
            await connection.execute(
                _BOOKING, key, DAY, DAY + timedelta(minutes=20), JOB_CENTRE, requester, f"26-{worker:05}", now
            )
            await connection.execute(_HISTORY, now, requester, key, changes)
            await connection.execute(_OUTBOX, uuid4(), key, now)

    rate = await per_second(write)
    for connection in connections:
        await connection.close()
    return rate


async def at_a_steady_pace(settings: Settings, *, count: int) -> dict[str, float]:
    """Orders at twenty a second; the wall clock at each, by booking number."""
    sent: dict[str, float] = {}

    async def one(n: int) -> None:
        began = time.time()
        async with Client(settings.port, token_of("requester")) as client:
            sent[(await client.post("/api/v1/bookings", order(1000 + n)))["number"]] = began

    tasks = []
    for n in range(count):
        tasks.append(asyncio.create_task(one(n)))
        await asyncio.sleep(1 / PER_SECOND)
    await asyncio.gather(*tasks)
    return sent


def arrived(mails: Path) -> dict[str, list[float]]:
    """When the sink had taken each booking's invitations."""
    found: dict[str, list[float]] = {}
    for line in (mails / "accepted.jsonl").read_text().splitlines():
        known = json.loads(line)
        message = message_from_bytes((mails / known["file"]).read_bytes(), policy=policy.default)
        number = re.search(r"B-\d{4}-\d{6}", str(message["Subject"]))
        if number is not None and message.get_content_type() == "multipart/mixed":
            found.setdefault(number[0], []).append(datetime.fromisoformat(known["time"]).timestamp())
    return found


def latencies(playing: Stage) -> list[float]:
    """Milliseconds from POST to each invitation; the slower of the two counts for its booking."""
    worker, sink = playing.start("worker"), playing.start("mail-sink", "--port", str(playing.settings.smtp_port))
    time.sleep(3)
    asyncio.run(at_a_steady_pace(playing.settings, count=40))
    sent = asyncio.run(at_a_steady_pace(playing.settings, count=PER_SECOND * 20))
    time.sleep(5)
    came = arrived(playing.mails)
    for process in (worker, sink):
        process.terminate()
        process.wait(15)
    missing = [number for number in sent if len(came.get(number, [])) < 2]
    assert missing == [], f"{len(missing)} bookings without both invitations"
    return [1000 * (max(came[number]) - began) for number, began in sent.items()]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as playing:
        print(f"python {sys.version.split()[0]}, {AT_ONCE} at once, {SECONDS:.0f} s each, fsync on")
        api = playing.start("api")
        playing.wait_for_api()
        took = latencies(playing)
        asyncio.run(posts(playing.settings))
        rows, answers = asyncio.run(bare_rows(playing.settings)), asyncio.run(posts(playing.settings))
        api.terminate()
        api.wait(15)
    print(f"POST /bookings          {answers:8.0f} a second")
    print(f"bare asyncpg, same rows {rows:8.0f} a second    ratio {answers / rows:.2f}")
    print(
        f"POST to both invitations in the sink, {PER_SECOND} bookings a second, {len(took)} bookings: "
        f"median {median(took):.0f} ms, 99 % {quantiles(took, n=100)[98]:.0f} ms, slowest {max(took):.0f} ms"
    )


if __name__ == "__main__":
    main()
