"""A yes to one job takes back what else was asked for the same hour, however many say yes at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking, Status
from booking.domain.offers import OfferState
from booking.persistence.ids import new_id
from booking.resources import Resources
from booking.services.answers import accept
from booking.services.assignments import assign
from booking.services.matching import match
from booking.settings import Settings
from tests.builders import Cast
from tests.conftest import NOW, Keep
from tests.faults.test_broadcast import yes
from tests.faults.test_double_booking import deadlocks
from tests.services.asking import hire_six, offers_of, open_offers_of, wanted

ROUNDS = 6


async def asked_for_both(
    office: Resources, cast: Cast, ahead: timedelta, *, minutes: int = 60
) -> tuple[Booking, Booking]:
    """Two bookings of one time, each offered to the same people: as two workers do that match both at once."""
    ends_at = NOW + ahead + timedelta(minutes=minutes)
    first, second = [await wanted(office, cast, ahead, ends_at=ends_at) for _ in range(2)]
    async with office.desk(SYSTEM) as desk:
        await match(desk, booking_id=first.id)
        asked = await desk.offers.of_booking(first.id)
        await desk.offers.add_all([replace(one, id=new_id(), booking_id=second.id) for one in asked])
        booked = await desk.bookings.by_id(second.id)
        await desk.bookings.save(
            booked, replace(booked, status=Status.OFFERED, version=booked.version + 1), action="offered"
        )
    return first, second


async def test_people_who_say_yes_crosswise_on_cold_connections_each_get_one_and_nobody_is_asked_for_two(
    office: Resources, settings: Settings, cast: Cast
) -> None:
    people = await hire_six(office)
    for at in range(ROUNDS):
        both = await asked_for_both(office, cast, timedelta(minutes=20 * (at + 1)), minutes=10)
        asked = [await open_offers_of(office, cast, one.number) for one in both]
        crosswise = [asked[n % 2][n] for n in range(len(asked[0]))]
        await office.engine.dispose()

        said = await asyncio.gather(*(yes(office, people[one.interpreter_id], one) for one in crosswise))

        offers = [one for booked in both for one in await offers_of(office, cast, booked.number)]
        winners = {one.interpreter_id for one in offers if one.state is OfferState.ACCEPTED}
        assert (said.count("has it"), len(winners)) == (2, 2)
        assert {one.state for one in offers} <= {OfferState.ACCEPTED, OfferState.ENGAGED, OfferState.LOST}
    assert await deadlocks(settings) == 0


async def test_a_yes_closes_what_else_was_asked_for_the_hour_tells_it_and_goes_on_to_the_next(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    people = await hire_six(office)
    first, second = await asked_for_both(office, cast, timedelta(hours=6))
    later = await wanted(office, cast, timedelta(hours=8))
    [ours, *_], theirs = (
        await open_offers_of(office, cast, first.number),
        await open_offers_of(office, cast, second.number),
    )
    async with office.desk(SYSTEM) as desk:
        beside = replace(ours, id=new_id(), booking_id=later.id, starts_at=later.starts_at, ends_at=later.ends_at)
        await desk.offers.add_all([beside])
        for one in theirs:
            if one.interpreter_id != ours.interpreter_id:
                await desk.offers.close(one, replace(one, state=OfferState.DECLINED))

    async with office.desk(people[ours.interpreter_id]) as desk:
        await accept(desk, offer_id=ours.id)

    async with office.desk(cast.coordinator) as desk:
        clashed = next(one for one in await desk.offers.of_booking(second.id) if one.state is OfferState.ENGAGED)
        actions = [entry.action for entry in await desk.histories.of(second.id)]
        beside = await desk.offers.get(beside.id)
    assert clashed.interpreter_id == ours.interpreter_id
    assert (actions.count("offer engaged"), actions.count("next is asked")) == (1, 1)
    assert beside.state is OfferState.OPEN
    await keep()
    again = await open_offers_of(office, cast, second.number)
    assert again
    assert ours.interpreter_id not in {one.interpreter_id for one in again}


async def test_the_office_gives_somebody_a_job_and_takes_back_what_they_were_asked_for_the_same_hour(
    office: Resources, cast: Cast
) -> None:
    await hire_six(office)
    first, second = await asked_for_both(office, cast, timedelta(hours=6))
    [ours, *_] = await open_offers_of(office, cast, first.number)

    async with office.desk(cast.coordinator) as desk:
        await assign(desk, number=first.number, interpreter_id=ours.interpreter_id)

    states = {one.interpreter_id: one.state for one in await offers_of(office, cast, second.number)}
    assert states[ours.interpreter_id] is OfferState.ENGAGED
