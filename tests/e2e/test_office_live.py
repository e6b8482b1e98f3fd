"""The office's day in real browsers: what one does is in the other's window within a second; dragging is a form."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from booking.resources import Resources
from booking.services import bookings
from tests.builders import BUREAU, SALMA, Cast, order
from tests.conftest import Keep
from tests.e2e.chromium import CHROMIUM, Window, chromium, served, window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]
SECOND = 1.0


@dataclass(frozen=True)
class Room:
    """Two of the office, each before their own screen."""

    one: Window
    other: Window


@pytest.fixture
async def room(office: Resources) -> AsyncIterator[Room]:
    async with served(office) as address, chromium() as browser:
        yield Room(await window(browser, address, "coordinator"), await window(browser, address, "admin"))


async def ask_for(office: Resources, cast: Cast, *wishes: object) -> list[str]:
    async with office.desk(cast.requester) as desk:
        return [(await bookings.request(desk, order=wish)).number for wish in wishes]  # type: ignore[arg-type]


async def listens(seen: Window) -> None:
    """The window's stream is open."""
    await seen.page.wait_for_timeout(600)


async def test_what_one_does_the_other_sees_within_a_second(
    room: Room, office: Resources, cast: Cast, keep: Keep
) -> None:
    first, second = await ask_for(office, cast, order(), order(language="ukr"))
    await room.one.to(f"/tavle?dag=tor&vis={first}")
    await room.other.to("/tavle?dag=tor")
    await listens(room.other)

    await room.one.page.click(".sug button[accesskey='1']")
    await room.one.page.wait_for_url(f"**vis={second}")
    began = time.perf_counter()
    await room.other.page.wait_for_selector(f"#q-{first}", state="detached", timeout=5000)
    await room.other.page.wait_for_selector(f".k[href='/bestillinger/{first}']", timeout=5000)
    await room.other.page.wait_for_selector(".nav [href='/tavle'] .pill:has-text('1')", timeout=5000)
    took = time.perf_counter() - began
    focused = await room.one.page.evaluate("document.activeElement.closest('article')?.id")
    await room.other.page.wait_for_selector(f"#q-{second} .seen:has-text('Coordinator')", timeout=5000)

    assert took < SECOND
    assert focused == f"q-{second}"
    assert (room.one.complaints, room.other.complaints) == ([], [])


async def test_week_and_tasks_are_live_too(room: Room, office: Resources, cast: Cast) -> None:
    await room.one.to("/opgaver")
    await room.other.to("/tavle/uge?dag=tor")
    await listens(room.other)

    async with office.desk(cast.coordinator) as desk:
        await desk.tasks.add("message", "a", facts={"text": "Hej fra Salma"})
        desk.events.add("board")
    [number] = await ask_for(office, cast, order(language="som"))
    await room.one.page.wait_for_selector("text=Hej fra Salma", timeout=5000)
    await room.one.page.wait_for_selector(".nav [href='/opgaver'] .pill:has-text('1')", timeout=5000)
    await room.other.page.wait_for_selector(".lack :text('Somali')", timeout=5000)

    assert number
    assert (room.one.complaints, room.other.complaints) == ([], [])


async def test_a_booking_is_dragged_to_a_row_and_what_is_refused_stays_where_it_was(
    room: Room, office: Resources, cast: Cast
) -> None:
    [number] = await ask_for(office, cast, order())
    page = room.one.page
    await room.one.to("/tavle?dag=tor")

    await page.drag_and_drop(f"#q-{number} .l1 a", f"[data-tolk='{BUREAU}'] .who small")
    await page.wait_for_selector(".notice.warn")
    refused = await room.one.words()
    await page.drag_and_drop(f"#q-{number} .l1 a", f"[data-tolk='{SALMA}'] .who small")
    await page.wait_for_selector(f"[data-tolk='{SALMA}'] .k[href='/bestillinger/{number}']")
    await page.drag_and_drop(f".k[href='/bestillinger/{number}']", f"[data-tolk='{BUREAU}'] .who small")
    await page.wait_for_selector("#flyt[open]")
    await page.click("#flyt button[value='']")
    await page.click("text=Fortryd")
    await page.wait_for_selector(f"#q-{number}")

    assert "Tolken kan ikke tage opgaven" in refused
    assert "Tildelingen af" in await room.one.words()
    assert [one for one in room.one.complaints if "409" not in one] == []
