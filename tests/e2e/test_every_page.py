"""Every page in a real browser: for those who cannot see it well, for a small phone, in the dark, in English."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest

from booking.domain.accounts import ANONYMOUS, Role
from booking.persistence.seed.cast import CAST
from booking.resources import Resources
from tests.conftest import Clock
from tests.e2e.chromium import CHROMIUM, chromium, served
from tests.e2e.fjordby import NOW, Fjordby
from tests.e2e.inspecting import AXE, CONTRAST, DESKTOP, PHONE, Inspector
from tests.e2e.looking import Looking, assert_nothing
from tests.e2e.pages import FETCHED, PAGES, Page, routes_of_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci --ignore-scripts"),
]
FIRST_KB, LATER_KB = 150, 30
# Between them they hold every component; what the night does to colours is looked at in English on every page.
BY_NIGHT = frozenset(
    {"/log-ind", "/bestil", "/bestillinger/{number:str}", "/attestation", "/tavle", "/tavle/uge", "/tolk"}
    | {"/planer/{plan_id:uuid}", "/refusionskrav/{number:str}", "/overblik/ledelse", "/administration"}
)


@pytest.fixture(scope="module")
async def stage(fjordby_seeded: Fjordby) -> AsyncIterator[Looking]:
    settings = fjordby_seeded.settings
    async with Resources(settings, clock=Clock(NOW)) as office, served(office) as address, chromium() as browser:
        things = fjordby_seeded.things
        emails = {role: things.get(f"{role} email", usual) for role, (usual, _, _) in CAST.items()}
        yield Looking(office, address, browser, emails, things)


@asynccontextmanager
async def in_english(stage: Looking) -> AsyncIterator[None]:
    """Everybody who looks reads English for as long as the block lasts."""
    await _speak(stage.office, stage.emails.values(), "en")
    yield
    await _speak(stage.office, stage.emails.values(), "da")


async def _speak(office: Resources, emails: Iterable[str], tongue: str) -> None:
    async with office.desk(ANONYMOUS) as desk:
        for email in emails:
            found = await desk.accounts.by_email(email)
            assert found is not None
            await desk.accounts.set_tongue(found[0].id, tongue)


def test_every_page_is_looked_at() -> None:
    assert routes_of_pages() - {page.route for page in PAGES} - FETCHED == set()
    assert {page.route for page in PAGES} | FETCHED == routes_of_pages()


async def test_in_danish_every_page_is_light_and_for_everybody(stage: Looking) -> None:
    async def look(window: Inspector, page: Page) -> list[str]:
        heavy = await too_heavy(window)
        await window.unfold()
        found = await window.violations()
        dark = await by_night(window) if page.route in BY_NIGHT else []
        await window.page.set_viewport_size(PHONE)
        wide = [] if page.wide else await window.beyond()
        await window.page.set_viewport_size(DESKTOP)
        return [*heavy, *found, *dark, *wide]

    assert_nothing(await stage.at(look))


async def test_in_english_every_page_is_for_everybody_on_a_small_phone_by_day_and_at_the_desk_by_night(
    stage: Looking,
) -> None:
    """The longer words, by day and by night; only those who work on a phone are looked at there by night too."""

    async def look(window: Inspector, page: Page) -> list[str]:
        await window.unfold()
        found = await window.violations()
        wide = [] if page.wide else await window.beyond()
        await window.page.emulate_media(color_scheme="dark")
        dark = await window.violations(**CONTRAST) if page.who is Role.INTERPRETER else []
        await window.page.set_viewport_size(DESKTOP)
        dark += await window.violations(**CONTRAST)
        await window.page.set_viewport_size(PHONE)
        await window.page.emulate_media(color_scheme="light")
        return [*found, *(f"dark {one}" for one in dark), *wide]

    async with in_english(stage):
        assert_nothing(await stage.at(look, viewport=PHONE))


async def by_night(window: Inspector) -> list[str]:
    """Too little contrast in the dark, on the page as it is."""
    await window.page.emulate_media(color_scheme="dark")
    found = await window.violations(**CONTRAST)
    await window.page.emulate_media(color_scheme="light")
    return [f"dark {one}" for one in found]


async def too_heavy(window: Inspector) -> list[str]:
    """Whether more came over the wire, compressed, than a first visit or a later one may cost."""
    kb, most = window.received / 1000, LATER_KB if window.visits > 1 else FIRST_KB
    return [f"{kb:.0f} KB"] if kb > most else []
