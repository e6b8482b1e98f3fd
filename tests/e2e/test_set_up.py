"""A new municipality from the link to its first booking, in a browser, by somebody without a manual."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.async_api import Browser

from booking.domain.accounts import SYSTEM, Account, Role
from booking.local.sink import Sink
from booking.persistence.ids import new_id
from booking.persistence.migrations import upgrade
from booking.resources import Resources
from booking.services.setting_up import add_interpreters, add_units, found_office, make_setup_link
from tests.conftest import execute, settings_for
from tests.e2e.chromium import CHROMIUM, chromium, served
from tests.e2e.inspecting import BUT_CONTRAST, Inspector, inspector
from tests.e2e.looking import Looking, assert_nothing
from tests.e2e.pages import PAGES, Page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]
PEOPLE = "Amal Haddad; amal@tolk.example.org; ansat; apc 4;\nBo Berg; bo@tolk.example.org; freelance; ukr 3;"
# For each address its status, whether it has something empty, tables without a row, and what is empty with no way on.
EMPTINESS = """addresses => Promise.all(addresses.map(async address => {
  const answer = await fetch(address), text = await answer.text()
  const main = new DOMParser().parseFromString(text, 'text/html').querySelector('main')
  const states = [...main.querySelectorAll('.empty:has(h2)')], said = one => one.textContent.trim()
  const wrong = [
    ...(answer.status === 200 ? [] : [`status ${answer.status}`]),
    ...[...main.querySelectorAll('table:not(:has(tbody tr, tfoot tr))')].map(said),
    ...(main.querySelector('form') ? [] : states.filter(one => !one.querySelector('a, button')).map(said))]
  return [wrong.map(one => `${address}: ${one}`), states.length > 0]
}))"""


@dataclass
class Empty:
    """An office with tables and nothing in them, and a browser in front of it."""

    office: Resources
    address: str
    browser: Browser


@pytest.fixture
async def empty(servers: tuple[str, str], tmp_path: Path) -> AsyncIterator[Empty]:
    name = f"empty_{tmp_path.name.replace('-', '_')}"[:60].lower()
    await execute(servers[0], f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        async with Sink(tmp_path / "mail", fsync=False) as sink:
            settings = settings_for(servers, database=name, home=tmp_path, SMTP_PORT=str(sink.port), MUNICIPALITY="")
            await asyncio.to_thread(upgrade, settings.database_url)
            async with Resources(settings) as office, served(office) as address, chromium() as browser:
                yield Empty(office, address, browser)
    finally:
        await execute(servers[0], f'DROP DATABASE "{name}" WITH (FORCE)')


async def test_a_municipality_is_set_up_and_books_in_far_less_than_ten_minutes(empty: Empty) -> None:
    async with empty.office.desk(SYSTEM) as desk:
        link = await make_setup_link(desk)
    context = await empty.browser.new_context(viewport={"width": 1280, "height": 850}, locale="da-DK")
    page, began = await context.new_page(), time.monotonic()

    await page.goto(empty.address + link)
    nameless = await page.inner_text(".bottom"), await page.title()
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
    assert nameless == ("Tilgængelighed\nSprogTolk", "Velkommen · SprogTolk")
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


async def test_every_page_of_a_tiny_office_says_what_to_do_next_where_it_has_nothing(empty: Empty) -> None:
    emails = await _tiny_office(empty.office)
    wrong: list[str] = []
    bare: list[Page] = []
    for role, email in emails.items():
        theirs = [page for page in PAGES if page.who is role and "{" not in (page.address or page.route)]
        window = await inspector(empty.browser, empty.address, empty.office, email)
        await window.to("/was")
        for page, (said, is_bare) in zip(
            theirs, await window.page.evaluate(EMPTINESS, [one.at({}) for one in theirs]), strict=True
        ):
            wrong += said
            bare += [page] * is_bare
        await window.page.context.close()

    async def look(window: Inspector, _: Page) -> list[str]:
        return await window.violations(**BUT_CONTRAST)

    assert wrong == []
    assert len(bare) > 15
    assert_nothing(await Looking(empty.office, empty.address, empty.browser, emails, {}).at(look, pages=bare))


async def _tiny_office(office: Resources) -> dict[Role, str]:
    """One unit, two interpreters, one officer, and everybody else there may be once; their addresses."""
    typed = {"municipality": "Solrup Kommune", "name": "Ida Skovgaard", "email": "ida@solrup.example"}
    async with office.desk(SYSTEM) as desk:
        token = (await make_setup_link(desk)).partition("=")[2]
        await found_office(desk, token=token, typed=typed | {"password": "tre tilfældige ord"})
    office.forget_reference()
    emails = {Role.ADMIN: typed["email"], Role.COORDINATOR: typed["email"], Role.INTERPRETER: "amal@tolk.example.org"}
    async with office.desk(replace(SYSTEM, roles=frozenset(Role))) as desk:
        await add_units(desk, text="Jobcentret; Torvet 1, 9901 Solrup", cost_centre_digits=6)
        await add_interpreters(desk, content=PEOPLE.encode())
        [unit] = desk.reference.units.values()
        for role in Role:
            emails.setdefault(role, f"{role}@solrup.example")
            if await desk.accounts.by_email(emails[role]) is None:
                account = Account(new_id(), emails[role], f"{role}".title(), frozenset({role}), unit_id=unit.id)
                await desk.accounts.add(account, password_hash=None, now=desk.now)
    office.forget_reference()
    return emails
