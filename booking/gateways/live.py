"""Live events between processes: a topic and nothing else; every reader fetches again with their own rights."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

import structlog
from redis.asyncio import Redis

from booking.gateways.queue import redis_pool

CHANNEL = "sprogtolk:live"
AGAIN = 1.0

log = structlog.get_logger()


class LiveEvents:
    """One subscription per process, handed on to as many listeners as there are open pages."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._redis: Redis = Redis(connection_pool=redis_pool(url))
        self._listeners: set[asyncio.Queue[str | None]] = set()
        self._ended = False
        self._reader: asyncio.Task[None] | None = None
        self._waiting: set[str] = set()
        self._sending: asyncio.Task[None] | None = None

    def publish(self, topics: Iterable[str]) -> None:
        """In the background; a topic that comes up again before it was sent is sent once."""
        self._waiting.update(topics)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._publish())

    async def _publish(self) -> None:
        while self._waiting:
            with suppress(Exception):  # nobody hears it; pages fetch again by themselves
                await self._redis.publish(CHANNEL, self._waiting.pop())

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[asyncio.Queue[str | None]]:
        """A queue of topics for one open page; "" means that something may have been missed, None that it is over."""
        if self._reader is None:
            self._reader = asyncio.create_task(self._read())
        queue: asyncio.Queue[str | None] = asyncio.Queue(maxsize=100)
        if self._ended:
            queue.put_nowait(None)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    async def _read(self) -> None:
        while True:
            try:
                # A reader waits long for the next message, so it must not share the impatient pool.
                async with Redis.from_url(self._url, socket_connect_timeout=AGAIN) as redis, redis.pubsub() as pubsub:
                    await pubsub.subscribe(CHANNEL)
                    async for message in pubsub.listen():
                        # The answer to the subscription, the first or one after a lost connection, comes as "".
                        self._tell(message["data"].decode() if message["type"] == "message" else "")
            except Exception as error:
                log.warning("live events lost", error=type(error).__name__)
                await asyncio.sleep(AGAIN)

    def _tell(self, topic: str) -> None:
        for queue in self._listeners:
            missed = queue.full()  # too much for one page at once: it fetches everything again instead
            while missed and not queue.empty():
                queue.get_nowait()
            queue.put_nowait("" if missed else topic)

    def end(self) -> None:
        """Lets every open page go: a server that is told to stop waits for nobody who only listens."""
        self._ended = True
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    async def close(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        if self._sending is not None:
            await asyncio.wait([self._sending], timeout=1)
        await self._redis.aclose(close_connection_pool=True)
