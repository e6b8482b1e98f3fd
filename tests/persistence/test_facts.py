"""What reports count, over real rows: what was known when, and monthly sums that are what the facts add up to."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.modes import Mode
from booking.domain.reports import Question, Span
from booking.domain.suppliers import Supplier
from booking.persistence import insights
from booking.persistence.facts import Difference, check, fold, repair
from booking.persistence.facts.counting import counts
from booking.persistence.facts.summing import ALWAYS, BAND, LEVELS, level_of
from booking.persistence.ids import new_id
from booking.persistence.reports import REPORTS, rows_known, sums_known
from booking.persistence.reports.shapes import split
from booking.persistence.reports.sources import Sums
from booking.resources import Resources
from booking.services import assignments, bookings
from booking.services.bookings import Changes, Report
from booking.services.desk import Desk
from tests.builders import FAMILY, FARID, JOB_CENTRE, Cast, order
from tests.conftest import NOW, Clock
from tests.persistence.past import JOB_STARTS, corrected, held, priced, winter

SHARE = REPORTS["remote-share"]
COUNTED = replace(SHARE, rolled=())
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
HOUR = timedelta(hours=1)


def asked(**different: Any) -> Question:
    values: dict[str, Any] = {"span": YEAR, "known_at": NOW, "by": "month"}
    return Question(**values | different)


async def read(desk: Desk, question: Question) -> dict[str, Sums]:
    """The answer of the monthly sums, which is that of the facts."""
    summed = await sums_known(desk.connection, SHARE, question)
    assert summed == await sums_known(desk.connection, COUNTED, question)
    return summed


async def delivered(desk: Desk, question: Question) -> dict[str, Any]:
    return {key: group["delivered"] for key, group in (await read(desk, question)).items()}


async def story(desk: Desk, number: str) -> list[tuple[Any, ...]]:
    """Since when, outcome, net øre: every version of a booking's fact, the oldest first."""
    versions = text(
        "SELECT known_from, outcome, net_ore FROM report_past_facts WHERE number = :number UNION ALL "
        "SELECT known_from, outcome, net_ore FROM report_facts WHERE number = :number ORDER BY known_from"
    )
    return [tuple(row) for row in await desk.connection.execute(versions, {"number": number})]


async def test_each_thing_that_becomes_known_of_a_booking_is_known_from_then_on(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="prs"))
    clock.at = given = NOW + HOUR
    async with office.desk(cast.coordinator) as desk:
        await assignments.assign(desk, number=booked.number, interpreter_id=FARID)
    clock.at = told = booked.ends_at + HOUR
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=booked.number, report=Report())
    clock.at = billed = booked.ends_at + 2 * HOUR
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=booked.number)

    async with office.desk(SYSTEM) as desk:
        net = (await desk.connection.execute(text("SELECT net_ore FROM settlements"))).scalar_one()
        assert await story(desk, booked.number) == [
            (NOW, "open", None),
            (given, "confirmed", None),
            (told, "delivered", None),
            (billed, "delivered", net),
        ]


async def test_what_reports_do_not_count_makes_no_version(office: Resources, cast: Cast, clock: Clock) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="prs"))
    clock.at = NOW + HOUR
    async with office.desk(cast.requester) as desk:
        changes = Changes({"note": "Ring på"})
        await bookings.change(desk, number=booked.number, changes=changes, version=booked.version)

    async with office.desk(SYSTEM) as desk:
        assert await story(desk, booked.number) == [(NOW, "open", None)]


async def test_the_monthly_sums_answer_every_question_as_the_facts_do(office: Resources, cast: Cast) -> None:
    spans = (
        YEAR,
        Span(date(2026, 1, 11), date(2026, 2, 10), date(2026, 2, 10)),
        Span(date(2026, 2, 1), date(2026, 2, 28), date(2026, 2, 28)),
    )
    filters: tuple[dict[str, Any], ...] = (
        {},
        {"unit_ids": frozenset({FAMILY})},
        {"unit_ids": frozenset({FAMILY, JOB_CENTRE}), "language": "apc"},
        {"language": "apc", "case_type": "none"},
    )
    async with office.desk(SYSTEM) as desk:
        await winter(desk, cast)
        await fold(desk.connection, upto=NOW)
        await held(desk, cast, Mode.PHONE, starts_at=JOB_STARTS + timedelta(days=3))

        for span, by, narrowed in product(spans, SHARE.report.by, filters):
            for known_at in (JOB_STARTS, NOW):
                await read(desk, asked(span=span, by=by, known_at=known_at, **narrowed))
        assert await delivered(desk, asked()) == {"2026-01": 2, "2026-02": 4}


