"""Live events over a real Valkey: every open page hears of a topic, or that it has missed some."""

import asyncio

from booking.gateways.live import LiveEvents
from booking.settings import Settings


async def test_a_page_that_falls_behind_is_told_that_it_has_missed_something(settings: Settings) -> None:
    live, topics = LiveEvents(settings.redis_url), [f"screen-{n}" for n in range(250)]
    async with live.listening() as slow, live.listening() as quick:
        while await quick.get() != "":
            pass
        await slow.get()  # the subscription's own
        live.publish(topics)
        heard = {await asyncio.wait_for(quick.get(), 5) for _ in topics}

        left = [slow.get_nowait() for _ in range(slow.qsize())]
    await live.close()

    assert heard == set(topics)
    assert ("" in left, len(left) <= 100) == (True, True)
