"""The interpreter's page, the remote share, and the mails of local mode."""

from datetime import timedelta

import pytest

from booking.domain.bookings import Status
from booking.resources import Resources
from booking.services import bookings
from booking.services.offers import open_offers
from tests.builders import Cast, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, words


async def offered(office: Resources, cast: Cast, keep: Keep) -> tuple[str, str]:
    """The number of a booking that Farid is asked about, and the offer."""
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="pes", citizen_ref=""))).number
    await keep()
    async with office.desk(cast["farid"]) as desk:
        [(offer, _)] = await open_offers(desk)
    return number, str(offer.id)


async def status_of(office: Resources, cast: Cast, number: str) -> Status:
    async with office.desk(cast.coordinator) as desk:
        return (await bookings.read(desk, number)).booking.status


async def test_an_offer_is_accepted_once_and_the_second_yes_is_told_kindly(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    number, offer_id = await offered(office, cast, keep)
    await browser.enter("farid")
    before = words(await browser.see("/tolk"))

    first = await browser.send(f"/tolk/tilbud/{offer_id}/accepter")
    page = words(await browser.see("/tolk"))
    second = await browser.send(f"/tolk/tilbud/{offer_id}/accepter")

    assert ("Farsi" in before, "Acceptér" in before) == (True, True)
    assert (first.status_code, await status_of(office, cast, number)) == (303, Status.CONFIRMED)
    assert f"{number} er din" in page
    assert "Næste opgave" in page
    assert (second.status_code, "allerede sagt ja" in words(second)) == (409, True)


async def test_an_offer_is_declined_with_one_press(browser: Browser, office: Resources, cast: Cast, keep: Keep) -> None:
    number, offer_id = await offered(office, cast, keep)
    await browser.enter("farid")

    answer = await browser.send(f"/tolk/tilbud/{offer_id}/afvis")
    await keep()

    assert (answer.status_code, await status_of(office, cast, number)) == (303, Status.UNFILLED)


async def test_looking_at_an_offer_answers_nothing(browser: Browser, office: Resources, cast: Cast, keep: Keep) -> None:
    number, offer_id = await offered(office, cast, keep)
    await browser.enter("farid")

    answers = [await browser.see(f"/tolk/tilbud/{offer_id}/{verb}") for verb in ("accepter", "afvis")]

    assert [(one.status_code, one.headers["location"]) for one in answers] == [(303, "/tolk")] * 2
    assert await status_of(office, cast, number) is Status.OFFERED


async def test_hours_are_reported_as_booked_or_corrected(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    await keep()
    clock.at += timedelta(days=2, hours=6)
    await browser.enter("salma")
    path, typed = f"/tolk/opgaver/{number}/udfoert", {"date": "12.3.2026", "start": "10", "end": "11", "mode": "phone"}

    listed = words(await browser.see("/tolk"))
    wrong = await browser.send(path, typed | {"end": "9"})
    right = await browser.send(path, typed)

    assert "Udført som bestilt" in listed
    assert (wrong.status_code, "Sluttidspunktet" in words(wrong), 'value="9"' in wrong.text) == (422, True, True)
    assert (right.status_code, await status_of(office, cast, number)) == (303, Status.DELIVERED)


async def test_the_share_shows_its_definition_and_leads_to_its_bookings(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    await keep()
    clock.at += timedelta(days=2, hours=6)
    async with office.desk(cast["salma"]) as desk:
        await bookings.deliver(desk, number=number, report=bookings.Report())
    await browser.enter("leader")

    page = words(await browser.see("/rapporter/fjerntolkning"))
    rows = await browser.see("/rapporter/fjerntolkning/bestillinger?fra=1.1&til=2026-03-12")
    sheets = [await browser.see(f"/rapporter/fjerntolkning{part}.csv") for part in ("", "/bestillinger")]

    assert "Andel 100 %" in page
    assert "Definition R02, version 2" in page
    assert f'href="/bestillinger/{number}"' in rows.text
    assert [one.headers["content-type"] for one in sheets] == ["text/csv; charset=utf-8"] * 2
    assert number in sheets[1].text


@pytest.mark.parametrize("period", ["fra=39.1", "fra=1.2.2026&til=1.1.2026", "fra=1.1.1980"])
async def test_a_period_that_cannot_be_is_said_at_its_fields(browser: Browser, period: str) -> None:
    await browser.enter("leader")

    answer = await browser.see(f"/rapporter/fjerntolkning?{period}")

    assert (answer.status_code, 'id="from-fejl"' in answer.text) == (422, True)
