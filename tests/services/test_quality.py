"""Complaints, ratings and figures through the services, in a real office."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from booking.domain.errors import Conflict, NotFound
from booking.domain.periods import Period
from booking.domain.quality import About, Complaint, Figures, Ruling, Stage
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import answers, bookings, quality
from booking.services.bookings import Report
from booking.services.offers import open_offers
from tests.builders import FARID, SALMA, Cast, order
from tests.conftest import NOW, Clock, Keep

YEAR = Period(NOW - timedelta(days=1), NOW + timedelta(days=365))


async def held(office: Resources, cast: Cast, clock: Clock, keep: Keep) -> str:
    """The number of a booking that Salma has delivered, ten minutes after the booked start."""
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
    await keep()
    clock.at = booked.ends_at + timedelta(hours=1)
    async with office.desk(cast["salma"]) as desk:
        late = Report(starts_at=booked.starts_at + timedelta(minutes=10))
        await bookings.deliver(desk, number=booked.number, report=late)
    return booked.number


async def complained(office: Resources, cast: Cast, number: str) -> Complaint:
    async with office.desk(cast.requester) as desk:
        return await quality.complain(desk, number=number, about=About.LATE, text="Kom for sent, 010203-1234 ventede")


def subjects(sink: Sink, address: str) -> list[str]:
    read: list[EmailMessage] = [sink.read(one) for one in sink.messages()]
    return [str(one["Subject"]).split(":")[0] for one in read if address in str(one["To"])]


async def test_a_complaint_is_heard_answered_and_decided_and_everybody_is_told(
    office: Resources, cast: Cast, clock: Clock, keep: Keep, sink: Sink
) -> None:
    complaint = await complained(office, cast, await held(office, cast, clock, keep))
    async with office.desk(cast.coordinator) as desk:
        await quality.hear(desk, number=complaint.number)
    async with office.desk(cast["salma"]) as desk:
        await quality.answer(desk, number=complaint.number, text="Bussen kørte ikke")
    async with office.desk(cast.coordinator) as desk:
        await quality.decide(desk, number=complaint.number, ruling=Ruling.PARTLY, reason="Uden egen skyld")
    await keep()

    async with office.desk(cast.requester) as desk:
        case = await quality.read(desk, complaint.number)
    assert (case.complaint.stage, case.complaint.ruling, case.interpreter.id) == (Stage.DECIDED, Ruling.PARTLY, SALMA)
    assert "010203-1234" not in case.complaint.text
    assert subjects(sink, "salma@")[-2:] == ["Vi vil gerne høre dig om en klage", "En klage er afgjort"]
    assert subjects(sink, "requester@")[-1] == "En klage er afgjort"


async def test_a_complaint_is_not_the_interpreters_to_see_before_they_are_asked(
    office: Resources, cast: Cast, clock: Clock, keep: Keep
) -> None:
    complaint = await complained(office, cast, await held(office, cast, clock, keep))

    for name in ("salma", "farid", "outsider"):
        async with office.desk(cast[name]) as desk:
            with pytest.raises(NotFound):
                await quality.read(desk, complaint.number)
    async with office.desk(cast["salma"]) as desk:
        assert await quality.cases(desk) == []


async def test_the_log_of_a_booking_says_that_there_was_a_complaint_and_not_what_was_said(
    office: Resources, cast: Cast, clock: Clock, keep: Keep
) -> None:
    number = await held(office, cast, clock, keep)
    complaint = await complained(office, cast, number)

    async with office.desk(cast.coordinator) as desk:
        booking = await bookings.find(desk, number)
        last = (await desk.histories.of(booking.id))[-1]
    assert (last.action, dict(last.changes)) == ("complaint made", {"complaint": (None, complaint.number)})


async def test_what_has_not_taken_place_cannot_be_judged(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Conflict, match="has not taken place yet"):
            await quality.rate(desk, number=booked.number, stars=5)


async def test_the_figures_count_what_happened(office: Resources, cast: Cast, clock: Clock, keep: Keep) -> None:
    async with office.desk(cast.requester) as desk:
        await bookings.request(desk, order=order(language="pes", citizen_ref=""))
    await keep()
    async with office.desk(cast["farid"]) as desk:
        [(offer, _)] = await open_offers(desk)
        await answers.accept(desk, offer_id=offer.id)
    number = await held(office, cast, clock, keep)
    await complained(office, cast, number)
    for stars in (2, 4):
        async with office.desk(cast.requester) as desk:
            await quality.rate(desk, number=number, stars=stars)

    async with office.desk(cast["leader"]) as desk:
        found = {row.interpreter.id: row.figures for row in await quality.standings(desk, period=YEAR)}
    async with office.desk(cast["salma"]) as desk:
        own = await quality.own_figures(desk, interpreter_id=SALMA, period=YEAR)
    assert found == {
        FARID: Figures(offered=1, accepted=1),
        SALMA: Figures(assigned=1, delivered=1, late=1, complaints=1, rated=1, stars=4, minutes=50),
    }
    assert own.figures == found[SALMA]
