"""Holds and vacancies: counted without names, kept for one at a time, used up by the booking."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from booking.domain.bookings import Order, Status
from booking.domain.catalogue import Service
from booking.domain.errors import Denied, Invalid
from booking.domain.hours import Hours
from booking.domain.modes import Mode
from booking.domain.periods import local
from booking.resources import Resources
from booking.services import bookings
from booking.services.assignments import assign
from booking.services.bookings.foreseeing import foresee, thought_up
from booking.services.candidates import rank_for
from booking.services.holds import SlotTaken, held_now, hold, let_go
from booking.services.sweeping import sweep_old
from booking.services.vacancies import Lamp, Vacancy, lamp_of, vacancies
from tests.builders import FAMILY, FARID, OLENA, SALMA, Cast, order
from tests.conftest import NOW, Clock
from tests.services.test_booking_life import now_is, open_offer, requested

Keep = Callable[[], Awaitable[None]]
THURSDAY = date(2026, 3, 12)
DARI = order(language="prs", citizen_ref="")


async def over(office: Resources, cast: Cast) -> None:
    """Every hold has run out, by the database's clock."""
    async with office.desk(cast.coordinator) as desk:
        await desk.connection.execute(text("UPDATE slot_holds SET expires_at = clock_timestamp()"))


async def held(office: Resources, cast: Cast, wish: Order, *, by: str = "requester") -> None:
    async with office.desk(cast[by]) as desk:
        await hold(desk, order=wish)


async def free(office: Resources, cast: Cast, wish: Order, *, of: str) -> int | None:
    async with office.desk(cast[of]) as desk:
        return (await foresee(desk, order=wish)).free


async def test_what_one_holds_is_busy_for_everybody_else_until_it_is_let_go(office: Resources, cast: Cast) -> None:
    theirs = order(unit_id=FAMILY)
    await held(office, cast, order())

    seen = [await free(office, cast, order(), of="requester"), await free(office, cast, theirs, of="outsider")]
    async with office.desk(cast.requester) as desk:
        await let_go(desk)
        await let_go(desk)

    assert seen == [1, 0]
    assert await free(office, cast, theirs, of="outsider") == 1


async def test_a_hold_runs_out_by_the_databases_clock_and_is_swept(office: Resources, cast: Cast) -> None:
    await held(office, cast, order())
    await over(office, cast)

    async with office.desk(cast.requester) as desk:
        now = await held_now(desk)
    async with office.desk(cast.coordinator) as desk:
        await sweep_old(desk, now=NOW)
        left = (await desk.connection.execute(text("SELECT count(*) FROM slot_holds"))).scalar_one()

    assert (now, left) == (None, 0)
    assert await free(office, cast, order(unit_id=FAMILY), of="outsider") == 1


async def test_a_new_hold_lets_go_of_the_old(office: Resources, cast: Cast) -> None:
    await held(office, cast, order())
    await held(office, cast, order(starts_at=order().starts_at + timedelta(hours=2)))

    async with office.desk(cast.requester) as desk:
        now = await held_now(desk)

    assert now is not None
    assert now.starts_at == order().starts_at + timedelta(hours=2)
    assert await free(office, cast, order(unit_id=FAMILY), of="outsider") == 1


async def test_the_last_one_is_held_once_and_the_other_is_told_the_nearest_free_starts(
    office: Resources, cast: Cast
) -> None:
    await held(office, cast, order())

    with pytest.raises(SlotTaken) as refused:
        await held(office, cast, order(unit_id=FAMILY), by="outsider")

    starts = [local(one).strftime("%H.%M") for one in refused.value.starts]
    assert starts == ["08.00", "08.30", "11.30", "12.00", "12.30"]
    async with office.desk(cast.outsider) as desk:
        assert await held_now(desk) is None


