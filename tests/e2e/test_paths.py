"""Daily paths of requesters, interpreters and finance in Chromium: clicks counted, keyboard, offline, scriptless."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import ViewportSize

from booking.domain.accounts import Role
from tests.e2e.chromium import CHROMIUM
from tests.e2e.counting import fetch
from tests.e2e.fjordby import NOW, Fjordby
from tests.e2e.walking import Stage, clicks, staged, tab_to

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]
PHONE = ViewportSize(width=375, height=700)
FREE = "button.slot:not([disabled]):not([aria-current])"
SEND = "#overslag button:has-text('Send bestilling')"


@pytest.fixture(scope="module")
async def stage(fjordby_seeded: Fjordby) -> AsyncIterator[Stage]:
    async with staged(fjordby_seeded) as there:
        yield there


async def known_case(stage: Stage) -> str:
    """A case number that the requester's own page of bookings shows."""
    opened = await stage.enters(Role.REQUESTER)
    await opened.to("/bestillinger?tid=foer&status=attested")
    found = re.search(r"Sag (\S+)", await opened.page.inner_text("table"))
    await opened.page.context.close()
    assert found is not None
    return found[1]


async def test_a_known_case_is_booked_with_two_fields_and_two_clicks(stage: Stage) -> None:
    seen, case = await stage.enters(Role.REQUESTER), await known_case(stage)
    await seen.to("/bestil")
    await seen.page.focus("#citizen_ref")

    await seen.page.keyboard.type(case)
    await seen.page.keyboard.press("Tab")
    await seen.page.wait_for_selector("text=Sagen er kendt fra")
    await seen.page.focus("#date")
    await seen.page.keyboard.type("+7")
    await seen.page.keyboard.press("Tab")
    await seen.page.wait_for_selector("text=Ledige tider onsdag 24. juni")
    await seen.page.click(FREE)
    await seen.page.wait_for_selector(".slot[aria-current]")
    said = await seen.page.inner_text("#overslag")
    await seen.page.click(SEND)
    await seen.page.wait_for_url("**/bestillinger/B-*")

    assert [word in said for word in ("nsdag den 24. juni 2026", "Anslået pris", "Heraf refusion")] == [True] * 3
    assert (await clicks(seen.page), seen.complaints) == (2, [])


async def test_an_earlier_booking_is_repeated_with_three_clicks_and_a_date(stage: Stage) -> None:
    seen = await stage.enters(Role.REQUESTER)
    await seen.to("/bestil")

    await seen.page.click(".again a")
    await seen.page.wait_for_url("**gentag=*")
    await seen.page.wait_for_selector("#date:focus")
    await seen.page.keyboard.type("+8")
    await seen.page.wait_for_selector(f"text=Ledige tider torsdag 25. juni >> xpath=../../.. >> {FREE}")
    await seen.page.click(FREE)
    await seen.page.wait_for_selector("#overslag >> text=25. juni 2026 kl. 07.00")
    await seen.page.wait_for_timeout(600)  # what was asked before the press must not be shown over it
    shown, start = await seen.page.inner_text("#overslag h2"), await seen.page.input_value("#start")
    await seen.page.click(SEND)
    await seen.page.wait_for_url("**/bestillinger/B-*")

    assert ("07.00" in shown, start) == (True, "07.00")
    assert (await clicks(seen.page), seen.complaints) == (3, [])


async def test_a_requester_books_cancels_and_attests_by_keyboard_alone(stage: Stage) -> None:
    seen, case = await stage.enters(Role.REQUESTER), await known_case(stage)
    page = seen.page
    await seen.to("/bestil")

    await tab_to(page, "#citizen_ref")
    await page.keyboard.type(case)
    await page.keyboard.press("Tab")
    await page.wait_for_selector("text=Sagen er kendt fra")
    await tab_to(page, "#date")
    await page.keyboard.type("fre")
    await page.wait_for_selector("text=Ledige tider fredag 19. juni")
    await tab_to(page, FREE)
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".slot[aria-current]")
    await tab_to(page, "#overslag .sendbar button")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/bestillinger/B-*")
    await tab_to(page, "summary.ds-button[data-color=danger]")
    cost = await page.inner_text("#h-afbestil ~ p")
    await page.keyboard.press("Enter")
    await tab_to(page, "button[data-color=danger]")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("text=er afbestilt. Alle har fået besked")
    await seen.to("/attestation")
    await tab_to(page, "button[name=kun]")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".notice.ok")

    assert "at afbestille nu" in cost
    assert (await clicks(page), seen.complaints) == (0, [])


