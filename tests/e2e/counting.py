"""Counting as CALENDAR § 5.7 does: the truth is what the mail server accepted, not what our database says."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from booking.gateways.addresses import answer_part
from booking.local.sink import Sink
from booking.settings import Settings
from tests.waiting import until

_INVITATION = re.compile(r"<itip\.(?P<stream>[0-9a-f-]+)\.(?P<seq>\d+)\.(?P<method>[A-Z]+)@")
# A lapse waits for its answer-by; everything else that is promised is due at once.
_OPEN = "SELECT kind, state, attempts, last_error FROM outbox WHERE state = 'pending' AND kind <> 'lapse'"


@dataclass(frozen=True)
class Count:
    """What went wrong; all empty is what was promised. `repeated` counts the extra copies per Message-ID."""

    lost: set[str] = field(default_factory=set)
    phantom: set[str] = field(default_factory=set)
    reversed: set[str] = field(default_factory=set)
    stuck: list[str] = field(default_factory=list)
    altered: set[str] = field(default_factory=set)
    repeated: dict[str, int] = field(default_factory=dict)


NOTHING_WRONG = Count()


async def fetch(settings: Settings, query: str, *values: object) -> list[dict[str, Any]]:
    """What an office's database holds, asked from outside."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        return [dict(row) for row in await connection.fetch(query, *values)]
    finally:
        await connection.close()


async def quiet(settings: Settings, *, seconds: float = 30.0) -> None:
    """Waits until nothing is promised any more that is due."""

    async def nothing_open() -> bool:
        return await fetch(settings, _OPEN) == []

    await until(nothing_open, seconds=seconds, every=0.1)


async def counted(settings: Settings, sink: Sink) -> Count:
    """Holds the outbox against the sink."""
    rows = await fetch(settings, "SELECT message_id, state, kind, attempts FROM outbox WHERE kind = 'mail'")
    open_rows = await fetch(settings, _OPEN)
    # What recipients sent to us is not ours to count.
    accepted = [one for one in sink.messages() if not answer_part(one.envelope_to[0])]
    copies = Counter(one.message_id for one in accepted)
    hashes = {(one.message_id, one.sha256) for one in accepted}
    may_be_there = {row["message_id"] for row in rows if row["state"] != "superseded"}
    return Count(
        lost={row["message_id"] for row in rows if row["state"] == "sent"} - copies.keys(),
        phantom=copies.keys() - may_be_there,
        reversed=streams_reversed([one.message_id for one in accepted]),
        stuck=[f"{row['kind']} {row['state']}" for row in open_rows],
        altered={key for key, times in Counter(key for key, _ in hashes).items() if times > 1},
        repeated={key: times - 1 for key, times in copies.items() if times > 1},
    )


def streams_reversed(message_ids: list[str]) -> set[str]:
    """The streams in which a lower SEQUENCE arrived after a higher one."""
    highest: dict[str, int] = {}
    found = set()
    for message_id in message_ids:
        if invitation := _INVITATION.match(message_id):
            stream, seq = invitation["stream"], int(invitation["seq"])
            if seq < highest.get(stream, 0):
                found.add(stream)
            highest[stream] = max(seq, highest.get(stream, 0))
    return found
