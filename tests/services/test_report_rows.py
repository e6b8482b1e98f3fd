"""What is behind a number, and which instant a reading may speak for."""

import asyncio
from datetime import datetime
from decimal import Decimal

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.reports import ReportResult
from booking.resources import Resources
from booking.services.reports import rows_behind, run
from tests.builders import Cast
from tests.conftest import NOW
from tests.persistence import past
from tests.persistence.past import held


@pytest.fixture
async def winter(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        await past.winter(desk, cast)


async def reported(office: Resources, cast: Cast, *, known_at: datetime | None = None) -> ReportResult:
    async with office.desk(cast["finance"]) as desk:
        return await run(desk, "remote-share", known_at=known_at)


@pytest.mark.usefixtures("winter")
@pytest.mark.parametrize(
    ("group", "column", "number", "count"),
    [
        (None, None, "40 %", 5),
        (None, "remote", "2", 2),
        ("2026-01", "share", "50 %", 2),
        ("2026-02", "in_person", "2", 2),
        ("2026-02", "remote_cost", "250,00", 1),
        ("2026-03", "delivered", "0", 0),
        ("2031-01", "share", "–", 0),
    ],
)
async def test_behind_a_number_are_its_bookings_and_they_add_up(
    office: Resources, cast: Cast, group: str | None, column: str | None, number: str, count: int
) -> None:
    async with office.desk(cast["finance"]) as desk:
        behind = await rows_behind(desk, "remote-share", group=group, column=column)

    records = behind.records("da")
    assert behind.headline.written("da") == number
    assert (len(records), behind.total.values["delivered"]) == (count, count)
    assert sum((Decimal(str(row["cost"])) for row in records if row["cost"]), Decimal(0)) == Decimal(
        str(behind.record(behind.total)["cost"])
    )


@pytest.mark.usefixtures("winter")
async def test_a_row_behind_a_number_names_the_booking_and_nothing_about_the_citizen(
    office: Resources, cast: Cast
) -> None:
    async with office.desk(cast["leader"]) as desk:
        behind = await rows_behind(desk, "remote-share", by="unit", group="familie", column="remote")

    (record,) = behind.records("da")
    number = record.pop("number")
    assert str(number).startswith("B-2026-")
    assert record == {
        "key": number,
        "day": "2026-02-10",
        "unit": "Familieafdelingen",
        "language": "Arabisk - levantinsk (Syrien/Libanon/Palæstina)",
        "case_type": "Integrationsydelse",
        "measure": "Tilbud efter integrationsloven § 23 b",
        "mode_booked": "Fremmødetolkning",
        "mode": "Videotolkning",
        "delivered": 1,
        "hours": "1.00",
        "cost": "250.00",
    }


@pytest.mark.usefixtures("winter")
async def test_a_long_list_comes_in_pages_that_miss_and_repeat_nothing(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["finance"]) as desk:
        whole = await rows_behind(desk, "assignments")
        pages, after = [], None
        for _ in range(3):
            page = await rows_behind(desk, "assignments", after=after, limit=2)
            pages.append(page)
            after = page.next_after

    assert [row for page in pages for row in page.rows] == list(whole.rows)
    assert [page.next_after is None for page in pages] == [False, False, True]
    assert {page.headline.value for page in pages} == {5}


async def test_an_unknown_column_is_refused_with_those_there_are(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Invalid, match="It has: delivered, remote") as refusal:
            await rows_behind(desk, "remote-share", column="colour")

    assert refusal.value.field == "column"


@pytest.mark.usefixtures("winter")
async def test_a_reading_waits_for_a_delivery_under_way(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as writer:
        await held(writer, cast, Mode.PHONE, recorded_at=writer.now)
        reading = asyncio.create_task(reported(office, cast))
        await asyncio.sleep(0.1)
        assert not reading.done()

    result = await reading
    assert (result.read_at, result.total.values["delivered"]) == (NOW, 6)


@pytest.mark.usefixtures("winter")
async def test_a_reading_that_cannot_wait_longer_speaks_for_the_time_before_and_keeps_its_word(
    office: Resources, cast: Cast
) -> None:
    async with office.desk(SYSTEM) as writer:
        await held(writer, cast, Mode.PHONE, recorded_at=writer.now)
        early = await reported(office, cast)

    assert (early.read_at < NOW, early.total.values["delivered"]) == (True, 5)
    assert await reported(office, cast, known_at=early.read_at) == early


async def test_readers_do_not_wait_for_each_other(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["finance"]) as desk:
        await run(desk, "remote-share")

        assert (await reported(office, cast)).read_at == NOW
