"""The remote share over real rows: what counts, where, when, and as known by whom and when."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import partial

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.modes import Mode
from booking.domain.reports import Question, Span
from booking.persistence.reports import REPORTS, rows_known, sums_known
from booking.persistence.reports.sources import Sums
from booking.resources import Resources
from booking.services.desk import Desk
from tests.builders import FAMILY, JOB_CENTRE, Cast
from tests.persistence.past import JOB_STARTS, corrected, held, priced

SHARE = REPORTS["remote-share"]
LATER = datetime(2026, 3, 1, tzinfo=UTC)
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
QUESTION = Question(span=YEAR, known_at=LATER, by="month")


def asked(**different: object) -> Question:
    values = {"span": YEAR, "known_at": LATER, "by": "month"} | different
    return Question(**values)  # type: ignore[arg-type]


async def sums(desk: Desk, question: Question = QUESTION) -> dict[str, Sums]:
    return await sums_known(desk.connection, SHARE, question)


async def counts(desk: Desk, question: Question = QUESTION) -> dict[str, tuple[int | Fraction, int | Fraction]]:
    """Remote and delivered of each group."""
    return {key: (group["remote"], group["delivered"]) for key, group in (await sums(desk, question)).items()}


async def test_nothing_delivered_gives_no_groups(office: Resources) -> None:
    async with office.desk(SYSTEM) as desk:
        assert await sums(desk) == {}


async def test_the_delivered_mode_counts_and_only_what_was_delivered(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        add = partial(held, desk, cast)
        for mode in (Mode.PHONE, Mode.SKYPE, Mode.IN_PERSON, Mode.IN_PERSON):
            await add(mode)
        for outcome in ("citizen_no_show", "interpreter_no_show", "aborted"):
            await add(Mode.PHONE, outcome=outcome)

        assert (await sums(desk))["2026-02"] == {
            "delivered": 4,
            "remote": 2,
            "planned": 0,
            "became_remote": 2,
            "became_room": 0,
            "phone": 1,
            "skype": 1,
            "in_person": 2,
            "hours": 240,
            "remote_hours": 120,
            "priced": 0,
            "cost": 0,
            "remote_cost": 0,
        }


@pytest.mark.parametrize(
    ("starts_at", "month"),
    [
        (datetime(2025, 12, 31, 22, 59, tzinfo=UTC), None),
        (datetime(2025, 12, 31, 23, 0, tzinfo=UTC), "2026-01"),
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), "2026-03"),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), "2026-04"),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "2026-12"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), None),
    ],
)
async def test_the_month_is_that_of_the_booked_start_in_copenhagen(
    office: Resources, cast: Cast, starts_at: datetime, month: str | None
) -> None:
    async with office.desk(SYSTEM) as desk:
        await held(desk, cast, starts_at=starts_at, recorded_at=JOB_STARTS)

        assert list(await sums(desk)) == ([month] if month else [])


async def test_a_late_correction_changes_what_is_known_now_and_not_what_was_known_then(
    office: Resources, cast: Cast
) -> None:
    reported, changed = datetime(2026, 2, 10, 10, tzinfo=UTC), datetime(2026, 2, 20, 10, tzinfo=UTC)
    second = timedelta(seconds=1)
    async with office.desk(SYSTEM) as desk:
        delivery = await held(desk, cast, Mode.IN_PERSON, recorded_at=reported)
        await corrected(desk, delivery, mode=Mode.PHONE, recorded_at=changed)

        known = [
            (await counts(desk, asked(known_at=at))).get("2026-02")
            for at in (reported - second, reported, changed - second, changed, changed + second)
        ]

    assert known == [None, (0, 1), (0, 1), (1, 1), (1, 1)]


async def test_switching_one_of_n_delivered_moves_the_share_by_one_nth(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        jobs = [await held(desk, cast) for _ in range(7)]
        before = SHARE.figures((await sums(desk))["2026-02"])["share"]
        await corrected(desk, jobs[0], mode=Mode.SKYPE, recorded_at=LATER)
        after = SHARE.figures((await sums(desk))["2026-02"])["share"]

    assert (before, after) == (Fraction(0), Fraction(1, 7))


async def test_hours_are_those_billed_and_cost_is_net_as_priced_at_the_reading(office: Resources, cast: Cast) -> None:
    first, second = datetime(2026, 2, 11, tzinfo=UTC), datetime(2026, 2, 12, tzinfo=UTC)
    async with office.desk(SYSTEM) as desk:
        remote = await held(desk, cast, Mode.PHONE)
        room = await held(desk, cast, Mode.IN_PERSON)
        await held(desk, cast, Mode.IN_PERSON)
        await priced(desk, remote, 300_00, priced_at=first, hours="0.50")
        await priced(desk, room, 900_00, priced_at=first, hours="2.00")
        await priced(desk, remote, 100_00, priced_at=second, hours="0.25")

        names = ("delivered", "priced", "hours", "remote_hours", "cost", "remote_cost")
        readings = [
            (await sums(desk, asked(known_at=at)))["2026-02"] for at in (first - timedelta(hours=1), first, second)
        ]

    known = [tuple(reading[name] for name in names) for reading in readings]
    assert known == [(3, 0, 180, 60, 0, 0), (3, 2, 210, 30, 1200_00, 300_00), (3, 2, 195, 15, 1000_00, 100_00)]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("month", {"2026-02": (2, 3)}),
        ("unit", {"jobcenter": (1, 2), "familie": (1, 1)}),
        ("language", {"apc": (1, 1), "prs": (1, 2)}),
        ("case_type", {"integration_benefit": (1, 2), "family": (1, 1)}),
        ("measure", {"OFFER_23B": (2, 2), "none": (0, 1)}),
        ("mode", {"phone": (1, 1), "skype": (1, 1), "in_person": (0, 1)}),
    ],
)
async def test_each_breakdown_adds_up_to_the_same_whole(
    office: Resources, cast: Cast, by: str, groups: dict[str, tuple[int, int]]
) -> None:
    async with office.desk(SYSTEM) as desk:
        await three(desk, cast)

        assert await counts(desk, asked(by=by)) == groups


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        ({"unit_ids": frozenset({FAMILY})}, (1, 1)),
        ({"unit_ids": frozenset({FAMILY, JOB_CENTRE})}, (2, 3)),
        ({"unit_ids": frozenset()}, None),
        ({"language": "prs"}, (1, 2)),
        ({"case_type": "family"}, (1, 1)),
        ({"measure": "OFFER_23B"}, (2, 2)),
        ({"measure": "none"}, (0, 1)),
        ({"language": "apc", "case_type": "family"}, None),
    ],
)
async def test_filters_narrow_both_what_is_counted_and_what_it_is_divided_by(
    office: Resources, cast: Cast, limit: dict[str, object], found: tuple[int, int] | None
) -> None:
    async with office.desk(SYSTEM) as desk:
        await three(desk, cast)

        assert (await counts(desk, asked(**limit))).get("2026-02") == found


@pytest.mark.parametrize("column", [None, *SHARE.sums])
@pytest.mark.parametrize("group", [None, "jobcenter", "nowhere"])
async def test_the_rows_behind_a_number_add_up_to_it(
    office: Resources, cast: Cast, group: str | None, column: str | None
) -> None:
    async with office.desk(SYSTEM) as desk:
        await three(desk, cast)
        groups = await sums(desk, asked(by="unit"))
        rows = await rows_known(desk.connection, SHARE, asked(by="unit"), group=group, column=column)

    number = sum(sums[column or "delivered"] for key, sums in groups.items() if group in (None, key))
    amount = {"hours": "minutes", "remote_hours": "minutes", "cost": "net_ore", "remote_cost": "net_ore"}.get(
        column or ""
    )
    assert sum(row[amount] or 0 if amount else 1 for row in rows) == number


async def three(desk: Desk, cast: Cast) -> None:
    """Phone and in person at the job centre, video at the family unit; the first two are priced."""
    phone = await held(desk, cast, Mode.PHONE, language="apc")
    room = await held(desk, cast, Mode.IN_PERSON, language="prs", measure=None)
    await held(desk, cast, Mode.SKYPE, language="prs", case_type="family", unit_id=FAMILY)
    await priced(desk, phone, 300_00, priced_at=JOB_STARTS)
    await priced(desk, room, 500_00, priced_at=JOB_STARTS)
