"""The doorbell: tells arq's workers, by id alone, that a promise is due; a lost ring costs seconds, no booking."""

import asyncio
import json
from collections.abc import Iterable
from uuid import UUID

import structlog
from arq.connections import ArqRedis, RedisSettings
from redis.asyncio import BlockingConnectionPool, Redis

QUEUE = "sprogtolk"
# Plans take minutes and a core: a queue of their own, so that nobody's mail waits behind one.
PLANS = "sprogtolk:plans"
PATIENCE = 0.5

log = structlog.get_logger()


def encode(job: object) -> bytes:
    """Jobs as JSON: whoever can write to Redis must not be able to run code here, as pickle would let them."""
    return json.dumps(job, default=lambda error: {"error": type(error).__name__}).encode()


def decode(job: bytes) -> dict[str, object]:
    found: dict[str, object] = json.loads(job)
    return found


def redis_settings(url: str) -> RedisSettings:
    return RedisSettings.from_dsn(url)


def redis_pool(url: str) -> BlockingConnectionPool:
    """Connections that give up soon: a silent Redis must not hold a case worker's request.

    Whoever finds all taken waits for one, as long as for an answer: refused, a burst of rings would be lost.
    """
    return BlockingConnectionPool.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, max_connections=20, timeout=PATIENCE
    )


class Doorbell:
    """Rings in the background, after the commit; what cannot be delivered is left to the drainer."""

    def __init__(self, url: str) -> None:
        self._redis = ArqRedis(
            redis_pool(url), job_serializer=encode, job_deserializer=decode, default_queue_name=QUEUE
        )
        self._waiting: list[tuple[str, UUID]] = []
        self._ringing: asyncio.Task[None] | None = None

    def ring(self, promises: Iterable[tuple[str, UUID]]) -> None:
        """One ring for everything that came in while the ring before was on its way."""
        self._waiting.extend(promises)
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._ring())

    async def _ring(self) -> None:
        while self._waiting:
            promises, self._waiting = self._waiting, []
            for queue in (QUEUE, PLANS):
                mine = [(kind, one.hex) for kind, one in promises if (kind == "plan") == (queue == PLANS)]
                if mine:
                    await self._ring_at(queue, mine)

    async def _ring_at(self, queue: str, promises: list[tuple[str, str]]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._redis.enqueue_job("ring", promises, _queue_name=queue)
        except Exception as error:  # Redis may fail in any way it likes
            log.warning("doorbell silent", error=type(error).__name__)

    async def ping(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                return bool(await Redis(connection_pool=self._redis.connection_pool).ping())
        except Exception:
            return False

    async def close(self) -> None:
        if self._ringing is not None:
            await asyncio.wait([self._ringing], timeout=2 * PATIENCE)
        await self._redis.aclose(close_connection_pool=True)
