"""The dashboards: each role begins at its own, every figure leads to its rows, and their number of queries is fixed."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest

from booking.resources import Resources
from tests.builders import FAMILY, JOB_CENTRE, TOWN_HALL, Cast
from tests.conftest import Clock, Keep
from tests.services.claiming import day, taken_place
from tests.services.test_economy import lived
from tests.web.people import Browser, words
from tests.web.test_list_pages import counting


@pytest.mark.parametrize(
    ("who", "heading"),
    [("leader", "Ledelsesoverblik"), ("coordinator", "Kontorets overblik"), ("finance", "Økonomiens overblik")],
)
async def test_each_role_begins_at_its_own_dashboard(browser: Browser, who: str, heading: str) -> None:
    await browser.enter(who)

    assert heading in words(await browser.see("/overblik"))


async def test_a_leader_sees_what_was_delivered_and_goes_into_a_unit(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, browser: Browser
) -> None:
    await lived(office, cast, keep, clock)
    await browser.enter("leader")

    whole = words(await browser.see("/overblik/ledelse"))
    inside = await browser.see("/overblik/ledelse?enhed=jobcenter&maaneder=3")
    wrong = await browser.see("/overblik/ledelse?enhed=findes-ikke")

    assert "Andel fjerntolkning mod mål" in whole
    assert "Enhed for enhed" in whole
    assert 'value="jobcenter" selected' in inside.text
    assert "Enheden 'findes-ikke' findes ikke" in words(wrong)
    assert (inside.status_code, wrong.status_code) == (200, 422)


@pytest.mark.parametrize(("who", "page"), [("leader", "ledelse"), ("coordinator", "kontor"), ("finance", "oekonomi")])
async def test_a_dashboard_of_three_units_asks_as_often_as_one_of_one(
    office: Resources, cast: Cast, browser: Browser, who: str, page: str
) -> None:
    await browser.enter(who)
    counts: list[int] = []
    for units in ([JOB_CENTRE], [FAMILY, TOWN_HALL]):
        async with office.desk(cast.coordinator) as desk:
            for hour, unit in enumerate(units, start=8):
                await taken_place(desk, cast, day(len(counts) + 1, hour), unit_id=unit)
        with counting(office) as seen:
            await browser.see(f"/overblik/{page}")
        counts.append(len(seen))

    assert counts[0] == counts[1] > 0


async def test_how_many_were_filled_and_how_soon_lead_to_the_fill_rate_s_rows(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, browser: Browser
) -> None:
    await lived(office, cast, keep, clock)
    await browser.enter("coordinator")

    page = (await browser.see("/overblik/kontor")).text
    leads = [unescape(one) for one in re.findall(r'href="(/rapporter/daekningsgrad/bestillinger\?[^"]+)"', page)]
    behind = [words(await browser.see(one)) for one in leads[:2]]

    assert [parse_qs(one)["column"] for one in leads[1:2]] == [["filled"]]
    assert all("Dækningsgrad" in one for one in behind)
