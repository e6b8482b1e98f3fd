"""Who is asked together, who is asked next, and what the office can do about it by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Status
from booking.domain.errors import Conflict, Denied
from booking.domain.offering import How, OfferPolicy, Step
from booking.domain.offers import OfferState, deadline_of
from booking.local.sink import Sink
from booking.persistence.ids import new_id
from booking.resources import Resources
from booking.services import answers, bookings, offers
from booking.services.asking import ask
from booking.services.policies import policy_in_force, set_policy
from tests.builders import FARID, SALMA, Cast, order
from tests.conftest import Clock, Keep
from tests.services.asking import AGENCY, hire_six, offers_of, open_offers_of, teach_bureau, tigrinya, wanted


@pytest.mark.parametrize(
    ("ahead", "asked"), [(timedelta(hours=3), 6), (timedelta(hours=10), 3), (timedelta(days=3), 1)]
)
async def test_the_less_time_there_is_the_more_are_asked_at_once(
    office: Resources, cast: Cast, keep: Keep, ahead: timedelta, asked: int
) -> None:
    await hire_six(office)

    booked = await wanted(office, cast, ahead)
    await keep()

    found = await open_offers_of(office, cast, booked.number)
    assert [one.rank for one in found] == list(range(1, asked + 1))
    assert len({one.answer_by for one in found}) == 1


async def test_the_next_are_asked_only_when_all_who_were_asked_have_answered_or_let_it_lapse(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    people = await hire_six(office)
    booked = await wanted(office, cast, timedelta(hours=10))
    await keep()
    first = await open_offers_of(office, cast, booked.number)

    for at, offer in enumerate(first[:2], start=1):
        async with office.desk(people[offer.interpreter_id]) as desk:
            await offers.decline(desk, offer_id=offer.id)
        await keep()
        assert len(await open_offers_of(office, cast, booked.number)) == 3 - at
    async with office.desk(cast.coordinator) as desk:
        await offers.lapse(desk, offer_id=first[2].id)
    await keep()

    second = await open_offers_of(office, cast, booked.number)
    assert len(second) == 3
    assert {one.interpreter_id for one in second} & {one.interpreter_id for one in first} == set()


async def test_whoever_did_not_get_the_job_is_told_once_and_the_winner_is_invited(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    people = await hire_six(office)
    booked = await wanted(office, cast, timedelta(hours=3))
    await keep()
    winner, *losers = await open_offers_of(office, cast, booked.number)

    async with office.desk(people[winner.interpreter_id]) as desk:
        confirmed = await answers.accept(desk, offer_id=winner.id)
    await keep()

    async with office.desk(people[losers[0].interpreter_id]) as desk:
        with pytest.raises(Conflict, match="gone to another interpreter"):
            await answers.accept(desk, offer_id=losers[0].id)
    closed = [str(sink.read(one)["To"]) for one in sink.messages() if "lukket" in str(sink.read(one)["Subject"])]
    assert confirmed.status is Status.CONFIRMED
    assert len(closed) == len(set(closed)) == 5
    assert [one.state for one in await offers_of(office, cast, booked.number)] == ["accepted"] + 5 * ["lost"]


async def test_the_office_asks_everybody_by_hand_and_those_who_were_asked_keep_their_offer(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    await hire_six(office)
    booked = await wanted(office, cast, timedelta(days=3))
    await keep()
    [first] = await open_offers_of(office, cast, booked.number)

    async with office.desk(cast.coordinator) as desk:
        await ask(desk, number=booked.number, how=How.ALL)
    found = await open_offers_of(office, cast, booked.number)
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict, match="nobody left to ask"):
            await ask(desk, number=booked.number, how=How.ALL)

    assert len(found) == 6
    assert found[0] == first


async def test_the_office_names_whom_to_ask_and_is_told_why_somebody_cannot(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    people = await hire_six(office)
    booked = await wanted(office, cast, timedelta(days=3))
    await keep()
    chosen = tigrinya(4).id

    async with office.desk(cast.coordinator) as desk:
        await ask(desk, number=booked.number, how=How.NEXT, interpreters=[chosen])
    async with office.desk(people[chosen]) as desk:
        [(mine, _)] = await offers.open_offers(desk)
        await offers.decline(desk, offer_id=mine.id)
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict, match="cannot take the job"):
            await ask(desk, number=booked.number, how=How.NEXT, interpreters=[chosen])
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict, match="cannot take the job"):
            await ask(desk, number=booked.number, how=How.NEXT, interpreters=[FARID])


async def test_nobody_else_asks_for_the_office(office: Resources, cast: Cast, keep: Keep) -> None:
    booked = await wanted(office, cast, timedelta(days=3))

    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await ask(desk, number=booked.number, how=How.ALL)


async def test_a_supplier_is_asked_last_and_gets_an_order_number_to_quote(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    people = await hire_six(office)
    await teach_bureau(office)
    booked = await wanted(office, cast, timedelta(hours=3))
    await keep()
    for offer in await open_offers_of(office, cast, booked.number):
        async with office.desk(people[offer.interpreter_id]) as desk:
            await offers.decline(desk, offer_id=offer.id)
    await keep()

    [last] = await open_offers_of(office, cast, booked.number)

    assert last.interpreter_id == AGENCY
    assert last.order_number == "R-2026-000001"
    mails = [sink.read(one) for one in sink.messages() if "bureau.syd" in str(sink.read(one)["To"])]
    [text] = [part.get_content() for mail in mails for part in mail.walk() if part.get_content_type() == "text/plain"]
    assert "Rekvisitionsnummer: R-2026-000001 (skriv det på fakturaen)" in text


async def test_the_office_writes_down_what_a_supplier_says_on_the_telephone(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    await teach_bureau(office)
    booked = await wanted(office, cast, timedelta(days=3))
    await keep()
    [offer] = await open_offers_of(office, cast, booked.number)

    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await answers.accept(desk, offer_id=offer.id, on_behalf=True)
    async with office.desk(cast.coordinator) as desk:
        confirmed = await answers.accept(desk, offer_id=offer.id, on_behalf=True)

    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, booked.number)
        entries = await desk.histories.of(booked.id)
    assert (confirmed.status, details.offers[0].state) == (Status.CONFIRMED, OfferState.ACCEPTED)
    assert [one.actor_name for one in entries if one.action == "offer accepted"] == ["Coordinator"]


async def test_the_office_changes_the_policy_and_the_next_booking_follows_it(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await hire_six(office)
    async with office.desk(cast.coordinator) as desk:
        await set_policy(desk, policy=OfferPolicy(steps=(Step(0, How.SEVERAL, 45),), several=2))
    office.forget_reference()

    booked = await wanted(office, cast, timedelta(days=3))
    await keep()

    async with office.desk(cast.coordinator) as desk:
        assert policy_in_force(desk).several == 2
    found = await open_offers_of(office, cast, booked.number)
    assert [deadline_of(one, booked.starts_at).derivation.da for one in found] == 2 * [
        "45 minutter i kontorets åbningstid (hverdage 08.00–16.00) efter tilbuddet tirsdag 10/3 kl. 08.00"
        " = tirsdag 10/3 kl. 08.45"
    ]


async def test_salaried_staff_are_assigned_and_never_asked_by_the_policy(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    booked = await wanted(office, cast, timedelta(hours=3), language="apc")
    await keep()

    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, booked.number)
    assert details.interpreter is not None
    assert (details.interpreter.id, details.offers) == (SALMA, [])


async def test_somebody_who_is_asked_twice_for_the_same_hour_may_say_yes_to_one(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        first, second = [await bookings.request(desk, order=order(language="pes", citizen_ref="")) for _ in range(2)]
    await keep()
    async with office.desk(SYSTEM) as desk:  # as two workers do that match both at the same moment
        [offer] = await desk.offers.of_booking(first.id)
        await desk.offers.add_all([replace(offer, id=new_id(), booking_id=second.id)])

    async with office.desk(cast["farid"]) as desk:
        taken = await answers.accept(desk, offer_id=offer.id)

    assert taken.status is Status.CONFIRMED
