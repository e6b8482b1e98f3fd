"""Making an address, and reading the calendar under it with two parsers."""

from collections.abc import Awaitable, Callable

import httpx
import icalendar
import vobject  # type: ignore[import-untyped]

from booking.domain.bookings import Booking
from booking.resources import Resources
from booking.services import feeds
from tests.builders import Cast

Book = Callable[..., Awaitable[Booking]]


async def address_of(office: Resources, cast: Cast, name: str) -> str:
    """A new address of a member of the cast."""
    async with office.desk(cast[name]) as desk:
        return f"/f/{await feeds.make_feed(desk)}/tolk.ics"


def events_of(answer: httpx.Response) -> dict[str, icalendar.Event]:
    """By number, as the summary has it."""
    assert answer.status_code == 200, answer.text
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert len(vobject.readOne(answer.text).contents.get("vevent", [])) == len(calendar.events)
    found = {str(event["SUMMARY"]).removeprefix("Aflyst: ").split()[-2].strip(","): event for event in calendar.events}
    assert len(found) == len(calendar.events)
    return found


def summaries(answer: httpx.Response) -> list[str]:
    return [str(event["SUMMARY"]) for event in events_of(answer).values()]
