"""A day's journeys are driven once: what is expected when a job is given is what the day is billed."""

from datetime import UTC, datetime

import pytest

from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import assignments, bookings
from booking.services.bookings import Report
from tests.builders import FARID, Cast, order
from tests.conftest import Clock

# From Farid's home by the road as it is worked out.
ONE_WAY = 19
VESTERBY = "Skovvej 3, 9902 Vesterby"


async def given(
    office: Resources, cast: Cast, hour: int, minute: int, address: str, mode: Mode = Mode.IN_PERSON
) -> str:
    """Given to Farid, who is at home in Fjordby."""
    starts_at = datetime(2026, 3, 12, hour, minute, tzinfo=UTC)
    details = {"address": address, "in_person_reason": "child"} if mode is Mode.IN_PERSON else {}
    wish = order(language="pes", citizen_ref="", mode=mode, starts_at=starts_at, **details)
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=wish)).number
    async with office.desk(cast.coordinator) as desk:
        await assignments.assign(desk, number=number, interpreter_id=FARID)
    return number


async def expected_and_billed(office: Resources, cast: Cast, clock: Clock, numbers: list[str]) -> tuple[int, int, int]:
    """The costs expected when each was given, the bills, and the minutes travelled, all of the day."""
    clock.at = datetime(2026, 3, 13, 8, tzinfo=UTC)
    expected = billed = minutes = 0
    for number in numbers:
        async with office.desk(cast["farid"]) as desk:
            _, delivery = await bookings.deliver(desk, number=number, report=Report())
        async with office.desk(cast.requester) as desk:
            booking, settlement, _ = await bookings.attest(desk, number=number)
            assignment = await desk.assignments.active(booking.id)
        assert assignment is not None
        expected, billed = expected + assignment.cost_ore, billed + settlement.net_ore
        minutes += delivery.travel_minutes
    return expected, billed, minutes


@pytest.mark.parametrize(
    ("jobs", "legs"),
    [
        # Out and home again.
        ([(9, 0, VESTERBY)], 2),
        # Vesterby twice in a row: the way between them is none.
        ([(9, 0, VESTERBY), (10, 30, VESTERBY)], 2),
        # Given in the other order, the earlier one takes the way out off the later.
        ([(10, 30, VESTERBY), (9, 0, VESTERBY)], 2),
        # Hours between them are spent at home.
        ([(7, 0, VESTERBY), (14, 0, VESTERBY)], 4),
    ],
)
async def test_what_was_expected_of_a_day_is_what_it_is_billed(
    office: Resources, cast: Cast, clock: Clock, jobs: list[tuple[int, int, str]], legs: int
) -> None:
    numbers = [await given(office, cast, *job) for job in jobs]

    expected, billed, minutes = await expected_and_billed(office, cast, clock, numbers)

    assert (expected, minutes) == (billed, legs * ONE_WAY)


async def test_a_job_by_phone_is_done_at_home_and_a_report_said_again_keeps_its_journey(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    first = await given(office, cast, 9, 0, VESTERBY)
    await given(office, cast, 10, 45, "", Mode.PHONE)
    clock.at = datetime(2026, 3, 12, 12, tzinfo=UTC)
    said = [Report(), Report(travel_minutes=50, reason="Omvej ved broen"), Report(reason="Omvej ved broen")]
    versions = []
    for report in said:
        async with office.desk(cast["farid"]) as desk:
            versions.append((await bookings.deliver(desk, number=first, report=report))[1])

    assert [one.travel_minutes for one in versions] == [2 * ONE_WAY, 50, 50]
    assert versions[1].id == versions[2].id
