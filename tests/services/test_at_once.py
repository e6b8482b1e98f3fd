"""Two at once on one booking, in real transactions: one comes first, the other is judged by what is then there."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from booking.domain.bookings import ALLOWED, Booking, Status
from booking.domain.errors import OfficeError
from booking.persistence.assignments import Assignment
from booking.resources import Resources
from booking.services import assignments, bookings
from booking.services.bookings import Changes, Report
from booking.services.desk import Desk
from tests.builders import FARID, OLENA, Cast, order
from tests.conftest import Clock
from tests.services import judging

Act = Callable[[Desk, Booking], Awaitable[Any]]


async def note(desk: Desk, seen: Booking) -> None:
    await bookings.change(desk, number=seen.number, changes=Changes({"note": "Ring på"}), version=seen.version)


async def longer(desk: Desk, seen: Booking) -> None:
    later = Changes({"ends_at": seen.ends_at + timedelta(minutes=30)})
    await bookings.change(desk, number=seen.number, changes=later, version=seen.version)


async def cancel(desk: Desk, seen: Booking) -> None:
    await bookings.cancel(desk, number=seen.number)


async def swap(desk: Desk, seen: Booking) -> None:
    held = await desk.assignments.active(seen.id)
    await assignments.assign(desk, number=seen.number, interpreter_id=_other(held))


def _other(held: Assignment | None) -> UUID:
    return OLENA if held is not None and held.interpreter_id == FARID else FARID


async def attest(desk: Desk, seen: Booking) -> None:
    await bookings.attest(desk, number=seen.number)


async def correct(desk: Desk, seen: Booking) -> None:
    longer_than_booked = Report(ends_at=seen.ends_at + timedelta(minutes=30))
    await bookings.deliver(desk, number=seen.number, report=longer_than_booked)


async def at_once(office: Resources, seen: Booking, *acts: tuple[Any, Act]) -> list[str]:
    """What came of each: done, or the refusal in English; every transaction has begun before any is let through."""
    gate = asyncio.Barrier(len(acts))

    async def one(actor: Any, act: Act) -> str:
        try:
            async with office.desk(actor) as desk:
                await desk.bookings.by_id(seen.id)
                await gate.wait()
                await act(desk, seen)
        except OfficeError as refusal:
            return refusal.message.en
        return "done"

    return list(await asyncio.gather(*(one(actor, act) for actor, act in acts)))


async def confirmed(office: Resources, cast: Cast) -> Booking:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="prs"))
    async with office.desk(cast.coordinator) as desk:
        return await assignments.assign(desk, number=booked.number, interpreter_id=FARID)


async def judged(office: Resources, cast: Cast, number: str) -> bookings.BookingDetails:
    """The booking as it is, once every invariant has been found true."""
    async with office.desk(cast.coordinator) as desk:
        judging.judge(await judging.read_state(desk, {}), ALLOWED)
        return await bookings.read(desk, number)


async def test_of_two_changes_of_one_version_one_wins_and_the_other_is_told_what_is_new(
    office: Resources, cast: Cast
) -> None:
    seen = await confirmed(office, cast)

    outcomes = await at_once(office, seen, (cast.requester, note), (cast.coordinator, longer))

    found = (await judged(office, cast, seen.number)).booking
    (refusal,) = [outcome for outcome in outcomes if outcome != "done"]
    won_by_note = outcomes[0] == "done"
    assert (found.version, found.note, found.ends_at > seen.ends_at) == (
        seen.version + 1,
        "Ring på" if won_by_note else "",
        not won_by_note,
    )
    news = "note: “Ring på” (was “”)." if won_by_note else "ends_at: “2026-03-12T10:30:00+00:00” (was “2026-03-12T10"
    assert news in refusal


async def test_a_change_and_a_cancellation_leave_it_cancelled_and_every_calendar_right(
    office: Resources, cast: Cast
) -> None:
    for _ in range(3):
        seen = await confirmed(office, cast)

        outcomes = await at_once(office, seen, (cast.requester, cancel), (cast.coordinator, longer))

        found = await judged(office, cast, seen.number)
        assert (outcomes[0], found.booking.status, found.assignment) == ("done", Status.CANCELLED, None)
        assert outcomes[1] in ("done", f"{seen.number} is cancelled and cannot be changed.")


async def test_of_two_cancellations_the_second_finds_it_cancelled(office: Resources, cast: Cast, clock: Clock) -> None:
    seen = await confirmed(office, cast)
    clock.at = seen.starts_at - timedelta(hours=1)

    outcomes = await at_once(office, seen, (cast.requester, cancel), (cast.coordinator, cancel))

    assert sorted(outcomes) == sorted(["done", f"{seen.number} is cancelled and cannot be cancelled."])
    assert (await judged(office, cast, seen.number)).settlement is not None


async def test_giving_it_to_another_and_moving_it_at_once_leave_one_with_it_at_the_time_it_has(
    office: Resources, cast: Cast
) -> None:
    seen = await confirmed(office, cast)

    outcomes = await at_once(office, seen, (cast.coordinator, swap), (cast.requester, longer))

    found = await judged(office, cast, seen.number)
    assert outcomes == ["done", "done"]
    assert found.assignment is not None
    assert (found.assignment.interpreter_id, found.assignment.ends_at) == (OLENA, found.booking.ends_at)


async def test_an_attestation_and_a_correction_at_once_leave_a_bill_of_what_stands(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    seen = await confirmed(office, cast)
    clock.at = seen.ends_at + timedelta(hours=1)
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=seen.number, report=Report())

    outcomes = await at_once(office, seen, (cast.requester, attest), (cast["farid"], correct))

    found = await judged(office, cast, seen.number)
    assert outcomes[0] == "done"
    assert found.delivery is not None
    assert found.settlement is not None
    minutes = (found.delivery.ends_at - found.delivery.starts_at) / timedelta(minutes=1)
    billed = sum(line.quantity for line in found.settlement.lines if line.component == "interpreting") * 60
    assert billed == minutes, outcomes


@pytest.mark.parametrize("racers", [4])
async def test_four_who_give_it_to_the_same_two_leave_one_with_it(office: Resources, cast: Cast, racers: int) -> None:
    seen = await confirmed(office, cast)

    outcomes = await at_once(office, seen, *[(cast.coordinator, swap)] * racers)

    found = await judged(office, cast, seen.number)
    assert (outcomes.count("done"), found.booking.status) == (racers, Status.CONFIRMED)


async def test_of_two_changes_over_the_api_with_one_etag_one_is_done_and_the_other_shown_the_difference(
    office: Resources, cast: Cast, client: httpx.AsyncClient
) -> None:
    seen = await confirmed(office, cast)
    path, read = f"/api/v1/bookings/{seen.number}", {"If-Match": f'"{seen.version}"'}

    answers = await asyncio.gather(
        *(client.patch(path, json={"note": said}, headers=read) for said in ("Ring på", "Gå bagom"))
    )

    found = (await judged(office, cast, seen.number)).booking
    done, refused = sorted(answers, key=lambda answer: answer.status_code)
    assert (done.status_code, refused.status_code) == (200, 412)
    assert (found.version, found.note) == (seen.version + 1, done.json()["note"])
    assert f"note: “{found.note}” (was “”)." in refused.json()["detail"]