async def test_dashboards_show_what_the_facts_add_up_to_and_read_them_of_the_sums(
    office: Resources, cast: Cast
) -> None:
    span = Span(date(2026, 1, 5), date(2026, 2, 10), date(2026, 2, 10))
    async with office.desk(SYSTEM) as desk:
        await winter(desk, cast)
        await fold(desk.connection, upto=NOW)
        await held(desk, cast, Mode.PHONE)

        for unit_ids in (None, frozenset({FAMILY})):
            question = asked(span=span, unit_ids=unit_ids)
            rows = await rows_known(desk.connection, COUNTED, question)
            found = await insights.counted(desk.connection, question)
            assert (found.whole.delivered, found.whole.net_ore) == (len(rows), sum(row["net_ore"] or 0 for row in rows))
            months = Counter(f"{row['day']:%Y-%m}" for row in rows)
            assert {key: one.delivered for key, one in found.months.items()} == months
            assert {key: one.delivered for key, one in found.units.items()} == Counter(row["unit"] for row in rows)
            filled = Counter(row["language"] for row in rows)
            fills = await insights.fills(desk.connection, question)
            assert {key: one.filled for key, one in fills.items()} == filled
        question = asked(span=span)
        read_before = await insights.counted(desk.connection, question)
        await desk.connection.execute(text("DELETE FROM report_facts"))
        assert await insights.counted(desk.connection, question) == read_before, "facts were read"


async def test_a_reading_before_the_last_folding_is_what_it_was(office: Resources, cast: Cast) -> None:
    before, after = NOW - 2 * HOUR, NOW - HOUR
    async with office.desk(SYSTEM) as desk:
        delivery = await held(desk, cast, Mode.IN_PERSON)
        read_before = await read(desk, asked(known_at=before))
        await corrected(desk, delivery, recorded_at=after, mode=Mode.PHONE)
        await priced(desk, delivery, 250_00, priced_at=after)
        assert await fold(desk.connection, upto=NOW) > 0

        assert await read(desk, asked(known_at=before)) == read_before
        assert (await read(desk, asked()))["2026-02"]["remote"] == 1


async def test_what_has_moved_to_another_month_is_gone_from_its_first(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="prs"))
    async with office.desk(SYSTEM) as desk:
        await fold(desk.connection, upto=NOW)
    clock.at = NOW + HOUR
    later = booked.starts_at + timedelta(days=30)
    async with office.desk(cast.requester) as desk:
        changes = Changes({"starts_at": later, "ends_at": later + HOUR})
        await bookings.change(desk, number=booked.number, changes=changes, version=booked.version)
    async with office.desk(SYSTEM) as desk:
        await fold(desk.connection, upto=clock.at)
        level = "SELECT month, n FROM report_rollups WHERE level = 0 AND n <> 0"
        assert [tuple(row) for row in await desk.connection.execute(text(level))] == [(f"{later:%Y-%m}", 1)]
        assert await check(desk.connection) == Difference(0, 0)