async def test_an_interpreter_declines_thinks_again_and_accepts_with_a_click_each(stage: Stage) -> None:
    seen = await stage.enters(Role.INTERPRETER, viewport=PHONE)
    page = seen.page
    await seen.to("/tolk")
    asked = await page.locator("article.offer").count()

    await page.click("button:has-text('Afvis')")
    await page.wait_for_selector("text=Du sagde nej til")
    await page.click("button:has-text('Fortryd')")
    await page.wait_for_selector("text=Du kan svare igen")
    again = await page.locator("article.offer").count()
    await page.click("button:has-text('Acceptér')")
    await page.wait_for_selector(".notice")

    assert asked >= 1
    assert (again, await clicks(page), seen.complaints) == (asked, 3, [])


async def test_the_day_sheet_is_read_without_a_network_and_gone_after_logging_out(stage: Stage) -> None:
    seen = await stage.enters(Role.INTERPRETER, viewport=PHONE)
    page, kept = seen.page, "async () => (await (await caches.open('dagsseddel')).keys()).length"
    await seen.to("/tolk/raadighed")
    await page.wait_for_function(f"({kept})().then(n => n === 2)")
    await page.reload()  # from here the worker answers
    await page.context.set_offline(True)

    await page.goto(f"{stage.address}/tolk/kalender")
    sheet = await page.inner_text("main")
    await page.go_back()
    await page.goto(f"{stage.address}/tolk/dagsseddel")
    direct = await page.inner_text("main")
    await page.context.set_offline(False)
    await seen.to("/tolk")
    await page.click("details.me summary")
    await page.click("text=Log ud")
    await page.wait_for_url("**/log-ind")

    assert all("Du er uden net. Sådan så dine opgaver ud 17.06.2026" in said for said in (sheet, direct))
    assert await page.evaluate(f"({kept})()") == 0


async def test_without_a_network_a_form_says_that_nothing_was_sent_and_keeps_what_was_typed(stage: Stage) -> None:
    seen = await stage.enters(Role.INTERPRETER, viewport=PHONE)
    page = seen.page
    await seen.to("/tolk/raadighed")
    await page.fill("#fra", "fre")
    await page.context.set_offline(True)

    await page.click("text=Læg ind")
    said = await page.inner_text("#uden-net")
    typed = await page.input_value("#fra")
    await page.context.set_offline(False)

    assert said.startswith("Intet er sendt. Du er uden net.")
    assert typed == "fre"


@pytest.mark.parametrize("script", [True, False])
async def test_an_interpreter_reports_as_booked_with_one_tap_and_puts_down_an_absence(
    stage: Stage, script: bool
) -> None:
    [job] = await fetch(stage.office.settings, JOB)
    stage.clock.at = job["ends_at"] + timedelta(hours=1)
    seen = await stage.enters(Role.INTERPRETER, viewport=PHONE, java_script_enabled=script)
    page = seen.page
    await seen.to("/tolk/timer")

    await page.click("button:has-text('Udført som bestilt')")
    await page.wait_for_selector("text=er meldt udført")
    await seen.to("/tolk/raadighed")
    await page.fill("#fra", "+20")
    await page.fill("#fra_kl", "930")
    await page.fill("#til_kl", "13")
    await page.click("text=Læg ind")
    await page.wait_for_selector("text=Fraværet er lagt ind")
    stage.clock.at = NOW

    assert "09.30–13.00" in await page.inner_text("main")


JOB = (
    "SELECT b.ends_at FROM bookings b JOIN assignments a ON a.booking_id = b.id AND a.status = 'active' WHERE "
    "a.interpreter_id = (SELECT interpreter_id FROM accounts WHERE email = 'interpreter@example.org') "
    "AND b.status = 'confirmed' ORDER BY b.starts_at LIMIT 1"
)


@pytest.mark.parametrize("script", [True, False])
async def test_finance_goes_from_a_claim_to_a_voucher_in_two_clicks_and_takes_files_with_one(
    stage: Stage, script: bool
) -> None:
    seen = await stage.enters(Role.FINANCE, java_script_enabled=script, accept_downloads=True)
    page, claim = seen.page, f"/refusionskrav/{stage.things['claim']}"
    files = []
    for name in ("Excel", "PDF"):
        await seen.to(claim)
        async with page.expect_download() as taken:
            await page.click(f"main .head a:has-text('{name}')")
        files.append((await taken.value).suggested_filename)

    await page.click("main table a >> nth=0")
    await page.wait_for_url("**/linjer?regel=*")
    await page.click("main table tbody a >> nth=0")
    await page.wait_for_url("**/bilag")

    assert files == [f"{stage.things['claim']}-linjer.xlsx", f"{stage.things['claim']}.pdf"]
    assert "Tolkebilag" in await page.inner_text("main")


async def test_finance_reaches_a_voucher_and_what_must_be_put_right_by_keyboard_alone(stage: Stage) -> None:
    seen = await stage.enters(Role.FINANCE)
    page = seen.page
    await seen.to("/refusionskrav")

    for wanted, there in (("main table a", "/refusionskrav/"), ("main table a", "/linjer"), ("tbody a", "/bilag")):
        await tab_to(page, wanted)
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**{there}*")

    assert (await clicks(page), seen.complaints) == (0, [])
