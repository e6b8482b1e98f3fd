"""Payroll exports: every job once, corrections as differences, suppliers never."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from booking.domain.bookings import Booking
from booking.domain.errors import Denied, Invalid, NotFound
from booking.resources import Resources
from booking.services import bookings, payroll
from booking.services.bookings import Report
from booking.services.vouchers import voucher
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import HALF, booked, details

AFTER = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
MARCH = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}
APRIL = {"since": date(2026, 4, 1), "until": date(2026, 4, 30)}


@pytest.fixture
async def attested(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> Booking:
    """An hour of Farsi by Farid, who is paid by the job; the clock stands in May."""
    made = await booked(office, cast, keep)
    clock.at = AFTER
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=made.number, report=Report())
    await attest(office, cast, made.number)
    clock.at = AFTER + timedelta(days=60)
    return made


async def attest(office: Resources, cast: Cast, number: str) -> None:
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=number)


async def exported(office: Resources, cast: Cast, period: dict[str, date]) -> list[tuple[bool, int, int]]:
    """Whether a correction, minutes in normal hours, and the fee of each line."""
    async with office.desk(cast["finance"]) as desk:
        _, lines = await payroll.export(desk, **period)
    return [(line.correction, line.worked.normal_minutes, line.worked.fee_ore) for line in lines]


async def test_a_job_is_exported_once_and_its_correction_as_a_difference(
    office: Resources, cast: Cast, attested: Booking, clock: Clock
) -> None:
    first = await exported(office, cast, MARCH)
    with pytest.raises(Invalid, match="nothing new"):
        await exported(office, cast, MARCH)
    before = (await details(office, cast, attested.number)).settlement
    clock.at += timedelta(days=1)
    async with office.desk(cast.coordinator) as desk:
        longer = Report(ends_at=attested.ends_at + HALF, reason="Samtalen trak ud")
        await bookings.correct(desk, number=attested.number, report=longer)
    with pytest.raises(Invalid):
        await exported(office, cast, APRIL)
    await attest(office, cast, attested.number)
    after = (await details(office, cast, attested.number)).settlement
    second = await exported(office, cast, APRIL)

    assert before is not None
    assert after is not None
    assert first == [(False, 60, before.net_ore)]
    assert second == [(True, 30, after.net_ore - before.net_ore)]


async def test_the_sheets_are_danish_and_the_exports_are_listed(
    office: Resources, cast: Cast, attested: Booking
) -> None:
    async with office.desk(cast["finance"]) as desk:
        foreseen = await payroll.foresee(desk, **MARCH)
        made, lines = await payroll.export(desk, **MARCH)
        kept, listed = await payroll.lines_of(desk, made.number), await payroll.exports(desk)
        rows, sums = payroll.rows_sheet(made.number, kept).decode("utf-8-sig"), payroll.sums_sheet(made.number, kept)
        with pytest.raises(NotFound):
            await payroll.lines_of(desk, "L-2026-9999")
        with pytest.raises(Invalid):
            await payroll.foresee(desk, since=date(2026, 4, 2), until=date(2026, 4, 1))
        with pytest.raises(Invalid):
            await payroll.foresee(desk, since=date(2026, 4, 2), until=date(2027, 4, 1))
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Denied):
            await payroll.export(desk, **MARCH)

    fee = f"{Decimal(lines[0].worked.fee_ore) / 100:f}".replace(".", ",")
    assert foreseen == lines == [kept[0]]
    assert rows.splitlines()[1] == (
        f"{made.number};Farid Nazari;Freelance;{attested.number};12.03.2026;Ny;1,00;0,00;0,00;0,0;{fee}"
    )
    assert sums.decode("utf-8-sig").splitlines()[1].startswith(f"{made.number};Farid Nazari;Freelance;1;1,00")
    assert [(one.number, count) for one, count, _ in listed] == [(made.number, 1)]


async def test_the_voucher_says_what_took_place_and_to_an_interpreter_nothing_of_its_price(
    office: Resources, cast: Cast, attested: Booking
) -> None:
    async with office.desk(cast["auditor"]) as desk:
        whole = await voucher(desk, attested.number)
    async with office.desk(cast["farid"]) as desk:
        own = await voucher(desk, attested.number)

    assert whole.settlement is not None
    assert whole.rule is not None
    assert (whole.interpreter, whole.unit.code, whole.deviations) == ("Farid Nazari", "jobcenter", ())
    assert whole.people[cast.requester.account_id] == "Requester"  # type: ignore[index]
    assert (own.settlement, own.refund, own.rule, own.overrules) == (None, None, None, ())
    assert own.delivery == whole.delivery


async def test_a_correction_begun_before_an_export_and_committed_after_it_comes_with_the_next(
    office: Resources, cast: Cast, attested: Booking, clock: Clock
) -> None:
    longer = Report(ends_at=attested.ends_at + HALF, reason="Samtalen trak ud")
    await exported(office, cast, MARCH)
    clock.at -= timedelta(seconds=1)
    async with office.desk(cast.coordinator) as desk:
        await bookings.correct(desk, number=attested.number, report=longer)
    await attest(office, cast, attested.number)
    clock.at += timedelta(minutes=1)

    assert [(corrects, minutes) for corrects, minutes, _ in await exported(office, cast, APRIL)] == [(True, 30)]
