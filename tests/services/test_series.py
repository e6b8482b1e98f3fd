"""Series through the services: ordered, foreseen, taken back, changed and ended, each date a booking of its own."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.modes import Mode
from booking.domain.periods import local
from booking.domain.series import Rule, Scope
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import bookings, series
from booking.services.bookings import Changes
from booking.services.companions import request_job
from booking.services.matching import match
from booking.services.series.reading import family_of
from booking.services.series.scoped import foresee_cancellation, foresee_changes
from tests.builders import FAMILY, FARID, SALMA, Cast, order
from tests.conftest import Clock, Keep

TWELVE = Rule(times=12)
# Thursday 12 March 2026 at 10.00; Maundy Thursday is 2 April and Ascension Day 14 May.
MAUNDY, ASCENSION = date(2026, 4, 2), date(2026, 5, 14)


async def requested(office: Resources, cast: Cast, rule: Rule = TWELVE, **others: Any) -> series.Requested:
    wish = {name: others.pop(name) for name in list(others) if name in ("interpreters", "leave_out")}
    async with office.desk(cast.requester) as desk:
        return await series.request_series(desk, order=order(**others), rule=rule, **wish)


async def now_are(office: Resources, cast: Cast, made: series.Requested) -> list[Booking]:
    async with office.desk(cast.coordinator) as desk:
        return (await series.read_series(desk, made.series.id)).bookings


def when(booking: Booking) -> str:
    return f"{local(booking.starts_at):%d/%m %H.%M}"


async def test_each_date_is_a_booking_with_its_own_number_and_holidays_are_left_out(
    office: Resources, cast: Cast
) -> None:
    made = await requested(office, cast)

    assert [when(one) for one in made.bookings] == [
        "12/03 10.00", "19/03 10.00", "26/03 10.00", "09/04 10.00", "16/04 10.00", "23/04 10.00", "30/04 10.00",
        "07/05 10.00", "21/05 10.00", "28/05 10.00",
    ]  # fmt: skip
    assert len({one.number for one in made.bookings}) == 10
    assert [one.skipped_on for one in made.skips] == [MAUNDY, ASCENSION]
    assert {(one.series_id, one.occurrence_on == local(one.starts_at).date()) for one in made.bookings} == {
        (made.series.id, True)
    }
    async with office.desk(cast.coordinator) as desk:
        read = await series.read_series(desk, made.series.id)
    assert (read.series, read.skips) == (made.series, made.skips)


async def test_holidays_are_kept_by_choice(office: Resources, cast: Cast) -> None:
    made = await requested(office, cast, Rule(times=4, holidays="keep"))

    assert (len(made.bookings), made.skips) == (4, [])


async def test_every_date_is_matched_by_itself(office: Resources, cast: Cast, keep: Keep) -> None:
    made = await requested(office, cast, Rule(times=3))

    await keep()

    assert {one.status for one in await now_are(office, cast, made)} == {Status.CONFIRMED}


@pytest.mark.parametrize(
    ("different", "rule", "field"),
    [
        ({"language": "xxx"}, TWELVE, "language"),
        ({"mode": Mode.IN_PERSON}, TWELVE, "in_person_reason"),
        ({"starts_at": datetime(2026, 3, 22, 1, 30, tzinfo=UTC)}, Rule(times=3), "series"),
        ({"leave_out": {date(2026, 3, 13)}}, TWELVE, "leave_out"),
        ({"leave_out": {date(2026, 3, 12)}}, Rule(times=1), "leave_out"),
        ({"interpreters": 5}, TWELVE, "interpreters"),
        ({"starts_at": datetime(2027, 10, 12, 9, tzinfo=UTC)}, Rule(times=30), "series"),
    ],
)
async def test_a_series_that_cannot_be_names_its_field_and_leaves_no_trace(
    office: Resources, cast: Cast, different: dict[str, Any], rule: Rule, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await requested(office, cast, rule, **different)

    async with office.desk(cast.coordinator) as desk:
        assert (refused.value.field, await bookings.list_bookings(desk)) == (field, [])


async def test_a_date_that_does_not_exist_can_be_left_out(office: Resources, cast: Cast) -> None:
    made = await requested(
        office,
        cast,
        Rule(times=3, holidays="keep"),
        starts_at=datetime(2026, 3, 22, 1, 30, tzinfo=UTC),
        leave_out={date(2026, 3, 29)},
    )

    assert [when(one) for one in made.bookings] == ["22/03 02.30", "05/04 02.30"]


async def test_a_series_is_for_ones_own_unit_only(office: Resources, cast: Cast) -> None:
    with pytest.raises(Denied, match="your own unit"):
        await requested(office, cast, unit_id=FAMILY)


async def test_outsiders_and_interpreters_see_no_series(office: Resources, cast: Cast, keep: Keep) -> None:
    made = await requested(office, cast, Rule(times=2))
    await keep()

    for name in ("outsider", "salma"):
        async with office.desk(cast[name]) as desk:
            with pytest.raises(NotFound):
                await series.read_series(desk, made.series.id)


async def test_every_date_is_foreseen_with_price_free_interpreters_and_what_is_in_the_way(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    last = datetime(2026, 5, 28, 8, 30, tzinfo=UTC)
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(starts_at=last))
    await keep()

    async with office.desk(cast.requester) as desk:
        found = await series.foresee_series(desk, order=order(preferred=(SALMA,)), rule=TWELVE)

    by_date = {f"{one.occurrence.on:%d/%m}": one for one in found.dates}
    assert (found.booked, len(found.dates)) == (10, 12)
    assert {one.quote.price.total_ore for one in found.dates if one.quote} == {360_00, 720_00}
    assert (found.total_ore, found.refund_ore) == (3_600_00, 1_800_00)
    assert {day: one.free for day, one in by_date.items() if one.free != 1} == {"28/05": 0}
    assert [text.da for text in by_date["28/05"].conflicts] == [
        f"Sagen har allerede tolk kl. 10.30–11.30 ({booked.number})",
        "Den ønskede tolk er optaget",
        "Ingen ledige tolke lige nu",
    ]
    assert [day for day, one in by_date.items() if one.conflicts] == ["28/05"]
    assert [day for day, one in by_date.items() if not one.booked] == ["02/04", "14/05"]


async def test_a_foresight_says_which_dates_cannot_be(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        found = await series.foresee_series(
            desk, order=order(starts_at=datetime(2026, 3, 22, 1, 30, tzinfo=UTC), language=""), rule=Rule(times=2)
        )

    assert [(one.booked, one.free, one.refusal is None) for one in found.dates] == [
        (True, None, True),
        (False, None, False),
    ]


async def test_a_date_left_out_is_taken_back_like_its_neighbours(office: Resources, cast: Cast) -> None:
    made = await requested(office, cast)
    before = made.bookings[2]
    later = {"starts_at": before.starts_at + timedelta(hours=1), "ends_at": before.ends_at + timedelta(hours=2)}
    async with office.desk(cast.requester) as desk:
        await bookings.change(desk, number=before.number, changes=Changes(later), version=1)

    async with office.desk(cast.requester) as desk:
        [back] = await series.take_back(desk, series_id=made.series.id, on=MAUNDY)

    assert (when(back), back.period.minutes, back.occurrence_on) == ("02/04 11.00", 120, MAUNDY)
    async with office.desk(cast.requester) as desk:
        assert [one.skipped_on for one in (await series.read_series(desk, made.series.id)).skips] == [ASCENSION]
        with pytest.raises(Invalid, match="not among the dates left out"):
            await series.take_back(desk, series_id=made.series.id, on=MAUNDY)


async def test_from_here_on_moves_the_rest_by_as_much_and_leaves_what_was_cancelled_alone(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    made = await requested(office, cast, Rule(times=6, holidays="keep"))
    await keep()
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=made.bookings[4].number)
        own = await bookings.find(desk, made.bookings[3].number)
        note = Changes({"note": "Egen aftale"})
        await bookings.change(desk, number=own.number, changes=note, version=own.version)
        opened = await bookings.find(desk, made.bookings[2].number)

    moved = {
        "starts_at": opened.starts_at + timedelta(days=1, minutes=30),
        "ends_at": opened.ends_at + timedelta(days=1, minutes=30),
        "contact": "Mette",
    }
    async with office.desk(cast.requester) as desk:
        done = await series.change_all(
            desk, number=opened.number, changes=Changes(moved), version=opened.version, scope=Scope.ONWARDS
        )

    after = await now_are(office, cast, made)
    assert len(done) == 3
    assert [when(one) for one in after] == [
        "12/03 10.00", "19/03 10.00", "27/03 10.30", "03/04 10.30", "09/04 10.00", "17/04 10.30",
    ]  # fmt: skip
    assert [(one.contact, one.note) for one in after[2:]] == [
        ("Mette", ""),
        ("Mette", "Egen aftale"),
        ("", ""),
        ("Mette", ""),
    ]
    assert after[4].status is Status.CANCELLED
    assert [one.occurrence_on for one in after] == [one.occurrence_on for one in made.bookings]


async def test_a_week_later_each_takes_the_place_of_the_next_and_keeps_its_interpreter(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    made = await requested(office, cast, Rule(times=3))
    await keep()
    opened = (await now_are(office, cast, made))[0]

    week = timedelta(days=7)
    moved = Changes({"starts_at": opened.starts_at + week, "ends_at": opened.ends_at + week})
    async with office.desk(cast.requester) as desk:
        done = await series.change_all(
            desk, number=opened.number, changes=moved, version=opened.version, scope=Scope.ALL
        )

    assert "release" not in [one.verdict.consequence.value for one in done]
    assert [one.status for one in await now_are(office, cast, made)] == [Status.CONFIRMED] * 3


async def test_all_or_nothing_with_the_refusals_by_date_or_without_those_by_choice(
    office: Resources, cast: Cast
) -> None:
    made = await requested(office, cast, Rule(times=2), starts_at=datetime(2026, 3, 22, 0, 30, tzinfo=UTC))
    opened = made.bookings[0]
    hour = timedelta(hours=1)
    later = Changes({"starts_at": opened.starts_at + hour, "ends_at": opened.ends_at + hour})

    async with office.desk(cast.requester) as desk:
        foreseen = await foresee_changes(desk, number=opened.number, changes=later, scope=Scope.ALL)
    with pytest.raises(Invalid, match=r"cannot follow: Sunday 29 March 01:30: There is no 02:30") as refused:
        async with office.desk(cast.requester) as desk:
            await series.change_all(desk, number=opened.number, changes=later, version=1, scope=Scope.ALL)
    untouched = await now_are(office, cast, made)
    async with office.desk(cast.requester) as desk:
        await series.change_all(desk, number=opened.number, changes=later, version=1, scope=Scope.ALL, leave_out=True)

    assert [(len(foreseen.changes), one.booking.number) for one in foreseen.refused] == [(1, made.bookings[1].number)]
    assert (refused.value.field, [when(one) for one in untouched]) == ("scope", ["22/03 01.30", "29/03 01.30"])
    assert [when(one) for one in await now_are(office, cast, made)] == ["22/03 02.30", "29/03 01.30"]


async def test_somebody_elses_change_of_the_opened_one_comes_first(office: Resources, cast: Cast) -> None:
    made = await requested(office, cast, Rule(times=2))

    async with office.desk(cast.requester) as desk:
        with pytest.raises(Conflict, match="since you fetched it"):
            await series.change_all(
                desk, number=made.bookings[0].number, changes=Changes({"note": "x"}), version=9, scope=Scope.ALL
            )


async def test_cancelling_says_the_total_and_each_date_is_by_its_own_terms(
    office: Resources, cast: Cast, sink: Sink, keep: Keep, clock: Clock
) -> None:
    made = await requested(office, cast, Rule(times=3))
    await keep()
    clock.at = made.bookings[0].starts_at - timedelta(hours=3)

    async with office.desk(cast.requester) as desk:
        foreseen = await foresee_cancellation(desk, number=made.bookings[0].number, scope=Scope.ALL)
        done = await series.cancel_all(desk, number=made.bookings[0].number, scope=Scope.ALL)
    await keep()

    assert (foreseen.free, foreseen.charged, foreseen.total_ore) == (2, 1, 180_00)
    assert [one.terms.late for one in done] == [True, False, False]
    assert {one.status for one in await now_are(office, cast, made)} == {Status.CANCELLED}


async def test_what_has_begun_or_is_over_is_left_alone(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    made = await requested(office, cast, Rule(times=3))
    await keep()
    clock.at = made.bookings[0].ends_at

    async with office.desk(cast.requester) as desk:
        await series.cancel_all(desk, number=made.bookings[1].number, scope=Scope.ALL)

    assert [one.status for one in await now_are(office, cast, made)] == [
        Status.CONFIRMED,
        Status.CANCELLED,
        Status.CANCELLED,
    ]


async def test_a_booking_that_stands_alone_has_no_series_to_follow(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        alone = await bookings.request(desk, order=order())

    async with office.desk(cast.requester) as desk:
        with pytest.raises(Invalid, match="not in a series") as refused:
            await series.cancel_all(desk, number=alone.number, scope=Scope.ALL)
        assert (refused.value.field, await family_of(desk, alone)) == ("scope", None)
        assert len(await series.cancel_all(desk, number=alone.number, scope=Scope.JOB)) == 1


async def test_companions_are_two_bookings_with_two_people(office: Resources, cast: Cast, keep: Keep) -> None:
    async with office.desk(cast.requester) as desk:
        made = await request_job(desk, order=order(language="prs"), interpreters=2)
    await keep()

    async with office.desk(cast.coordinator) as desk:
        found = [await bookings.read(desk, one.number) for one in made]
        family = await family_of(desk, found[0].booking)
    assert len({one.number for one in made}) == 2
    assert len({one.job_id for one in made} - {None}) == 1
    assert len({offer.interpreter_id for one in found for offer in one.offers}) == 2
    assert family is not None
    assert [one.number for one in family.companions] == [made[1].number]


async def test_two_workers_at_once_never_ask_the_same_person_for_both(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        made = await request_job(desk, order=order(language="prs"), interpreters=3)

    async def work(booking: Booking) -> None:
        async with office.desk(cast.coordinator) as desk:
            await match(desk, booking_id=booking.id)

    await asyncio.gather(*(work(one) for one in made))

    async with office.desk(cast.coordinator) as desk:
        found = [await bookings.read(desk, one.number) for one in made]
    asked = [offer.interpreter_id for one in found for offer in one.offers]
    assert (len(asked), len(set(asked))) == (2, 2)
    assert sorted(one.booking.status for one in found) == [Status.OFFERED, Status.OFFERED, Status.UNFILLED]


async def test_where_one_is_left_one_companion_is_filled_and_the_other_is_said_to_be_unfilled(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        made = await request_job(desk, order=order(), interpreters=2)

    await keep()

    async with office.desk(cast.coordinator) as desk:
        found = [await bookings.read(desk, one.number) for one in made]
    assert sorted(one.booking.status for one in found) == [Status.CONFIRMED, Status.UNFILLED]


async def test_a_series_with_two_interpreters_has_two_bookings_a_date_and_scopes_reach_both(
    office: Resources, cast: Cast
) -> None:
    made = await requested(office, cast, Rule(times=3), interpreters=2, language="prs")
    opened = made.bookings[2]

    async with office.desk(cast.requester) as desk:
        await series.cancel_all(desk, number=opened.number, scope=Scope.JOB)
    later = {"starts_at": opened.starts_at + timedelta(minutes=15), "ends_at": opened.ends_at + timedelta(minutes=15)}
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Conflict, match="cannot be changed"):
            await series.change_all(desk, number=opened.number, changes=Changes(later), version=2, scope=Scope.ONWARDS)

    after = await now_are(office, cast, made)
    assert [one.status.value for one in after] == ["requested"] * 2 + ["cancelled"] * 2 + ["requested"] * 2
    assert len({one.job_id for one in after}) == 3


async def test_an_unknown_or_foreign_wished_interpreter_is_no_conflict(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        found = await series.foresee_series(desk, order=order(preferred=(FARID,)), rule=Rule(times=2), interpreters=2)

    assert [[text.en for text in one.conflicts] for one in found.dates] == [["Only 1 free"]] * 2


async def test_two_hundred_dates_are_foreseen_and_ordered_in_reasonable_time(office: Resources, cast: Cast) -> None:
    rule = Rule(times=200, weekdays=(1, 2, 3, 4, 5), holidays="keep")
    began = asyncio.get_running_loop().time()
    async with office.desk(cast.requester) as desk:
        foreseen = await series.foresee_series(desk, order=order(), rule=rule)
    foreseen_after = asyncio.get_running_loop().time() - began
    made = await requested(office, cast, rule)
    ordered_after = asyncio.get_running_loop().time() - began - foreseen_after

    print(foreseen_after, ordered_after)
    assert (foreseen.booked, len(made.bookings)) == (200, 200)
    assert foreseen_after < 2
    assert ordered_after < 3


@pytest.mark.parametrize("name", ["requester", "admin", "coordinator"])
async def test_a_date_of_a_series_that_the_office_ordered_is_taken_back_by_anybody_who_may(
    office: Resources, cast: Cast, name: str
) -> None:
    async with office.desk(cast.coordinator) as desk:
        made = await series.request_series(desk, order=order(), rule=Rule(times=2), leave_out=[date(2026, 3, 19)])

    async with office.desk(cast[name]) as desk:
        back = await series.take_back(desk, series_id=made.series.id, on=date(2026, 3, 19))

    assert [one.occurrence_on for one in back] == [date(2026, 3, 19)]