async def test_the_booking_uses_the_hold_up_and_asks_whom_it_kept_first(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        ranked = [one.candidate.id for one in (await rank_for(desk, thought_up(desk, DARI))).ranked]
    await held(office, cast, DARI, by="coordinator")
    await held(office, cast, DARI)
    async with office.desk(cast.coordinator) as desk:
        await let_go(desk)

    booked = await requested(office, cast, DARI)
    async with office.desk(cast.requester) as desk:
        after = await held_now(desk)
    still = await free(office, cast, order(language="prs", unit_id=FAMILY), of="outsider")
    await keep()

    asked, _ = await open_offer(office, cast, booked.number)
    assert ranked in ([FARID, OLENA], [OLENA, FARID])
    assert {"farid": FARID, "olena": OLENA}[asked] == ranked[1]
    assert (after, still) == (None, 1)


async def test_a_booking_at_another_time_leaves_the_hold(office: Resources, cast: Cast, keep: Keep) -> None:
    await held(office, cast, order())
    booked = await requested(office, cast, order(starts_at=order().starts_at + timedelta(hours=3)))
    overlapping = await requested(office, cast, order(mode=Mode.SKYPE))
    await keep()

    async with office.desk(cast.requester) as desk:
        assert await held_now(desk) is not None
    assert (await now_is(office, cast, booked.number)).booking.status is Status.CONFIRMED
    assert (await now_is(office, cast, overlapping.number)).booking.status is Status.UNFILLED


async def test_the_office_has_the_last_word_over_a_hold_and_it_ends(office: Resources, cast: Cast, keep: Keep) -> None:
    await held(office, cast, order(unit_id=FAMILY), by="outsider")
    booked = await requested(office, cast, order())
    await keep()

    async with office.desk(cast.coordinator) as desk:
        ranking = await rank_for(desk, await bookings.find(desk, booked.number))
        reason = next(one.reason.en for one in ranking.removed if one.candidate.id == SALMA)
        await assign(desk, number=booked.number, interpreter_id=SALMA)

    assert reason == "Held 10:00–11:00 by somebody about to book"
    async with office.desk(cast.outsider) as desk:
        assert await held_now(desk) is None
    assert (await now_is(office, cast, booked.number)).booking.status is Status.CONFIRMED


async def test_what_cannot_be_ordered_cannot_be_held(office: Resources, cast: Cast) -> None:
    for wrong, refusal in ((order(unit_id=FAMILY), Denied), (order(starts_at=NOW - timedelta(hours=1)), Invalid)):
        with pytest.raises(refusal):
            await held(office, cast, wrong)


async def test_a_day_is_counted_start_by_start_and_what_is_busy_is_not_free(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await requested(office, cast, order())
    await keep()
    clock.at = datetime(2026, 3, 12, 7, 10, tzinfo=UTC)

    async with office.desk(cast.requester) as desk:
        found = await vacancies(desk, order=order(), days=[THURSDAY], modes=[Mode.PHONE])

    counts = {local(one.starts_at).strftime("%H.%M"): one.free for one in found}
    assert next(iter(counts)) == "08.30"
    assert [start for start, count in counts.items() if not count] == ["09.00", "09.30", "10.00", "10.30", "11.00"]
    assert (len(counts), lamp_of(found)) == (19, Lamp.FEW)


async def test_a_week_agrees_with_the_plain_ranking_at_every_start_and_mode(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    await requested(office, cast, order(language="prs"))
    await keep()
    await held(office, cast, order(language="prs", mode=Mode.IN_PERSON, unit_id=FAMILY), by="outsider")
    days = [date(2026, 3, 11) + timedelta(days=n) for n in range(3)]

    async with office.desk(cast.requester) as desk:
        found = await vacancies(desk, order=DARI, days=days, step=timedelta(hours=1))
        for one in found:
            at = order(language="prs", citizen_ref="", mode=one.mode, starts_at=one.starts_at)
            assert one.free == len((await rank_for(desk, thought_up(desk, at))).ranked), one

    assert len(found) == 3 * 3 * 11
    assert {one.free for one in found} == {0, 2}


async def test_only_the_hours_of_the_catalogue_are_shown(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        week = tuple(Hours(day, time(8), time(12)) for day in range(1, 6))
        service = Service(mode=Mode.PHONE, valid_from=date(2026, 1, 1), opening=week)
        await desk.catalogues.put_service(service, service, by=None, now=desk.now)
    office.forget_reference()

    async with office.desk(cast.requester) as desk:
        friday = await vacancies(desk, order=order(), days=[date(2026, 3, 13)], modes=[Mode.PHONE])
        sunday = await vacancies(desk, order=order(), days=[date(2026, 3, 15)], modes=[Mode.PHONE])

    assert [local(one.starts_at).strftime("%H.%M") for one in friday] == [
        "08.00", "08.30", "09.00", "09.30", "10.00", "10.30", "11.00",
    ]  # fmt: skip
    assert sunday == []
    assert lamp_of(sunday) is Lamp.NONE


def test_the_lamp_shows_the_best_start() -> None:
    lamps = [lamp_of([Vacancy(NOW, Mode.PHONE, 0), Vacancy(NOW, Mode.PHONE, n)]) for n in (0, 1, 2, 3, 9)]

    assert lamps == [Lamp.NONE, Lamp.FEW, Lamp.FEW, Lamp.MANY, Lamp.MANY]


async def test_whoever_lost_the_last_one_to_a_hold_is_looked_for_again_when_it_is_over(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    wish = order(language="pes", citizen_ref="")
    await held(office, cast, wish)
    async with office.desk(cast.outsider) as desk:
        theirs = await bookings.request(desk, order=replace(wish, unit_id=FAMILY))
    await keep()
    assert (await now_is(office, cast, theirs.number)).booking.status is Status.UNFILLED

    await over(office, cast)
    async with office.desk(cast.coordinator) as desk:
        await desk.connection.execute(
            text("UPDATE outbox SET next_at = clock_timestamp() WHERE kind = 'match' AND state = 'pending'")
        )
    await keep()

    assert (await now_is(office, cast, theirs.number)).booking.status is Status.OFFERED
