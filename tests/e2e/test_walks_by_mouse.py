"""Main paths of the office, leaders and administrators with the mouse alone, and what they cost in clicks."""

from collections.abc import AsyncIterator

import pytest

from booking.domain.accounts import Role
from tests.e2e.chromium import CHROMIUM
from tests.e2e.counting import fetch
from tests.e2e.fjordby import Fjordby
from tests.e2e.test_walks_by_keyboard import BUSY_TODAY
from tests.e2e.walking import Stage, clicks, staged

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine: apt-get install chromium"),
]


@pytest.fixture(scope="module")
async def stage(fjordby_seeded: Fjordby) -> AsyncIterator[Stage]:
    async with staged(fjordby_seeded) as there:
        yield there


async def test_the_office_opens_a_booking_and_assigns_it_with_a_click_each(stage: Stage) -> None:
    seen = await stage.enters(Role.COORDINATOR)
    await seen.to("/tavle")

    await seen.page.click(".queue .q:not(.sel):not(:has-text('Ingen ledige')) .l1 a >> nth=0")
    await seen.page.wait_for_selector(".q.sel .sug button")
    number = await seen.page.get_attribute(".q.sel", "data-booking")
    await seen.page.click(".q.sel .sug button >> nth=0")
    await seen.page.wait_for_selector(f".queue:not(:has(#q-{number}))")

    assert (await clicks(seen.page), seen.complaints) == (2, [])
    assert f"{number} er tildelt" in await seen.page.inner_text(".notice")


async def test_the_office_reports_somebody_ill_with_two_clicks_from_the_board(stage: Stage) -> None:
    [busy] = await fetch(stage.office.settings, BUSY_TODAY)
    seen = await stage.enters(Role.COORDINATOR)
    await seen.to("/tavle")

    await seen.page.click(f".who a:has-text('{busy['name']}')")
    await seen.page.wait_for_url("**/tolke/*-*")
    await seen.page.click("form[action$='/syg'] button >> nth=0")
    await seen.page.wait_for_url("**/reparation/*")

    assert f"{busy['name']} er syg" in await seen.page.inner_text("h1")
    assert (await clicks(seen.page), seen.complaints) == (2, [])


async def test_a_leader_goes_into_a_unit_and_takes_its_report_with_a_click_each(stage: Stage) -> None:
    seen = await stage.enters(Role.LEADER, accept_downloads=True)
    await seen.to("/overblik/ledelse")

    await seen.page.click("main tbody th a >> nth=0")
    await seen.page.wait_for_url("**enhed=*")
    async with seen.page.expect_download() as taken:
        await seen.page.click("main .head a.ds-button[href*='pdf']")

    assert (await taken.value).suggested_filename.endswith(".pdf")
    assert await clicks(seen.page) == 2


async def test_an_administrator_shuts_a_user_out_with_three_clicks(stage: Stage) -> None:
    seen = await stage.enters(Role.ADMIN)
    await seen.to("/administration")

    await seen.page.click("main tbody a:has-text('Charlotte Birkelund')")
    await seen.page.wait_for_url("**/brugere/*-*")
    await seen.page.click("input[name=active]")
    await seen.page.click("button:has-text('Gem bruger')")
    await seen.page.wait_for_selector(".notice.ok")

    assert (await clicks(seen.page), seen.complaints) == (3, [])
    assert "Send link" not in await seen.page.inner_text("main")
