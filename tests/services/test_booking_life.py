"""A booking's life through the services, from the order to the refund."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from uuid import UUID

import icalendar
import pytest

from booking.domain.bookings import Booking, Order, Status
from booking.domain.changes import Consequence
from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.modes import Mode
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import answers, bookings, offers
from booking.services.bookings import Changes, Report
from tests.builders import FAMILY, FARID, OLENA, SALMA, Cast, order
from tests.conftest import NOW, Clock

Keep = Callable[[], Awaitable[None]]
DARI = order(language="prs", citizen_ref="")


async def requested(office: Resources, cast: Cast, wish: Order) -> Booking:
    async with office.desk(cast.requester) as desk:
        return await bookings.request(desk, order=wish)


async def now_is(office: Resources, cast: Cast, number: str) -> bookings.BookingDetails:
    async with office.desk(cast.coordinator) as desk:
        return await bookings.read(desk, number)


async def open_offer(office: Resources, cast: Cast, number: str) -> tuple[str, UUID]:
    """Who is asked, by the cast's name, and the offer."""
    details = await now_is(office, cast, number)
    asked = next(one for one in details.offers if one.state == "open")
    return {FARID: "farid", OLENA: "olena", SALMA: "salma"}[asked.interpreter_id], asked.id


def event_of(message: EmailMessage) -> tuple[str, icalendar.cal.Component]:
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True).decode())  # type: ignore[union-attr]
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def calendars(sink: Sink, address: str) -> list[tuple[str, int, str]]:
    """Method, SEQUENCE and UID of every invitation that reached an address, in order."""
    read = [sink.read(one) for one in sink.messages()]
    found = [event_of(one) for one in read if address in str(one["To"]) and one.get_content_type() == "multipart/mixed"]
    return [(method, int(str(event["SEQUENCE"])), str(event["UID"])) for method, event in found]


