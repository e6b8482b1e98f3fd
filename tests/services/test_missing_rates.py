"""Rates that end: a task a month before, once for each."""

from datetime import UTC, datetime

from booking.domain.accounts import SYSTEM
from booking.resources import Resources
from booking.services import tasks
from booking.services.tariffs import list_missing
from tests.builders import Cast
from tests.conftest import Clock


async def test_a_rate_that_ends_within_a_month_is_a_task_once_and_not_before(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    added = []
    for day in (
        datetime(2026, 11, 20, tzinfo=UTC),
        datetime(2026, 12, 10, tzinfo=UTC),
        datetime(2026, 12, 11, tzinfo=UTC),
    ):
        clock.at = day
        async with office.desk(SYSTEM) as desk:
            added.append(await list_missing(desk))

    async with office.desk(cast.coordinator) as desk:
        waiting = await tasks.listed(desk)
    assert (added[0], added[1] > 0, added[2], len(waiting)) == (0, True, 0, added[1])
    assert {line.task.kind for line in waiting} == {"rate"}
    assert all("mangler fra 1. januar 2027" in str(line.task.facts["da"]) for line in waiting)


async def test_a_task_about_a_rate_that_is_published_goes(office: Resources, cast: Cast) -> None:
    async with office.desk(SYSTEM) as desk:
        await desk.tasks.add("rate", "MUNI-DEMO|own|interpreting|2020-01-01", facts={"da": "x", "en": "x"})
        await list_missing(desk)

    async with office.desk(cast.coordinator) as desk:
        [line] = await tasks.listed(desk, done=True)
    assert (line.task.kind, line.task.outcome) == ("rate", "published")
