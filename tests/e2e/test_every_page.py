"""Every page in a real browser: for those who cannot see it well, for a small phone, in the dark, in English."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Browser

from booking.domain.accounts import ANONYMOUS, Role
from booking.persistence.seed.cast import CAST
from booking.resources import Resources
from tests.conftest import Clock
from tests.e2e.chromium import CHROMIUM, chromium, served
from tests.e2e.fjordby import NOW, Fjordby
from tests.e2e.inspecting import AXE, BUT_CONTRAST, CONTRAST, DESKTOP, PHONE, Inspector, inspector
from tests.e2e.pages import FETCHED, PAGES, Page, routes_of_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci --ignore-scripts"),
]
FIRST_KB, LATER_KB = 150, 30
AT_ONCE = 3


@dataclass
class Stage:
    """The seeded office behind a port, and a browser."""

    office: Resources
    address: str
    browser: Browser
    things: dict[str, str]


@pytest.fixture(scope="module")
async def stage(fjordby_seeded: Fjordby) -> AsyncIterator[Stage]:
    settings = fjordby_seeded.settings
    async with Resources(settings, clock=Clock(NOW)) as office, served(office) as address, chromium() as browser:
        yield Stage(office, address, browser, fjordby_seeded.things)


Look = Callable[[Inspector, Page], Awaitable[Sequence[str]]]


async def looked_at(stage: Stage, look: Look, **others: Any) -> dict[str, list[str]]:
    """What was found wrong, and who met it where (the first four); a few windows at a time, one for each role."""
    by_role: dict[Role | None, list[Page]] = defaultdict(list)
    for page in PAGES:
        by_role[page.who].append(page)
    wrong: dict[str, list[str]] = defaultdict(list)
    free = asyncio.Semaphore(AT_ONCE)

    async def of(role: Role | None, theirs: list[Page]) -> None:
        async with free:
            email = stage.things.get(f"{role} email", CAST[role][0]) if role else ""
            window = await inspector(stage.browser, stage.address, stage.office, email, **others)
            for page in theirs:
                address = page.at(stage.things)
                status = await window.to(address)
                found = [] if status == 200 else [f"status {status}"]
                for one in (*found, *await look(window, page), *window.complaints):
                    wrong[one].append(f"{role or 'nobody'} {address}")
            await window.page.context.close()

    async with asyncio.TaskGroup() as windows:
        for role, theirs in by_role.items():
            windows.create_task(of(role, theirs))
    wrong = {one: where[:4] for one, where in wrong.items()}
    return wrong


@asynccontextmanager
async def in_english(stage: Stage) -> AsyncIterator[None]:
    """Everybody who looks reads English for as long as the block lasts."""
    emails = [stage.things["requester email"], *(email for email, _, _ in CAST.values())]
    await _speak(stage.office, emails, "en")
    yield
    await _speak(stage.office, emails, "da")


async def _speak(office: Resources, emails: Sequence[str], tongue: str) -> None:
    async with office.desk(ANONYMOUS) as desk:
        for email in emails:
            found = await desk.accounts.by_email(email)
            assert found is not None
            await desk.accounts.set_tongue(found[0].id, tongue)


def assert_nothing(wrong: dict[str, list[str]]) -> None:
    """Fails with a line for each finding; pytest would show the first few only."""
    assert not wrong, "\n" + "\n".join(f"{one}\n    {', '.join(where)}" for one, where in wrong.items())


def test_every_page_is_looked_at() -> None:
    assert routes_of_pages() - {page.route for page in PAGES} - FETCHED == set()
    assert {page.route for page in PAGES} | FETCHED == routes_of_pages()


async def test_in_danish_every_page_is_light_and_for_everybody_by_day_and_by_night(stage: Stage) -> None:
    async def look(window: Inspector, page: Page) -> list[str]:
        heavy = await too_heavy(window)
        await window.unfold()
        by_day = await window.violations()
        await window.page.emulate_media(color_scheme="dark")
        by_night = await window.violations(**CONTRAST)
        await window.page.emulate_media(color_scheme="light")
        await window.page.set_viewport_size(PHONE)
        wide = [] if page.wide else await window.beyond()
        await window.page.set_viewport_size(DESKTOP)
        return [*heavy, *by_day, *(f"dark {one}" for one in by_night), *wide]

    assert_nothing(await looked_at(stage, look))


async def test_in_english_every_page_is_for_everybody_on_a_small_phone(stage: Stage) -> None:
    async def look(window: Inspector, page: Page) -> list[str]:
        await window.unfold()
        return [*await window.violations(**BUT_CONTRAST), *([] if page.wide else await window.beyond())]

    async with in_english(stage):
        assert_nothing(await looked_at(stage, look, viewport=PHONE))


async def too_heavy(window: Inspector) -> list[str]:
    """Whether more came over the wire, compressed, than a first visit or a later one may cost."""
    kb, most = window.received / 1000, LATER_KB if window.visits > 1 else FIRST_KB
    return [f"{kb:.0f} KB"] if kb > most else []
