"""Main paths of interpreters, the office, leaders and administrators with no mouse, and the shortcut keys."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from booking.domain.accounts import Role
from tests.e2e.chromium import CHROMIUM
from tests.e2e.counting import fetch
from tests.e2e.fjordby import NOW, Fjordby
from tests.e2e.inspecting import PHONE
from tests.e2e.walking import RING, Stage, clicks, presses, staged, tab_to

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]
ON_NEXT = "document.activeElement.matches('.queue .l1 a[aria-expanded=true]')"
BUSY_TODAY = (
    "SELECT i.name FROM interpreters i JOIN assignments a ON a.interpreter_id = i.id AND a.status = 'active' "
    "JOIN bookings b ON b.id = a.booking_id WHERE b.status = 'confirmed' AND b.starts_at BETWEEN "
    "'2026-06-17 10:00Z' AND '2026-06-17 20:00Z' AND i.id != (SELECT interpreter_id FROM accounts "
    "WHERE email = 'interpreter@example.org') AND i.id NOT IN (SELECT interpreter_id FROM repairs) "
    "ORDER BY b.starts_at, i.name LIMIT 1"
)
JOB = (
    "SELECT b.ends_at FROM bookings b JOIN assignments a ON a.booking_id = b.id AND a.status = 'active' WHERE "
    "a.interpreter_id = (SELECT interpreter_id FROM accounts WHERE email = 'interpreter@example.org') "
    "AND b.status = 'confirmed' ORDER BY b.starts_at LIMIT 1"
)


@pytest.fixture(scope="module")
async def stage(fjordby_seeded: Fjordby) -> AsyncIterator[Stage]:
    async with staged(fjordby_seeded) as there:
        yield there


@pytest.fixture(autouse=True)
def on_its_wednesday(stage: Stage) -> None:
    stage.clock.at = NOW


async def test_an_interpreter_accepts_and_reports_hours_by_keyboard_alone(stage: Stage) -> None:
    seen = await stage.enters(Role.INTERPRETER, viewport=PHONE)
    page = seen.page
    await seen.to("/tolk")

    await presses(page, "form[action$='/accepter'] button")
    await page.wait_for_selector(".notice.ok:focus")
    told = await page.evaluate(RING)
    await tab_to(page, "main .offer button, main .next a, main .agenda a", most=1)
    assert await page.evaluate(RING) == ""
    [job] = await fetch(stage.office.settings, JOB)
    stage.clock.at = job["ends_at"] + timedelta(hours=1)
    later = await stage.enters(Role.INTERPRETER)  # the session may be over by then
    await later.to("/tolk/timer")
    await presses(later.page, "form[action$='/udfoert'] button", "Space")
    await later.page.wait_for_selector("text=er meldt udført")

    assert (await clicks(page), await clicks(later.page)) == (0, 0)
    assert (told, seen.complaints, later.complaints) == ("", [], [])


async def test_the_office_chooses_and_assigns_and_stands_on_the_next_by_keyboard_alone(stage: Stage) -> None:
    seen = await stage.enters(Role.COORDINATOR)
    page = seen.page
    await seen.to("/tavle")

    await presses(page, ".queue .q:has([accesskey]) .l1 a, .queue .l1 a")
    await page.wait_for_selector(".q.sel .sug")
    first = await page.get_attribute(".q.sel", "id")
    assert await page.evaluate(ON_NEXT), "the focus is lost when a booking is opened"
    await tab_to(page, ".sug button[accesskey='1']", most=3)
    async with page.expect_response("**/tavle?*"):  # somebody else's change arrives just now
        stage.office.live.publish(["board"])
    await page.wait_for_timeout(300)
    await page.keyboard.press("Enter")
    await page.wait_for_selector(f".q.sel:not(#{first})")
    ended = [await page.evaluate(ON_NEXT), await page.evaluate(RING)]
    second = await page.get_attribute(".q.sel", "id")
    await presses(page, "[data-switch-keys]", "Space", most=400)
    await page.keyboard.press("1")
    await page.wait_for_selector(f".queue:not(:has(#{second}))")

    assert (ended, await page.evaluate(ON_NEXT)) == ([True, ""], True)
    assert (await clicks(page), seen.complaints) == (0, [])


async def test_the_office_reports_somebody_ill_and_reaches_the_proposal_by_keyboard_alone(stage: Stage) -> None:
    [busy] = await fetch(stage.office.settings, BUSY_TODAY)
    seen = await stage.enters(Role.COORDINATOR)
    page = seen.page
    await seen.to("/tolke")

    await tab_to(page, "main input:not([type=hidden])")
    await page.keyboard.type(busy["name"])
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/tolke?*")
    await presses(page, "main tbody a")
    await page.wait_for_url("**/tolke/*-*")
    await presses(page, "form[action$='/syg'] button", "Space")
    await page.wait_for_url("**/reparation/*")
    await tab_to(page, "form[action$='/gennemfoer'] button", most=60)

    assert "er syg" in await page.inner_text("h1")
    assert (await page.evaluate(RING), await clicks(page), seen.complaints) == ("", 0, [])


async def test_a_leader_goes_into_a_unit_and_reaches_its_report_by_keyboard_alone(stage: Stage) -> None:
    seen = await stage.enters(Role.LEADER)
    page = seen.page
    await seen.to("/overblik/ledelse")

    await presses(page, "main tbody th a, main svg a[href*='enhed=']")
    await page.wait_for_url("**enhed=*")
    await tab_to(page, "main .head a.ds-button[href*='pdf']", most=60)

    assert (await page.evaluate(RING), await clicks(page), seen.complaints) == ("", 0, [])


async def test_an_administrator_adds_a_user_by_keyboard_alone(stage: Stage) -> None:
    seen = await stage.enters(Role.ADMIN)
    page = seen.page
    await seen.to("/administration")

    await presses(page, "a[href='/administration/brugere/ny']")
    await page.wait_for_url("**/ny")
    for wanted, typed in (("#name", "Bodil Tang"), ("#email", "bodil.tang@example.org")):
        await tab_to(page, wanted)
        await page.keyboard.type(typed)
    await presses(page, "[name=role_coordinator]", "Space", most=10)
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".notice.ok")

    assert "Bodil Tang" in await page.inner_text("main")
    assert (await clicks(page), seen.complaints) == (0, [])


async def test_shortcuts_lead_there_and_do_nothing_while_somebody_types_or_has_them_off(stage: Stage) -> None:
    seen = await stage.enters(Role.COORDINATOR)
    page, active = seen.page, "document.activeElement.id"
    await seen.to("/opgaver")

    for keys, there in (
        ("gb", "/bestillinger"),
        ("n", "/bestil"),
        ("gi", "/tolke"),
        ("gt", "/tavle"),
        ("?", "/genveje"),
    ):
        await page.keyboard.type(keys)
        await page.wait_for_url(re.compile(rf"{re.escape(there)}(\?.*)?$"))  # /bestil begins /bestillinger
    await page.keyboard.press("/")
    searching = await page.evaluate(active)
    await page.keyboard.type("gb?/")
    typed = await page.input_value("#soeg"), page.url
    await presses(page, "main button[name=shortcuts][value=off]")
    await page.wait_for_selector("main button[name=shortcuts][value=on]")
    await page.keyboard.type("gb/?")
    await page.wait_for_timeout(300)  # a page would have come by now
    off = await page.evaluate(active), page.url
    await presses(page, "main button[name=shortcuts][value=on]")
    await page.wait_for_selector("main button[name=shortcuts][value=off]")
    await page.keyboard.type("gb")
    await page.wait_for_url("**/bestillinger")

    here = f"{stage.address}/genveje"
    assert (searching, typed, off) == ("soeg", ("gb?/", here), ("", here))
    assert (await clicks(page), seen.complaints) == (0, [])
