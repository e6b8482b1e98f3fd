"""Rating, complaining, answering and deciding on the pages."""

from datetime import timedelta

from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Report
from tests.builders import Cast, order
from tests.conftest import Clock, Keep
from tests.web.people import Browser, words


async def test_a_complaint_goes_its_way_on_the_pages(
    browser: Browser, office: Resources, cast: Cast, clock: Clock, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
    await keep()
    clock.at = booked.ends_at + timedelta(hours=1)
    async with office.desk(cast["salma"]) as desk:
        await bookings.deliver(desk, number=booked.number, report=Report())
    here = f"/bestillinger/{booked.number}/kvalitet"

    await browser.enter("requester")
    linked = here in (await browser.see(f"/bestillinger/{booked.number}")).text
    rated = await browser.send(f"{here}/stjerner", {"stars": "4"})
    wrong = await browser.send(f"{here}/klag", {"about": "late", "text": "  "})
    made = await browser.send(f"{here}/klag", {"about": "late", "text": "Kom for sent"})
    complaint = made.headers["location"]
    await browser.enter("coordinator")
    heard = await browser.send(f"{complaint}/hoer")
    early = await browser.send(f"{complaint}/afgoer", {"ruling": "upheld", "decision": "Ja"})
    await browser.enter("salma")
    listed = words(await browser.see("/klager"))
    answered = await browser.send(f"{complaint}/svar", {"answer": "Bussen kørte ikke"})
    await browser.enter("coordinator")
    empty = await browser.send(f"{complaint}/afgoer", {"ruling": "upheld", "decision": ""})
    decided = await browser.send(f"{complaint}/afgoer", {"ruling": "upheld", "decision": "Det var for sent"})
    figures = words(await browser.see("/kvalitet"))
    await browser.enter("requester")
    seen = words(await browser.see(complaint))

    steps = [one.status_code for one in (rated, wrong, made, heard, early, answered, empty, decided)]
    assert (linked, steps) == (True, [303, 422, 303, 303, 409, 303, 422, 303])
    assert "Skriv, hvad der er sket" in words(wrong)
    assert "K-2026-" in listed
    assert "Medhold" in seen
    assert "Det var for sent" in seen
    assert "Bussen kørte ikke" in seen
    assert "Salma Idris" in figures
    assert "for få" in figures
