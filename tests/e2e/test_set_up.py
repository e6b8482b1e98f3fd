"""A new municipality from the link to its first booking, in a browser, by somebody without a manual."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page

from booking.domain.accounts import SYSTEM
from booking.local.sink import Sink
from booking.persistence.migrations import upgrade
from booking.resources import Resources
from booking.services.setting_up import make_setup_link
from tests.conftest import execute, settings_for
from tests.e2e.chromium import CHROMIUM, chromium, served

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]
PEOPLE = "Amal Haddad; amal@tolk.example.org; ansat; apc 4;\nBo Berg; bo@tolk.example.org; freelance; ukr 3;"


@dataclass
class Empty:
    """An office with tables and nothing in them, and the page of whoever sets it up."""

    office: Resources
    address: str
    page: Page


@pytest.fixture
async def empty(servers: tuple[str, str], tmp_path: Path) -> AsyncIterator[Empty]:
    name = f"empty_{tmp_path.name.replace('-', '_')}"[:60].lower()
    await execute(servers[0], f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        async with Sink(tmp_path / "mail", fsync=False) as sink:
            settings = settings_for(servers, database=name, home=tmp_path, SMTP_PORT=str(sink.port))
            await asyncio.to_thread(upgrade, settings.database_url)
            async with Resources(settings) as office, served(office) as address, chromium() as browser:
                context = await browser.new_context(viewport={"width": 1280, "height": 850}, locale="da-DK")
                yield Empty(office, address, await context.new_page())
    finally:
        await execute(servers[0], f'DROP DATABASE "{name}" WITH (FORCE)')


async def test_a_municipality_is_set_up_and_books_in_far_less_than_ten_minutes(empty: Empty) -> None:
    async with empty.office.desk(SYSTEM) as desk:
        link = await make_setup_link(desk)
    page, began = empty.page, time.monotonic()

    await page.goto(empty.address + link)
    await page.fill("#municipality", "Solrup Kommune")
    await page.fill("#name", "Ida Skovgaard")
    await page.fill("#email", "ida@solrup.example")
    await page.fill("#password", "tre tilfældige ord")
    await page.click("text=Opret kommunen")
    await page.fill("#phone", "99 31 00 00")
    await page.click("text=Gem, og gå videre")
    await page.fill("#units", "Jobcentret; Torvet 1, 9901 Solrup\nIntegration\n")
    await page.click("text=Tilføj, og gå videre")
    await page.goto(empty.address + "/opstart")  # left, and taken up again
    await page.fill("#people", "Amal Haddad; ingen mail; ansat; apc")
    await page.click("text=Tilføj, og gå videre")
    refused = await page.inner_text("main")
    kept = await page.input_value("#people")
    await page.fill("#people", PEOPLE)
    await page.click("text=Tilføj, og gå videre")
    await page.click("text=Brug taksterne")
    await page.click("text=Brug reglerne")
    await page.click("text=Send prøvemail")
    await page.wait_for_selector("text=Prøvemailen er på vej")
    await page.click("text=Mailen virker")
    await page.click("a:has-text('Lav den første bestilling')")
    await page.wait_for_url("**/bestil")

    seconds = time.monotonic() - began
    async with empty.office.desk(SYSTEM) as desk:
        people = [(one.name, one.employment.value) for one in await desk.interpreters.listed()]
        units = sorted((one.code, one.name) for one in desk.reference.units.values())
        account = await desk.accounts.by_email("amal@tolk.example.org")
    assert "Ingen er tilføjet" in refused
    assert kept == "Amal Haddad; ingen mail; ansat; apc"
    assert people == [("Amal Haddad", "salaried"), ("Bo Berg", "freelance")]
    assert units == [("integration", "Integration"), ("jobcentret", "Jobcentret")]
    assert account is not None
    assert "Solrup Kommune" in await page.inner_text("header")
    assert seconds < 600
    gone = await page.goto(empty.address + link)
    assert gone is not None
    assert gone.status == 404
