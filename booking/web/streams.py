"""Streams of live events: a ring, without content, to every open page that should be fetched again."""

import asyncio
from collections.abc import AsyncIterator

from litestar.response import Stream

from booking.gateways.live import LiveEvents

HEARTBEAT = 15.0
# "" means that something may have been missed.
MISSED = ""


def streaming(live: LiveEvents, topics: frozenset[str], *, event: str) -> Stream:
    """The response that rings `event` whenever one of the topics came up."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(rings(live, topics, event=event), media_type="text/event-stream", headers=headers)


async def rings(
    live: LiveEvents, topics: frozenset[str], *, event: str, heartbeat: float = HEARTBEAT
) -> AsyncIterator[bytes]:
    """Events, and a comment when nothing happens, so that a dead connection is noticed."""
    async with live.listening() as heard:
        yield b": open\n\n"
        while True:
            try:
                topic = await asyncio.wait_for(heard.get(), heartbeat)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            if topic is None:
                return
            if topic in topics or topic == MISSED:
                yield f"event: {event}\ndata: \n\n".encode()
