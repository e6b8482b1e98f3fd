"""Somebody rings: found by a few letters, and the form opens as theirs."""

import re

import pytest

from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast
from tests.web.people import Browser, hidden, words


@pytest.fixture
async def desk_at(browser: Browser) -> Browser:
    await browser.enter("coordinator")
    return browser


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []),
        ("requ", ["Requester"]),
        ("job requ", ["Requester"]),
        ("familie", ["Outsider"]),
        ("xyz", []),
    ],
)
async def test_who_rings_is_found_by_name_or_unit(desk_at: Browser, typed: str, names: list[str]) -> None:
    page = await desk_at.see("/bestil/telefon", params={"q": typed})

    assert re.findall(r'ringer=[^"]+">(\w+)</a>', page.text) == names
    assert ("enhed=familie" in page.text) is (typed == "familie")
    assert ("Ingen passer" in words(page)) is (typed == "xyz")


async def test_the_form_opens_as_theirs_and_the_booking_is_theirs(
    desk_at: Browser, office: Resources, cast: Cast
) -> None:
    form = await desk_at.see("/bestil", params={"ringer": "requester@example.org"})
    unknown = await desk_at.see("/bestil", params={"enhed": "familie"})
    typed = {
        "key": hidden(form, "key"),
        "unit": "jobcenter",
        "requester": "requester@example.org",
        "channel": "phone",
        "contact": "Requester",
        "language": "apc",
        "case_type": "integration_benefit",
        "mode": "phone",
        "phone": "99 31 00 00",
        "date": "tor",
        "start": "10",
        "minutes": "60",
    }
    sent = await desk_at.send("/bestil", typed)
    async with office.desk(cast.coordinator) as desk:
        booking = await bookings.find(desk, sent.headers["location"].rsplit("/", 1)[1])

    assert all(
        chosen in form.text
        for chosen in (
            '<option value="jobcenter" selected>',
            '<option value="requester@example.org" selected>',
            '<option value="phone" selected>',
            'name="contact" value="Requester"',
        )
    )
    assert '<option value="familie" selected>' in unknown.text
    assert (booking.requester_id, booking.channel) == (cast.requester.account_id, "phone")


async def test_a_requester_takes_no_calls(browser: Browser) -> None:
    await browser.enter("requester")

    assert (await browser.see("/bestil/telefon")).status_code == 403
    assert (await browser.see("/bestil?ringer=outsider@example.org")).status_code == 403
