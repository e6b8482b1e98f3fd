"""An interpreter now: everybody free and willing is asked, the first yes has the call, and nobody is said honestly."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from booking.domain.bookings import Booking, Order, Status
from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.modes import Mode
from booking.domain.offering import OfferPolicy
from booking.domain.offers import Offer, OfferState
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import answers, bookings, offers
from booking.services.on_demand import Way, bridge, call, from_now, give_up, go_on, progress, set_ready
from booking.services.policies import set_policy
from tests.builders import FARID, OLENA, SALMA, Cast, order
from tests.conftest import NOW, Clock, Keep
from tests.services.asking import hire, hire_six, open_offers_of, tigrinya


def now_wish(**different: Any) -> Order:
    starts_at, ends_at = from_now(NOW, 30)
    usual: dict[str, Any] = {"language": "tir", "citizen_ref": "", "starts_at": starts_at, "ends_at": ends_at}
    return order(**usual | different)


async def called(office: Resources, cast: Cast, **different: Any) -> Booking:
    async with office.desk(cast.requester) as desk:
        return await call(desk, order=now_wish(**different))


async def test_everybody_free_is_asked_at_once_and_the_first_yes_has_the_call(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    people = await hire_six(office)

    booked = await called(office, cast)

    asked = await open_offers_of(office, cast, booked.number)
    assert (booked.status, len(asked)) == (Status.OFFERED, 6)
    assert {one.answer_by for one in asked} == {NOW + timedelta(minutes=3)}
    async with office.desk(people[asked[3].interpreter_id]) as desk:
        await answers.accept(desk, offer_id=asked[3].id)
    async with office.desk(cast.requester) as desk:
        found = await progress(desk, number=booked.number)
    assert found.interpreter is not None
    assert (found.interpreter.id, found.booking.status, found.asked) == (asked[3].interpreter_id, Status.CONFIRMED, 6)
    assert found.ways == ()


async def test_salaried_staff_are_asked_like_everybody_else_and_agencies_are_not(office: Resources, cast: Cast) -> None:
    arabic = await called(office, cast, language="apc")
    pashto = await called(office, cast, language="pus")

    [offer] = await open_offers_of(office, cast, arabic.number)
    assert offer.interpreter_id == SALMA
    assert (pashto.status, await open_offers_of(office, cast, pashto.number)) == (Status.UNFILLED, [])


async def test_whoever_says_that_they_may_be_rung_is_asked_outside_their_hours_and_can_say_yes(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    people = await hire(office, [tigrinya(0, hours=()), tigrinya(1, hours=())])
    ready = tigrinya(1).id
    async with office.desk(people[ready]) as desk:
        assert await set_ready(desk, hours=2) == NOW + timedelta(hours=2)

    booked = await called(office, cast)
    [offer] = await open_offers_of(office, cast, booked.number)
    async with office.desk(people[ready]) as desk:
        confirmed = await answers.accept(desk, offer_id=offer.id)
        assert await set_ready(desk, hours=0) is None

    assert (offer.interpreter_id, confirmed.status) == (ready, Status.CONFIRMED)
    clock.at += timedelta(hours=3)
    starts_at, ends_at = from_now(clock.at, 30)
    assert (await called(office, cast, starts_at=starts_at, ends_at=ends_at)).status is Status.UNFILLED


async def test_ready_now_is_no_answer_to_a_booking_in_advance(office: Resources, cast: Cast, keep: Keep) -> None:
    people = await hire(office, [tigrinya(0, hours=())])
    async with office.desk(people[tigrinya(0).id]) as desk:
        await set_ready(desk, hours=12)

    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(
            desk, order=now_wish(starts_at=NOW + timedelta(hours=2), ends_at=NOW + timedelta(hours=3))
        )
    await keep()

    async with office.desk(cast.coordinator) as desk:
        assert (await bookings.read(desk, booked.number)).booking.status is Status.UNFILLED


async def test_when_nobody_comes_it_is_said_with_what_else_there_is(
    office: Resources, cast: Cast, keep: Keep, sink: Sink, clock: Clock
) -> None:
    booked = await called(office, cast, language="pes")
    for offer in await open_offers_of(office, cast, booked.number):
        async with office.desk(cast.coordinator) as desk:
            await offers.lapse(desk, offer_id=offer.id)
    clock.at += timedelta(minutes=3)
    await keep()

    async with office.desk(cast.requester) as desk:
        found = await progress(desk, number=booked.number)

    assert found.booking.status is Status.UNFILLED
    assert [(one.way, one.count) for one in found.ways] == [(Way.SUBSTITUTE, 2), (Way.VIDEO, 1), (Way.LATER, 1)]
    assert not any("Endnu ingen tolk" in str(sink.read(one)["Subject"]) for one in sink.messages())


@pytest.mark.parametrize(
    ("way", "mode", "status", "later"),
    [
        (Way.SUBSTITUTE, Mode.PHONE, Status.OFFERED, 0),
        (Way.VIDEO, Mode.SKYPE, Status.OFFERED, 0),
        (Way.LATER, Mode.PHONE, Status.REQUESTED, 30),
    ],
)
async def test_the_next_best_is_ordered_in_its_place(
    office: Resources, cast: Cast, keep: Keep, way: Way, mode: Mode, status: Status, later: int
) -> None:
    booked = await called(office, cast, language="pes")
    async with office.desk(cast["farid"]) as desk:
        [(offer, _)] = await offers.open_offers(desk)
        await offers.decline(desk, offer_id=offer.id)
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Conflict, match="no longer waits"):
            await go_on(desk, number=booked.number, way=way)
    await keep()

    async with office.desk(cast.requester) as desk:
        made = await go_on(desk, number=booked.number, way=way)
        before = await desk.bookings.get(booked.number)

    assert (made.mode, made.status, made.starts_at) == (mode, status, NOW + timedelta(minutes=later))
    assert before.status is Status.CANCELLED


async def test_a_call_is_taken_back_for_nothing_until_somebody_has_said_yes(office: Resources, cast: Cast) -> None:
    first, second = await called(office, cast, language="prs"), await called(office, cast, language="apc")

    async with office.desk(cast.requester) as desk:
        assert (await give_up(desk, number=first.number)).status is Status.CANCELLED
    async with office.desk(cast["salma"]) as desk:
        [(offer, _)] = await offers.open_offers(desk)
        await answers.accept(desk, offer_id=offer.id)
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Conflict, match="has said yes"):
            await give_up(desk, number=second.number)

    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, first.number)
    assert {one.interpreter_id for one in details.offers} == {FARID, OLENA}
    assert {one.state for one in details.offers} == {OfferState.WITHDRAWN}


async def test_several_who_say_yes_in_the_same_moment_leave_one_with_the_call(office: Resources, cast: Cast) -> None:
    people = await hire_six(office)
    booked = await called(office, cast)
    asked = await open_offers_of(office, cast, booked.number)

    async def yes(offer: Offer) -> str:
        try:
            async with office.desk(people[offer.interpreter_id]) as desk:
                await answers.accept(desk, offer_id=offer.id)
        except Conflict as error:
            return error.message.en
        return "has it"

    said = sorted(await asyncio.gather(*(yes(one) for one in asked)))

    assert said == sorted(["has it"] + 5 * ["The job has gone to another interpreter. Thank you for answering."])


async def test_the_bridge_is_used_where_the_office_has_one(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Invalid) as refused:
            bridge(desk)
        await set_policy(desk, policy=OfferPolicy(bridge_phone="99 31 99 99"))
    office.forget_reference()
    async with office.desk(cast.requester) as desk:
        assert bridge(desk) == "99 31 99 99"
    assert refused.value.field == "phone"


async def test_what_is_not_for_now_is_refused(office: Resources, cast: Cast, keep: Keep) -> None:
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Invalid):
            await call(desk, order=now_wish(mode=Mode.IN_PERSON, in_person_reason="child"))
    async with office.desk(cast["salma"]) as desk:
        with pytest.raises(Invalid):
            await set_ready(desk, hours=13)
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await set_ready(desk, hours=1)
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
        with pytest.raises(Conflict, match="booked in advance"):
            await progress(desk, number=booked.number)
