"""The dashboards: each role begins at its own, every figure leads to its rows, and their number of queries is fixed."""

import pytest

from booking.resources import Resources
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.test_economy import lived
from tests.web.people import Browser, words


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
