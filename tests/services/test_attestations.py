"""What waits for attestation: deviations on top, many at once, silence by rule alone, one reminder a week."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.attestations import AttestationRule
from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, Denied, Invalid
from booking.resources import Resources
from booking.services import attestations, bookings
from booking.services.bookings import Report
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import HALF, TEN, booked, details

AFTER = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
HOURS = timedelta(hours=1)


@pytest.fixture
async def three(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> list[Booking]:
    """One as booked, one that lasted longer, one that is disputed; all of them Farid's."""
    made = [await booked(office, cast, keep, starts_at=TEN + n * 2 * HOURS) for n in range(3)]
    clock.at = AFTER
    reports = [Report(), Report(ends_at=made[1].ends_at + HALF), Report()]
    for one, said in zip(made, reports, strict=True):
        async with office.desk(cast["farid"]) as desk:
            await bookings.deliver(desk, number=one.number, report=said)
    async with office.desk(cast.requester) as desk:
        await bookings.dispute(desk, number=made[2].number, reason="Ingen kom")
    return made


async def test_the_disputed_come_first_then_what_is_not_as_booked(
    office: Resources, cast: Cast, three: list[Booking]
) -> None:
    async with office.desk(cast.requester) as desk:
        found = await attestations.to_attest(desk)
    async with office.desk(cast.outsider) as desk:
        elsewhere = await attestations.to_attest(desk)
    async with office.desk(cast["farid"]) as desk:
        own = await attestations.own_reports(desk)
        with pytest.raises(Denied):
            await attestations.to_attest(desk)

    assert [one.booking.number for one in found] == [three[2].number, three[1].number, three[0].number]
    assert [[said.text.da for said in one.deviations] for one in found] == [
        [],
        ["Sluttede 30 min. senere end bestilt"],
        [],
    ]
    assert [one.as_booked for one in found] == [False, False, True]
    assert elsewhere == []
    assert own[0].booking.number == three[2].number


async def test_many_are_attested_at_once_and_each_refusal_stands_alone(
    office: Resources, cast: Cast, three: list[Booking]
) -> None:
    numbers = [three[0].number, "B-2026-999999", three[1].number]
    async with office.desk(cast.requester) as desk:
        done, refused = await attestations.attest_many(desk, numbers)
        again, told = await attestations.attest_many(desk, numbers[:1])

    assert (done, list(refused)) == ([three[0].number, three[1].number], ["B-2026-999999"])
    assert (again, list(told)) == ([], numbers[:1])
    assert (await details(office, cast, three[0].number)).settlement is not None


async def test_silence_approves_by_the_offices_own_rule_and_never_what_is_disputed(
    office: Resources, cast: Cast, three: list[Booking], clock: Clock
) -> None:
    clock.at = AFTER + timedelta(days=11)
    async with office.desk(SYSTEM) as desk:
        unasked = await attestations.silent_for_long(desk)
    async with office.desk(cast["admin"]) as desk:
        with pytest.raises(Invalid):
            await attestations.set_rule(desk, rule=AttestationRule(silence_days=2, remind_days=3))
        await attestations.set_rule(desk, rule=AttestationRule(silence_days=10, remind_days=3))
    office.forget_reference()
    async with office.desk(SYSTEM) as desk:
        asked = await attestations.silent_for_long(desk)
        attested = await attestations.attest_silent(desk, number=asked[0])

    async with office.desk(cast.requester) as desk:
        await bookings.dispute(desk, number=asked[1], reason="Det var kun en halv time")
    with pytest.raises(Conflict, match="meanwhile"):
        async with office.desk(SYSTEM) as desk:
            await attestations.attest_silent(desk, number=asked[1])

    assert unasked == []
    assert asked == [three[0].number, three[1].number]
    assert (attested.attested_how, attested.attested_by) == ("silence", None)


async def test_a_requester_is_reminded_once_a_week_of_everything_that_waits(
    office: Resources, cast: Cast, three: list[Booking], clock: Clock
) -> None:
    reminded = []
    for days in (1, 4, 5, 12):
        clock.at = AFTER + timedelta(days=days)
        async with office.desk(SYSTEM) as desk:
            reminded.append(await attestations.remind(desk))

    assert reminded == [0, 1, 0, 1]