async def test_salaried_staff_are_assigned_at_once_and_both_calendars_are_told(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    booked = await requested(office, cast, order())

    await keep()

    details = await now_is(office, cast, booked.number)
    assert details.booking.status is Status.CONFIRMED
    assert details.interpreter is not None
    assert details.interpreter.id == SALMA
    theirs, mine = calendars(sink, "salma@tolk"), calendars(sink, "requester@")
    assert [one[:2] for one in theirs] == [("REQUEST", 0)]
    assert [one[:2] for one in mine] == [("REQUEST", 0)]
    assert theirs[0][2] != mine[0][2]


async def test_freelancers_are_asked_one_after_another_and_the_first_yes_confirms(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    booked = await requested(office, cast, DARI)
    await keep()
    first, offer_id = await open_offer(office, cast, booked.number)

    async with office.desk(cast[first]) as desk:
        await offers.decline(desk, offer_id=offer_id)
    await keep()
    second, offer_id = await open_offer(office, cast, booked.number)
    async with office.desk(cast[second]) as desk:
        confirmed = await answers.accept(desk, offer_id=offer_id)
    await keep()

    assert {first, second} == {"farid", "olena"}
    assert confirmed.status is Status.CONFIRMED
    assert [one[:2] for one in calendars(sink, f"{second}@tolk")] == [("REQUEST", 0)]
    assert calendars(sink, f"{first}@tolk") == []


async def test_silence_lapses_to_the_next_and_the_late_answer_is_told_kindly(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    booked = await requested(office, cast, DARI)
    await keep()
    first, offer_id = await open_offer(office, cast, booked.number)

    clock.at += timedelta(hours=5)
    async with office.desk(cast[first]) as desk:
        with pytest.raises(Conflict, match="time to answer is over"):
            await answers.accept(desk, offer_id=offer_id)
    async with office.desk(cast[first]) as desk:
        await offers.lapse(desk, offer_id=offer_id)
    await keep()

    second, _ = await open_offer(office, cast, booked.number)
    assert second != first


async def test_with_nobody_left_the_booking_is_unfilled_and_the_requester_hears_it(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    booked = await requested(office, cast, order(language="tir"))

    await keep()

    assert (await now_is(office, cast, booked.number)).booking.status is Status.UNFILLED
    assert [str(sink.read(one)["To"]) for one in sink.messages()] == ["Requester <requester@example.org>"]


async def test_a_move_keeps_the_interpreter_and_raises_the_sequence_under_the_same_uid(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    booked = await requested(office, cast, order())
    await keep()
    before = (await now_is(office, cast, booked.number)).booking

    async with office.desk(cast.requester) as desk:
        later = {
            "starts_at": before.starts_at + timedelta(minutes=30),
            "ends_at": before.ends_at + timedelta(minutes=30),
        }
        _, verdict = await bookings.change(desk, number=booked.number, changes=Changes(later), version=before.version)
    await keep()

    assert verdict.consequence is Consequence.KEEP
    sent = calendars(sink, "salma@tolk")
    assert [one[:2] for one in sent] == [("REQUEST", 0), ("REQUEST", 1)]
    assert len({uid for _, _, uid in sent}) == 1


async def test_notice_counts_from_when_the_present_time_was_ordered(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    booked = await requested(office, cast, order())
    await keep()
    clock.at += timedelta(hours=1)
    half, day = timedelta(minutes=30), timedelta(days=1)
    said = []
    for start in (booked.starts_at + half, booked.starts_at + day):
        async with office.desk(cast.requester) as desk:
            before = await bookings.find(desk, booked.number)
            moved = {"starts_at": start, "ends_at": start + 2 * half}
            after, _ = await bookings.change(desk, number=booked.number, changes=Changes(moved), version=before.version)
            said.append(after.requested_at)

    assert said == [booked.requested_at, clock.at]


async def test_a_move_while_somebody_new_is_looked_for_reaches_the_calendar_of_whoever_ordered(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    booked = await requested(office, cast, order())
    await keep()
    for values in ({"language": "tir"}, {"starts_at": booked.ends_at, "ends_at": booked.ends_at + timedelta(hours=1)}):
        before = (await now_is(office, cast, booked.number)).booking
        async with office.desk(cast.requester) as desk:
            await bookings.change(desk, number=booked.number, changes=Changes(values), version=before.version)
        await keep()

    mine = [mail for mail in map(sink.read, sink.messages()) if "Tolk bestilt" in str(mail["Subject"])]
    starts = [event_of(mail)[1].decoded("DTSTART").astimezone(UTC) for mail in mine]
    assert starts == [booked.starts_at, booked.ends_at]


async def test_a_change_on_top_of_somebody_elses_is_refused(office: Resources, cast: Cast, keep: Keep) -> None:
    booked = await requested(office, cast, order())
    await keep()

    async with office.desk(cast.requester) as desk:
        with pytest.raises(Conflict, match="was changed since you fetched it"):
            await bookings.change(desk, number=booked.number, changes=Changes({"note": "Ring på"}), version=1)


async def test_cancelling_in_time_costs_nothing_and_clears_both_calendars(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    booked = await requested(office, cast, order())
    await keep()

    async with office.desk(cast.requester) as desk:
        cancelled = await bookings.cancel(desk, number=booked.number)
    await keep()

    assert (cancelled.booking.status, cancelled.settlement) == (Status.CANCELLED, None)
    for address in ("salma@tolk", "requester@"):
        assert [one[:2] for one in calendars(sink, address)] == [("REQUEST", 0), ("CANCEL", 1)]


async def test_cancelling_late_owes_what_the_terms_say(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    booked = await requested(office, cast, order())
    await keep()

    clock.at = booked.starts_at - timedelta(hours=3)
    async with office.desk(cast.requester) as desk:
        cancelled = await bookings.cancel(desk, number=booked.number)

    assert cancelled.settlement is not None
    assert (cancelled.terms.late, cancelled.settlement.net_ore) == (True, 180_00)


async def test_what_is_cancelled_before_anything_was_sent_sends_nothing(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    booked = await requested(office, cast, order())
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=booked.number)

    await keep()

    assert sink.messages() == []


async def test_a_delivery_attested_is_priced_by_its_lines_and_refunded_by_one_rule(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    booked = await requested(office, cast, order(mode=Mode.IN_PERSON, in_person_reason="documents"))
    await keep()

    clock.at = booked.ends_at
    async with office.desk(cast["salma"]) as desk:
        await bookings.deliver(desk, number=booked.number, report=Report(mode=Mode.PHONE))
    async with office.desk(cast.requester) as desk:
        attested, settlement, refund = await bookings.attest(desk, number=booked.number)

    assert attested.status is Status.ATTESTED
    assert [(line.component, line.amount_ore) for line in settlement.lines] == [("interpreting", 360_00)]
    assert (refund.rule_code, refund.percent, refund.eligible_ore, refund.refund_ore) == (
        "INL45-PROG",
        50,
        360_00,
        180_00,
    )


async def test_whoever_reported_the_delivery_cannot_attest_it(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    booked = await requested(office, cast, order())
    await keep()
    clock.at = booked.ends_at
    both = replace(cast.coordinator, roles=cast["admin"].roles)
    async with office.desk(both) as desk:
        await bookings.deliver(desk, number=booked.number, report=Report())

    async with office.desk(both) as desk:
        with pytest.raises(Denied, match="cannot also attest"):
            await bookings.attest(desk, number=booked.number)


async def test_an_outsider_is_told_that_there_is_no_such_booking(office: Resources, cast: Cast) -> None:
    booked = await requested(office, cast, order())

    async with office.desk(cast.outsider) as desk:
        with pytest.raises(NotFound):
            await bookings.read(desk, booked.number)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (order(language="xxx"), "language"),
        (order(starts_at=NOW - timedelta(minutes=1)), "starts_at"),
        (order(ends_at=datetime(2026, 3, 12, 8, 59, tzinfo=UTC)), "ends_at"),
        (order(mode=Mode.IN_PERSON), "in_person_reason"),
        (order(measure="HOSPITAL"), "measure"),
        (order(case_type="weather"), "case_type"),
        (order(citizen_ref="010190-1234"), "citizen_ref"),
    ],
)
async def test_an_order_that_cannot_be_names_its_field_and_leaves_no_trace(
    office: Resources, cast: Cast, wish: Order, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await requested(office, cast, wish)

    async with office.desk(cast.coordinator) as desk:
        assert (refused.value.field, await bookings.list_bookings(desk)) == (field, [])


async def test_a_requester_books_for_their_own_unit_only(office: Resources, cast: Cast) -> None:
    with pytest.raises(Denied, match="your own unit"):
        await requested(office, cast, order(unit_id=FAMILY))


async def test_cpr_numbers_in_notes_are_masked(office: Resources, cast: Cast) -> None:
    booked = await requested(office, cast, order(note="Borger 010190-1234 kommer"))

    assert booked.note == "Borger ••••••-•••• kommer"
