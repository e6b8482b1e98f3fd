"""The deadline for free cancellation on the pages: before sending, while it can be cancelled, and on the bill."""

from datetime import timedelta

import httpx
import pytest

from booking.domain.texts import Tongue
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings.cancelling import cancellation_terms
from tests.builders import Cast, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, hidden, words

SAID: dict[Tongue, dict[str, str]] = {
    "da": {
        "derived": "4 timer før torsdag 12/3 kl. 10.00 = torsdag 12/3 kl. 06.00",
        "shown": "Gratis afbestilling til torsdag 12/3 kl. 06.00.",
        "owed": "Afbestilt torsdag 12/3 kl. 06.00, fristen var 4 timer før torsdag 12/3 kl. 10.00 = "
        "torsdag 12/3 kl. 06.00.",
        "date": "12.3.2026",
        "start": "10.00",
    },
    "en": {
        "derived": "4 hours before Thursday 12 March 10:00 = Thursday 12 March 06:00",
        "shown": "Free cancellation until Thursday 12 March 06:00.",
        "owed": "Cancelled Thursday 12 March 06:00, the deadline was 4 hours before Thursday 12 March 10:00 = "
        "Thursday 12 March 06:00.",
        "date": "12 Mar 2026",
        "start": "10:00",
    },
}


async def entered(browser: Browser, tongue: Tongue) -> dict[str, str]:
    await browser.enter("requester")
    await browser.send("/sprog", {"tongue": tongue, "next": "/"})
    return SAID[tongue]


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_the_order_form_says_it_before_sending(browser: Browser, tongue: Tongue) -> None:
    said = await entered(browser, tongue)
    form = await browser.see("/bestil")
    typed = {"language": "apc", "mode": "phone", "date": said["date"], "start": said["start"], "minutes": "60"}

    priced = words(await browser.send("/bestil/pris", typed | {"key": hidden(form, "key")}))

    assert said["derived"] in priced
    assert said["shown"] in priced


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_a_page_opened_in_time_and_sent_a_second_late_is_late_and_the_bill_says_both_instants(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock, tongue: Tongue
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
    await keep()
    async with office.desk(cast.requester) as desk:
        until = (await cancellation_terms(desk, await bookings.find(desk, booked.number))).deadline
    assert until is not None
    clock.at = until.instant
    said = await entered(browser, tongue)
    opened = await browser.see(f"/bestillinger/{booked.number}")
    version = hidden(opened, "version")

    clock.at += timedelta(seconds=1)
    await browser.send(f"/bestillinger/{booked.number}/afbestil", {"version": version})
    after = await browser.see(f"/bestillinger/{booked.number}")

    assert (said["derived"] in words(opened), said["owed"] in words(after)) == (True, True)
    assert free_and_owed(opened, tongue) == (True, False)
    assert free_and_owed(after, tongue) == (False, True)


def free_and_owed(page: httpx.Response, tongue: Tongue) -> tuple[bool, bool]:
    free, owed = {
        "da": ("gratis at afbestille nu", "Sen afbestilling af"),
        "en": ("Cancelling now is free", "Late cancellation of"),
    }[tongue]
    return free in words(page), owed in words(page)
