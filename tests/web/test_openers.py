"""Who has a booking open: shown to others who could change it, gone by itself, and missed by nobody without Valkey."""

import asyncio
import time

import pytest

from booking.gateways.presence import KEY, Presence
from booking.local.ports import free_port
from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast, order
from tests.web.people import Browser, words


@pytest.fixture
async def number(office: Resources, cast: Cast) -> str:
    async with office.desk(cast.requester) as desk:
        made = (await bookings.request(desk, order=order(language="som"))).number
    # Tests take turns at few databases of Valkey, and every one of them begins with the same number.
    await office.presence._redis.delete(KEY + made)
    return made


async def test_the_page_the_form_and_the_board_say_who_else_has_it_open(browser: Browser, number: str) -> None:
    await browser.enter("admin")
    alone = await browser.see(f"/bestillinger/{number}")
    await browser.enter("coordinator")
    page, form = await browser.see(f"/bestillinger/{number}"), await browser.see(f"/bestillinger/{number}/ret")
    again, board = await browser.see(f"/bestillinger/{number}/aaben"), await browser.see("/tavle")
    await browser.enter("requester")
    requester = await browser.see(f"/bestillinger/{number}")

    assert "også denne åben" not in words(alone)
    assert all("Admin har også denne åben" in words(shown) for shown in (page, form, again))
    assert "Åben hos Admin" in words(board)
    assert "Admin og Coordinator har også denne åben" in words(requester)


async def test_readers_leave_no_mark_and_see_none(browser: Browser, number: str) -> None:
    await browser.enter("finance")
    await browser.see(f"/bestillinger/{number}")
    await browser.enter("coordinator")

    assert "også denne åben" not in words(await browser.see(f"/bestillinger/{number}"))


async def test_a_mark_expires_by_itself(office: Resources, cast: Cast) -> None:
    presence, coordinator = office.presence, cast.coordinator.account_id
    assert coordinator is not None
    first, again = [await presence.opened("B-1", coordinator, "Mette Holm") for _ in range(2)]
    seen = await presence.others(["B-1", "B-2"], None)
    await presence._redis.zadd(KEY + "B-1", {member: time.time() - 1 for member in await _members(presence)})

    assert (first[0], again[0], seen) == (True, False, {"B-1": ["Mette Holm"]})
    assert await presence.others(["B-1"], None) == {}
    assert 0 < await presence._redis.ttl(KEY + "B-1") <= 46


async def _members(presence: Presence) -> list[bytes]:
    return list(await presence._redis.zrange(KEY + "B-1", 0, -1))


async def test_without_valkey_nobody_is_shown_and_nobody_waits(cast: Cast) -> None:
    presence, coordinator = Presence(f"redis://127.0.0.1:{free_port()}/0"), cast.coordinator.account_id
    assert coordinator is not None
    begun = asyncio.get_running_loop().time()

    said = [await presence.opened("B-1", coordinator, "Mette Holm") for _ in range(20)]
    board = await presence.others(["B-1"], coordinator)
    took = asyncio.get_running_loop().time() - begun
    await presence.close()

    assert (said, board) == ([(False, [])] * 20, {})
    assert took < 1