async def test_two_who_fold_at_once_fold_everything_once(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        await winter(desk, cast)

    async def one() -> int:
        async with office.desk(SYSTEM) as desk:
            return await fold(desk.connection, upto=NOW)

    folded = await asyncio.gather(one(), one(), one())

    async with office.desk(SYSTEM) as desk:
        assert max(folded) > 0
        assert (await check(desk.connection), await one()) == (Difference(0, 0), 0)


async def test_what_is_wrong_is_found_and_put_right_from_now_on(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        delivery = await held(desk, cast, Mode.IN_PERSON)
        await fold(desk.connection, upto=NOW)
        for wrong in ("UPDATE deliveries SET mode = 'phone'", "UPDATE report_rollups SET n = n + 1 WHERE level = 0"):
            await desk.connection.execute(text(wrong))

        found = await repair(desk.connection, now=NOW)

        assert found == Difference(1, 1)
        assert await check(desk.connection) == Difference(0, 0)
        assert [(await read(desk, asked(by="mode", known_at=at))).keys() for at in (delivery.recorded_at, NOW)] == [
            {"in_person"},
            {"phone"},
        ]


async def test_what_a_supplier_is_given_is_its_own_until_it_is_priced(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="prs"))
    async with office.desk(cast.coordinator) as desk:
        await assignments.assign(desk, number=booked.number, interpreter_id=FARID)
    async with office.desk(SYSTEM) as desk:
        supplier = Supplier(id=new_id(), code="limbro", name="Limbro", scheme="MUNI-DEMO", category="agency")
        await desk.suppliers.add(supplier)
        await desk.suppliers.give(supplier, [FARID])
    async with office.desk(SYSTEM) as desk:
        found = await desk.connection.execute(text("SELECT supplier_id FROM report_facts"))
        assert (found.scalar_one(), await check(desk.connection)) == (supplier.id, Difference(0, 0))


@pytest.mark.parametrize(
    ("kind", "action", "changes", "counted"),
    [
        ("booking", "offered", {"status": ["requested", "offered"]}, False),
        ("booking", "confirmed", {"status": ["offered", "confirmed"]}, True),
        ("booking", "attested", {"status": ["delivered", "attested"], "attested_at": [None, "x"]}, False),
        ("booking", "changed", {"note": ["", "Ring på"]}, False),
        ("booking", "changed", {"unit_id": ["a", "b"]}, True),
        ("delivery", "delivery", {"mode": ["phone", "skype"]}, True),
        ("settlement", "priced", {"net_ore": [None, 1]}, True),
        ("assignment", "released", {"status": ["active", None]}, True),
        ("assignment", "waiting", {"waiting_since": [None, "x"]}, False),
        ("offer", "offered", {"rank": [None, 1]}, False),
    ],
)
def test_only_what_reports_tell_apart_is_looked_at(
    kind: str, action: str, changes: dict[str, Any], counted: bool
) -> None:
    assert counts(kind, action, changes) is counted


@pytest.mark.parametrize(
    ("since", "until", "whole", "cut"),
    [
        ("2026-01-01", "2026-12-31", ["2026-01-01/2026-12-31"], []),
        ("2026-01-02", "2026-03-30", ["2026-02-01/2026-02-28"], ["2026-01-02/2026-01-31", "2026-03-01/2026-03-30"]),
        ("2026-01-01", "2026-02-11", ["2026-01-01/2026-01-31"], ["2026-02-01/2026-02-11"]),
        ("2025-12-15", "2026-01-31", ["2026-01-01/2026-01-31"], ["2025-12-15/2025-12-31"]),
        ("2026-01-05", "2026-01-05", [], ["2026-01-05/2026-01-05"]),
        ("2026-01-15", "2026-02-15", [], ["2026-01-15/2026-02-15"]),
    ],
)
def test_a_span_is_its_whole_months_and_the_days_beside_them(
    since: str, until: str, whole: list[str], cut: list[str]
) -> None:
    found = split(date.fromisoformat(since), date.fromisoformat(until))

    assert tuple(["/".join(map(str, days)) for days in part] for part in found) == (whole, cut)


def test_the_lowest_level_that_tells_enough_apart_is_read() -> None:
    assert level_of(ALWAYS) == 0
    assert LEVELS[level_of({*ALWAYS, "unit_id", "language"}) or 0] == (*ALWAYS, "unit_id", "language")
    assert LEVELS[level_of({"unit_id", BAND}) or 0] == ("month", "unit_id", BAND)
    assert LEVELS[level_of({"day", "unit_id", "mode"}) or 0] == ("day", "month", "outcome", "mode", "unit_id")
    assert level_of({*ALWAYS, "language", "case_type"}) is None
