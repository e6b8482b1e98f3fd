"""Who has a booking open: a mark in Valkey that expires by itself; without Valkey nobody is shown, and nobody waits."""

import asyncio
import json
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import structlog
from redis.asyncio import Redis

from booking.gateways.queue import redis_pool

LASTS = 45.0
PATIENCE, PAUSE = 0.25, 1.0
KEY = "sprogtolk:open:"

log = structlog.get_logger()


class Presence:
    """One sorted set for each open booking: who, until when. After a failure it is left alone for a second."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis(connection_pool=redis_pool(url))
        self._away_until = 0.0

    async def opened(self, number: str, account_id: UUID, name: str) -> tuple[bool, list[str]]:
        """Marks the booking as open; whether it was not before, and the names of the others who have it open."""
        now, key, mine = time.time(), KEY + number, json.dumps([account_id.hex, name])
        pipe = self._redis.pipeline(transaction=False)
        pipe.zremrangebyscore(key, "-inf", now)
        pipe.zadd(key, {mine: now + LASTS})
        pipe.expire(key, int(LASTS) + 1)
        pipe.zrange(key, 0, -1)
        said = await self._ask(pipe)
        return (bool(said[1]), _others(said[3], account_id)) if said else (False, [])

    async def others(self, numbers: Sequence[str], account_id: UUID | None) -> dict[str, list[str]]:
        """The names of those who have each booking open, but for the one who asks; what nobody has is left out."""
        if not numbers:
            return {}
        now, pipe = time.time(), self._redis.pipeline(transaction=False)
        for number in numbers:
            pipe.zrangebyscore(KEY + number, now, "+inf")
        said = await self._ask(pipe)
        found = {number: _others(one, account_id) for number, one in zip(numbers, said, strict=False)}
        return {number: names for number, names in found.items() if names}

    async def _ask(self, pipe: Any) -> list[Any]:
        if time.monotonic() < self._away_until:
            return []
        try:
            async with asyncio.timeout(PATIENCE):
                return list(await pipe.execute())
        except Exception as error:  # Valkey may fail in any way it likes
            self._away_until = time.monotonic() + PAUSE
            log.warning("presence unknown", error=type(error).__name__)
            return []

    async def close(self) -> None:
        await self._redis.aclose(close_connection_pool=True)


def _others(members: Sequence[bytes], account_id: UUID | None) -> list[str]:
    mine = account_id.hex if account_id is not None else ""
    return sorted({name for key, name in map(json.loads, members) if key != mine})
