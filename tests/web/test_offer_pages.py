"""Offers on the pages: the office asks and answers for others, an interpreter gives a job back."""

from datetime import timedelta

from booking.domain.bookings import Status
from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast, order
from tests.conftest import Keep
from tests.services.asking import hire_six, open_offers_of, teach_bureau, wanted
from tests.web.people import Browser, words


async def test_the_office_offers_to_all_with_one_press_and_is_told_when_nobody_is_left(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await hire_six(office)
    booked = await wanted(office, cast, timedelta(days=3))
    await keep()
    await browser.enter("coordinator")
    page = await browser.see(f"/bestillinger/{booked.number}")

    asked = await browser.send(f"/bestillinger/{booked.number}/tilbyd", {"how": "all"})
    again = await browser.send(f"/bestillinger/{booked.number}/tilbyd", {"how": "all"})
    from_board = await browser.send(f"/bestillinger/{booked.number}/tilbyd", {"how": "all", "dag": "2026-03-13"})

    assert "Ellers gælder reglen: én ad gangen." in words(page)
    assert (asked.status_code, again.status_code, from_board.status_code) == (303, 409, 409)
    assert len(await open_offers_of(office, cast, booked.number)) == 6
    assert (await browser.send(f"/bestillinger/{booked.number}/tilbyd", {"how": "x"})).status_code == 422


async def test_the_office_writes_down_what_the_agency_said(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    await teach_bureau(office)
    booked, other = await wanted(office, cast, timedelta(days=3)), await wanted(office, cast, timedelta(days=4))
    await keep()
    await browser.enter("coordinator")
    page = words(await browser.see(f"/bestillinger/{booked.number}"))
    [offer] = await open_offers_of(office, cast, booked.number)
    [second] = await open_offers_of(office, cast, other.number)

    yes = await browser.send(f"/bestillinger/{booked.number}/tilbud/{offer.id}/svar", {"answer": "yes"})
    no = await browser.send(f"/bestillinger/{other.number}/tilbud/{second.id}/svar", {"answer": "no"})

    assert "Rekvisitionsnummer R-2026-000001" in page
    assert "Bureauet har sagt ja" in page
    assert (yes.status_code, no.status_code) == (303, 303)
    async with office.desk(cast.coordinator) as desk:
        assert (await bookings.read(desk, booked.number)).booking.status is Status.CONFIRMED
    assert await open_offers_of(office, cast, other.number) == []


async def test_an_interpreter_gives_a_job_back_with_a_reason(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
    await keep()
    await browser.enter("salma")
    before = words(await browser.see("/tolk"))

    silent = await browser.send(f"/tolk/opgaver/{booked.number}/spring-fra", {"reason": ""})
    given = await browser.send(f"/tolk/opgaver/{booked.number}/spring-fra", {"reason": "Syg"})
    again = await browser.send(f"/tolk/opgaver/{booked.number}/spring-fra", {"reason": "Syg"})

    assert "Spring fra" in before
    assert (silent.status_code, given.status_code, again.status_code) == (422, 303, 409)
    await browser.enter("coordinator")
    assert "Tolken sprang fra" in words(await browser.see(f"/bestillinger/{booked.number}"))


async def test_what_was_given_back_too_late_is_said_in_the_queue_of_the_board(
    browser: Browser, office: Resources, cast: Cast, keep: Keep
) -> None:
    booked = await wanted(office, cast, timedelta(hours=5), language="apc")
    await keep()
    await browser.enter("salma")
    await browser.send(f"/tolk/opgaver/{booked.number}/spring-fra", {"reason": "Syg"})
    await browser.enter("coordinator")

    assert "Tolken sprang fra kl. 08.00" in words(await browser.see("/tavle"))


async def test_the_office_changes_the_rules_and_a_gap_in_them_comes_back_as_typed(
    browser: Browser, office: Resources
) -> None:
    await browser.enter("coordinator")
    typed = {
        "lead-0": "0,5",
        "how-0": "several",
        "thinking-0": "20",
        "lead-1": "0",
        "how-1": "all",
        "thinking-1": "5",
        "lead-2": "",
        "several": "4",
        "opens": "7.30",
        "closes": "18",
        "late_hours": "48",
        "now_minutes": "2",
        "bridge_phone": "99 31 99 99",
    }

    wrong = [
        await browser.send("/tilbudsregler", typed | different)
        for different in (
            {"closes": "7"},
            {"lead-1": "1"},
            {"lead-1": "snart"},
            {"lead-1": "1e9"},
            {"how-0": "none"},
            {"thinking-0": "1,5"},
            {"several": "-1"},
        )
    ]
    saved = await browser.send("/tilbudsregler", typed)
    office.forget_reference()
    page = words(await browser.see("/tilbudsregler"))
    await browser.enter("leader")
    read = await browser.see("/tilbudsregler")

    assert [one.status_code for one in wrong] == 7 * [422]
    assert 'value="snart"' in wrong[2].text
    assert saved.status_code == 303
    assert "30 minutter før eller mere: 4 ad gangen, 20 minutter i kontorets åbningstid til at svare" in page
    assert "Under 30 minutter før: alle på én gang, 5 minutter til at svare" in page
    assert "Gem reglerne" not in words(read)
