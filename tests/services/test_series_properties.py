"""Whatever is done to a series: its live dates are those planned, less the skipped and the cancelled, at the wall time
that was said.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.domain.bookings import Status
from booking.domain.errors import Conflict
from booking.domain.periods import instant_of, local
from booking.domain.series import Rule, Scope
from booking.resources import Resources
from booking.services import series
from booking.services.bookings import Changes
from tests.builders import Cast, order

# Six Thursdays around the change of clocks, of which 2 April is a holiday.
PLANNED = tuple(date(2026, 3, 12) + timedelta(weeks=n) for n in range(6))
HOLIDAY = date(2026, 4, 2)
SCOPES = st.sampled_from([Scope.ONE, Scope.ONWARDS, Scope.ALL])
COMMANDS = st.one_of(
    st.tuples(st.just("cancel"), st.integers(0, 5), SCOPES),
    st.tuples(st.just("move"), st.integers(0, 5), SCOPES, st.integers(-6, 12).map(lambda n: n * 5), st.integers(0, 2)),
    st.tuples(st.just("take back"), st.sampled_from(PLANNED)),
)


class Model:
    """What a case worker would keep on paper: a wall time for each live date."""

    def __init__(self) -> None:
        self.live = {day: datetime.combine(day, time(10)) for day in PLANNED if day != HOLIDAY}
        self.skipped = {HOLIDAY}
        self.cancelled: set[date] = set()
        # A date that is taken back is like the date before it, also when that has been cancelled since.
        self.last = dict(self.live)

    def meant(self, opened: date, scope: Scope) -> list[date]:
        return [
            day for day in self.live if scope is Scope.ALL or day == opened or (scope is Scope.ONWARDS and day > opened)
        ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(COMMANDS, max_size=8))
async def test_the_live_dates_are_the_planned_less_skipped_and_cancelled(
    office: Resources, cast: Cast, commands: list[tuple[Any, ...]]
) -> None:
    async with office.desk(cast.requester) as desk:
        made = await series.request_series(desk, order=order(citizen_ref=""), rule=Rule(times=6))
    model = Model()

    for command in commands:
        await carried_out(office, cast, made, model, command)

    async with office.desk(cast.requester) as desk:
        found = await series.read_series(desk, made.series.id)
    live = {one.occurrence_on: one for one in found.bookings if one.status is not Status.CANCELLED}
    skipped = {one.skipped_on for one in found.skips}
    assert set(live) == set(PLANNED) - skipped - model.cancelled == set(model.live)
    assert skipped == model.skipped
    assert {day: local(one.starts_at).replace(tzinfo=None) for day, one in live.items()} == model.live
    assert {one.period.minutes for one in live.values()} <= {60}


async def carried_out(
    office: Resources, cast: Cast, made: series.Requested, model: Model, command: tuple[Any, ...]
) -> None:
    verb, *rest = command
    if verb == "take back":
        await take_back(office, cast, made, model, rest[0])
        return
    at, scope = rest[0], rest[1]
    if PLANNED[at] not in model.live:
        return
    async with office.desk(cast.requester) as desk:
        found = (await series.read_series(desk, made.series.id)).bookings
        opened = next(one for one in found if one.occurrence_on == PLANNED[at])
        meant = model.meant(PLANNED[at], scope)
        if verb == "cancel":
            await series.cancel_all(desk, number=opened.number, scope=scope)
            for day in meant:
                model.cancelled.add(day)
                model.last[day] = model.live.pop(day)
            return
        by = timedelta(minutes=rest[2], days=rest[3])
        wall = model.live[PLANNED[at]] + by
        starts_at = instant_of(wall.date(), wall.time(), fold=0)
        moved = Changes({"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)})
        await series.change_all(desk, number=opened.number, changes=moved, version=opened.version, scope=scope)
        for day in meant:
            model.live[day] = model.last[day] = model.live[day] + by


async def take_back(office: Resources, cast: Cast, made: series.Requested, model: Model, on: date) -> None:
    if on not in model.skipped:
        return
    async with office.desk(cast.requester) as desk:
        await series.take_back(desk, series_id=made.series.id, on=on)
    before = max((day for day in model.last if day < on), default=min(model.last))
    model.skipped.discard(on)
    model.live[on] = model.last[on] = datetime.combine(on, model.last[before].time())


async def test_a_cancelled_date_does_not_come_back(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        made = await series.request_series(desk, order=order(), rule=Rule(times=3))
    async with office.desk(cast.requester) as desk:
        await series.cancel_all(desk, number=made.bookings[1].number, scope=Scope.ONE)

    refused = False
    try:
        async with office.desk(cast.requester) as desk:
            await series.cancel_all(desk, number=made.bookings[1].number, scope=Scope.ALL)
    except Conflict:
        refused = True

    async with office.desk(cast.requester) as desk:
        after = (await series.read_series(desk, made.series.id)).bookings
    assert (refused, [one.status.value for one in after]) == (True, ["requested", "cancelled", "requested"])
