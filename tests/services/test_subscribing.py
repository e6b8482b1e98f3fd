"""Invitations, a feed or both; and what becomes of the jobs ahead when somebody chooses or gets a new address."""

from datetime import timedelta
from typing import Any

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, Invalid, NotFound
from booking.gateways.kept_mails import kept_mails
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import bookings
from booking.services.feeds import read_feed, subscription
from booking.services.subscribing import change_account_address, change_address, choose, make_address, read_choice
from tests.builders import FARID, SALMA, Cast, order
from tests.conftest import Keep
from tests.faults.test_mail_faults import move

REQUESTER, WORK, HOME = "requester@example.org", "salma@tolk.example.org", "salma@hjemme.example.org"
Told = tuple[str | None, int | None, str]


def told(sink: Sink, address: str) -> list[Told]:
    """What was mailed to somebody: method and SEQUENCE of the calendar part, and how the subject begins."""
    found = [one for one in kept_mails(sink.directory) if address in one.to]
    return [(one.method, one.sequence, one.subject.partition(":")[0].partition(" B-")[0]) for one in found]


async def chosen(office: Resources, cast: Cast, keep: Keep, choice: str, *, by: str = "salma") -> str:
    async with office.desk(cast[by]) as desk:
        token = await choose(desk, choice=choice)
    await keep()
    return token


async def booked(office: Resources, cast: Cast, keep: Keep, **different: Any) -> Booking:
    """A job with Salma; both have been told."""
    async with office.desk(cast.requester) as desk:
        made = await bookings.request(desk, order=order(**different))
    await keep()
    return made


async def moved(office: Resources, cast: Cast, keep: Keep, number: str) -> None:
    await move(office, cast, number, minutes=30)
    await keep()


async def standing_in(office: Resources, booking: Booking) -> list[tuple[str, str]]:
    """In whose calendars the booking stands, and how."""
    async with office.desk(SYSTEM) as desk:
        return sorted((one.stream.address, one.stream.form) for one in await desk.streams.live_of(booking.id))


async def test_whoever_chooses_the_feed_has_each_job_once_and_hears_of_everything_without_a_calendar_part(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    ahead = await booked(office, cast, keep)

    token = await chosen(office, cast, keep, "feed")
    later = await booked(office, cast, keep, starts_at=order().starts_at + timedelta(days=1), citizen_ref="")
    await moved(office, cast, keep, ahead.number)
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=ahead.number)
    await keep()

    assert told(sink, WORK) == [
        ("REQUEST", 0, "Tolkeopgave"),
        ("CANCEL", 1, "Ikke aflyst, kun taget ud af kalenderen"),
        (None, None, "Tolkeopgave"),
        (None, None, "Ny tid"),
        (None, None, "Aflyst"),
    ]
    assert {method for method, _, _ in told(sink, REQUESTER)} >= {"REQUEST", "CANCEL"}
    async with office.desk(SYSTEM) as desk:
        feed = (await read_feed(desk, token)).decode()
    assert (feed.count("BEGIN:VEVENT"), later.number in feed, ahead.number in feed) == (2, True, True)


async def test_whoever_goes_back_to_invitations_gets_one_for_each_job_ahead_and_the_feed_stops(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    token = await chosen(office, cast, keep, "feed")
    ahead = await booked(office, cast, keep)
    before = len(told(sink, WORK))

    await chosen(office, cast, keep, "invitations")

    assert told(sink, WORK)[before:] == [("REQUEST", 0, "Tolkeopgave")]
    assert await standing_in(office, ahead) == [(REQUESTER, "invitation"), (WORK, "invitation")]
    async with office.desk(SYSTEM) as desk:
        with pytest.raises(NotFound):
            await read_feed(desk, token)


async def test_the_same_choice_twice_sends_nothing_and_makes_no_second_address(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    await booked(office, cast, keep)

    tokens = [await chosen(office, cast, keep, choice) for choice in ("both", "both", "feed", "feed")]

    assert [bool(token) for token in tokens] == [True, False, False, False]
    assert [method for method, _, _ in told(sink, WORK)] == ["REQUEST", "CANCEL"]
    async with office.desk(cast["salma"]) as desk:
        assert await read_choice(desk) == ("feed", 0)


async def test_a_requester_may_subscribe_too_and_the_interpreters_calendar_is_untouched(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    ahead = await booked(office, cast, keep)

    await chosen(office, cast, keep, "feed", by="requester")

    assert await standing_in(office, ahead) == [(REQUESTER, "notice"), (WORK, "invitation")]
    assert told(sink, WORK) == [("REQUEST", 0, "Tolkeopgave")]


async def test_whoever_makes_an_address_beside_invitations_has_both(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["salma"]) as desk:
        await make_address(desk)
        assert (await read_choice(desk))[0] == "both"
        with pytest.raises(Invalid):
            await choose(desk, choice="paper")


async def test_a_new_address_takes_the_jobs_ahead_out_of_the_old_calendar_and_into_the_new_one(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    ahead = await booked(office, cast, keep)

    async with office.desk(cast.coordinator) as desk:
        await change_address(desk, interpreter_id=SALMA, email=HOME)
        await change_address(desk, interpreter_id=SALMA, email=HOME)
    await keep()
    await moved(office, cast, keep, ahead.number)

    assert told(sink, WORK) == [("REQUEST", 0, "Tolkeopgave"), ("CANCEL", 1, "Ikke aflyst, kun taget ud af kalenderen")]
    assert told(sink, HOME) == [("REQUEST", 0, "Tolkeopgave"), ("REQUEST", 1, "Ny tid")]
    assert len({one.uid for one in kept_mails(sink.directory) if "salma" in one.to}) == 2


async def test_an_answer_that_is_still_owed_is_owed_at_the_new_address(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    ahead = await booked(office, cast, keep)
    await moved(office, cast, keep, ahead.number)

    async with office.desk(cast.coordinator) as desk:
        await change_address(desk, interpreter_id=SALMA, email=HOME)

    async with office.desk(SYSTEM) as desk:
        found = {one.stream.address: one.stream.partstat for one in await desk.streams.live_of(ahead.id)}
    assert found == {REQUESTER: "ACCEPTED", HOME: "NEEDS-ACTION"}


@pytest.mark.parametrize(
    ("email", "refusal"), [("farid@tolk.example.org", Conflict), ("salma", Invalid), ("a@b.dk\r\nBcc: c@d.dk", Invalid)]
)
async def test_an_address_that_somebody_has_or_that_is_none_is_refused(
    office: Resources, cast: Cast, email: str, refusal: type[Exception]
) -> None:
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(refusal):
            await change_address(desk, interpreter_id=SALMA, email=email)


async def test_the_offices_command_changes_a_login_and_where_its_bookings_are_told(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    await booked(office, cast, keep)
    new = "anden@example.org"

    async with office.desk(SYSTEM) as desk:
        await change_account_address(desk, old=REQUESTER, new=new)
        refusals: dict[str, Any] = {REQUESTER: Invalid, new: Conflict}
        for old, refusal in refusals.items():
            with pytest.raises(refusal):
                await change_account_address(desk, old=old, new="salma@example.org")
    await keep()

    assert [method for method, _, _ in told(sink, REQUESTER)] == ["REQUEST", "CANCEL"]
    assert [method for method, _, _ in told(sink, new)] == ["REQUEST"]
    async with office.desk(cast["farid"]) as desk:
        assert (await subscription(desk)).subject.id == FARID
