"""Ranked wishes, tried one after another by the worker until somebody can."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from booking.domain.bookings import Booking, Status
from booking.domain.modes import Mode
from booking.domain.offers import OfferState
from booking.domain.wishes import Wish
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import answers, bookings, offers
from booking.services.bookings import Changes
from booking.services.matching import match
from booking.services.wishes import ranked_wishes
from tests.builders import SALMA, Cast, order
from tests.conftest import Clock
from tests.services.test_booking_life import now_is, open_offer, requested

Keep = Callable[[], Awaitable[None]]
START = order().starts_at


def wish(hours: int = 0, mode: Mode = Mode.PHONE) -> Wish:
    starts_at = START + timedelta(hours=hours)
    return Wish(mode=mode, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))


async def decline_all(office: Resources, cast: Cast, keep: Keep, number: str, *, times: int) -> list[str]:
    asked: list[str] = []
    for _ in range(times):
        who, offer_id = await open_offer(office, cast, number)
        asked.append(who)
        async with office.desk(cast[who]) as desk:
            await offers.decline(desk, offer_id=offer_id)
        await keep()
    return asked


def subjects(sink: Sink, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in map(sink.read, sink.messages()) if address in str(mail["To"])]


async def taken(office: Resources, cast: Cast, keep: Keep) -> Booking:
    """Salma's hour at the usual time is gone."""
    booked = await requested(office, cast, order(citizen_ref="other"))
    await keep()
    return booked


async def test_when_everybody_has_said_no_to_one_wish_they_are_asked_for_the_next(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    booked = await requested(office, cast, order(language="prs", alternatives=(wish(2),)))
    await keep()

    first = await decline_all(office, cast, keep, booked.number, times=2)
    who, offer_id = await open_offer(office, cast, booked.number)
    async with office.desk(cast[who]) as desk:
        await answers.accept(desk, offer_id=offer_id)

    details = await now_is(office, cast, booked.number)
    assert sorted(first) == ["farid", "olena"]
    assert [one.state for one in details.offers] == [OfferState.DECLINED, OfferState.DECLINED, OfferState.ACCEPTED]
    assert [one.starts_at for one in details.offers] == [START, START, START + timedelta(hours=2)]
    assert (details.booking.status, details.booking.wish) == (Status.CONFIRMED, 1)
    assert details.booking.period == wish(2).period
    assert details.assignment is not None
    assert details.assignment.starts_at == wish(2).starts_at
    [told] = subjects(sink, "requester@")
    assert told.startswith("Vi prøver dit næste ønske")


async def test_a_wish_that_salaried_staff_can_take_is_filled_at_once_and_told_in_one_mail(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    await taken(office, cast, keep)
    booked = await requested(office, cast, order(alternatives=(wish(mode=Mode.SKYPE), wish(3))))

    await keep()

    details = await now_is(office, cast, booked.number)
    assert details.interpreter is not None
    assert details.interpreter.id == SALMA
    assert (details.booking.status, details.booking.wish) == (Status.CONFIRMED, 2)
    assert [one.starts_at for one in details.booking.wishes] == [START, START, START + timedelta(hours=3)]
    about = [subject for subject in subjects(sink, "requester@") if booked.number in subject and "ønske" in subject]
    assert len(about) == 1
    assert about[0].startswith("Der er fundet en tolk til dit næste ønske")


async def test_only_after_the_last_wish_is_it_unfilled_and_matching_again_changes_nothing(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    await taken(office, cast, keep)
    booked = await requested(office, cast, order(alternatives=(wish(mode=Mode.SKYPE),)))
    await keep()
    before = (await now_is(office, cast, booked.number)).booking

    async with office.desk(cast.coordinator) as desk:
        await match(desk, booking_id=before.id)
        entries = await desk.histories.of(before.id)

    after = (await now_is(office, cast, booked.number)).booking
    assert (after.status, after.wish, after) == (Status.UNFILLED, 1, before)
    assert [entry.action for entry in entries] == ["requested", "next wish", "unfilled"]
    assert [one for one in subjects(sink, "requester@") if "ønske" in one] == []


async def test_a_wish_that_has_begun_is_passed_over(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    booked = await requested(office, cast, order(language="prs", alternatives=(wish(1), wish(48))))
    clock.at = START + timedelta(hours=1, minutes=1)

    await keep()

    booking = (await now_is(office, cast, booked.number)).booking
    assert (booking.wish, booking.starts_at, booking.status) == (2, START + timedelta(hours=48), Status.OFFERED)


async def test_another_wish_given_to_a_booking_that_nobody_could_take_is_searched_at_once(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    await taken(office, cast, keep)
    booked = await requested(office, cast, order(alternatives=(wish(mode=Mode.SKYPE),)))
    await keep()
    unfilled = (await now_is(office, cast, booked.number)).booking

    async with office.desk(cast.requester) as desk:
        more = Changes({"alternatives": (wish(4),)})
        await bookings.change(desk, number=booked.number, changes=more, version=unfilled.version)
    await keep()

    found = (await now_is(office, cast, booked.number)).booking
    assert (found.status, found.wish, found.period) == (Status.CONFIRMED, 2, wish(4).period)
    assert len(found.wishes) == 3


async def test_what_has_been_tried_bears_a_change_of_something_else(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await taken(office, cast, keep)
    booked = await requested(office, cast, order(alternatives=(wish(3),)))
    await keep()
    clock.at = START + timedelta(hours=1)

    async with office.desk(cast.requester) as desk:
        confirmed = await bookings.find(desk, booked.number)
        changes = Changes({"note": "Ring på"})
        after, _ = await bookings.change(desk, number=booked.number, changes=changes, version=confirmed.version)

    assert (after.note, after.wishes) == ("Ring på", confirmed.wishes)


async def test_a_wish_in_person_is_at_the_place_it_says(office: Resources, cast: Cast, keep: Keep) -> None:
    await taken(office, cast, keep)
    room = replace(wish(5, Mode.IN_PERSON), in_person_reason="child", address="Engvej 2, 9902 Vesterby")
    booked = await requested(office, cast, order(alternatives=(room,)))

    await keep()

    booking = (await now_is(office, cast, booked.number)).booking
    assert (booking.mode, booking.address, booking.lat) == (Mode.IN_PERSON, "Engvej 2, 9902 Vesterby", 57.02)


async def test_each_wish_says_what_it_costs_and_how_many_are_free_as_long_as_somebody_is_looked_for(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    booked = await requested(office, cast, order(alternatives=(wish(15),)))
    async with office.desk(cast.requester) as desk:
        waiting = await ranked_wishes(desk, booked)
    await keep()
    async with office.desk(cast.requester) as desk:
        filled = await ranked_wishes(desk, await bookings.find(desk, booked.number))
        single = await ranked_wishes(desk, replace(booked, alternatives=()))

    prices = [one.quote.price.total_ore for one in waiting if one.quote is not None]
    assert prices[0] < prices[1]
    assert [(one.rank, one.is_present, one.was_tried, one.free) for one in waiting] == [
        (1, True, False, 1),
        (2, False, False, 1),
    ]
    assert [one.free for one in filled] == [None, None]
    assert single == []
