"""Somebody is ill with a day full of jobs: proposed first, done when approved, and well again before noon."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

from booking.domain.bookings import Status
from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.interpreters import Employment
from booking.domain.modes import Mode
from booking.domain.repairs import LineKind, LineState
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import assignments, bookings, repairs
from booking.services.repairs import RepairDetails
from booking.services.repairs.telling import tells
from tests.builders import _SPACE, FARID, JOB_CENTRE, SALMA, Cast, interpreter, order
from tests.conftest import NOW, Clock, Keep

ANNA, BO, CARLA = (uuid5(_SPACE, name) for name in ("anna", "bo", "carla"))
VISIT: dict[str, Any] = {
    "mode": Mode.IN_PERSON,
    "in_person_reason": "child",
    "phone": "",
    "address": "Engvej 2, 9902 Vesterby",
    "postcode": "9902",
}


def today(hour: int, minute: int = 0) -> datetime:
    """A wall time in Copenhagen today, in winter."""
    return datetime(2026, 3, 10, hour - 1, minute, tzinfo=UTC)


async def hire(office: Resources, cast: Cast, key: UUID, name: str, *languages: str, **others: Any) -> None:
    employment = others.pop("employment", Employment.SALARIED)
    async with office.desk(cast.coordinator) as desk:
        await desk.interpreters.add_all([interpreter(key, name, employment, *languages, **others)])


async def job_of(office: Resources, cast: Cast, person: UUID, **different: Any) -> str:
    """A booking that this person has."""
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(citizen_ref="", **different))).number
    async with office.desk(cast.coordinator) as desk:
        await assignments.assign(desk, number=number, interpreter_id=person)
    return number


async def ill(office: Resources, cast: Cast, person: UUID = SALMA, **others: Any) -> RepairDetails:
    async with office.desk(cast.coordinator) as desk:
        made = await repairs.report_ill(desk, interpreter_id=person, **others)
        return await repairs.read_repair(desk, repair_id=made.id)


async def applied(office: Resources, cast: Cast, found: RepairDetails, *numbers: str) -> RepairDetails:
    chosen = [one.line.id for one in found.lines if one.booking.number in numbers] if numbers else None
    async with office.desk(cast.coordinator) as desk:
        await repairs.apply(desk, repair_id=found.repair.id, line_ids=chosen)
    return await seen(office, cast, found)


async def seen(office: Resources, cast: Cast, found: RepairDetails) -> RepairDetails:
    async with office.desk(cast.coordinator) as desk:
        return await repairs.read_repair(desk, repair_id=found.repair.id)


def plan(found: RepairDetails) -> list[tuple[str, LineKind, list[str], LineState]]:
    return [
        (
            one.booking.number,
            one.line.kind,
            [found.people[move.taker_id].name for move in one.line.moves],
            one.line.state,
        )
        for one in found.lines
    ]


async def stands(office: Resources, cast: Cast, number: str) -> tuple[Status, str]:
    """The booking's status, and who has it."""
    async with office.desk(cast.coordinator) as desk:
        found = await bookings.read(desk, number)
    return found.booking.status, found.interpreter.name if found.interpreter is not None else ""


async def test_five_jobs_of_somebody_ill_are_proposed_and_nothing_is_done(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    numbers = [await job_of(office, cast, SALMA, starts_at=today(hour)) for hour in (9, 11, 13, 15, 17)]
    later = await job_of(office, cast, SALMA, starts_at=today(9) + timedelta(days=1))
    await keep()
    before = len(sink.messages())

    found = await ill(office, cast)
    await keep()

    assert plan(found) == [(number, LineKind.GIVE, ["Anna Lund"], LineState.PROPOSED) for number in numbers]
    assert (found.repair.until, found.repair.proved) == (today(24), True)
    assert await stands(office, cast, numbers[0]) == (Status.CONFIRMED, "Salma Idris")
    assert await stands(office, cast, later) == (Status.CONFIRMED, "Salma Idris")
    assert len(sink.messages()) == before


async def test_approved_lines_are_carried_out_and_everybody_hears(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    first, second = [await job_of(office, cast, SALMA, starts_at=today(hour)) for hour in (9, 11)]
    found = await ill(office, cast)

    one = await applied(office, cast, found, first)
    both = await applied(office, cast, one)
    await keep()

    assert [line[3] for line in plan(one)] == [LineState.DONE, LineState.PROPOSED]
    assert [line[3] for line in plan(both)] == [LineState.DONE, LineState.DONE]
    assert await stands(office, cast, first) == (Status.CONFIRMED, "Anna Lund")
    assert await stands(office, cast, second) == (Status.CONFIRMED, "Anna Lund")
    assert sum("anna@tolk" in str(sink.read(mail)["To"]) for mail in sink.messages()) == 2
    with pytest.raises(Conflict, match="is decided: done"):
        await applied(office, cast, both, first)


async def test_who_is_told_what_can_be_read_beforehand(office: Resources, cast: Cast) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    number = await job_of(office, cast, SALMA, starts_at=today(9))
    found = await ill(office, cast)

    async with office.desk(cast.coordinator) as desk:
        told = [(one.name.da, one.text.da) for one in tells(desk, found, found.lines[0])]

    assert told == [
        ("Salma Idris", f"Kalenderaflysning: {number}, tirsdag 10. marts kl. 09.00–10.00."),
        ("Anna Lund", f"Kalenderinvitation: {number}, tirsdag 10. marts kl. 09.00–10.00, telefontolkning."),
        ("Rekvirenten", f"Kalenderopdatering: {number} gennemføres som aftalt med en anden tolk."),
    ]


async def test_a_freelancer_is_asked_where_no_salaried_interpreter_is_free(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    await hire(office, cast, BO, "Bo Friis", "apc", employment=Employment.FREELANCE)
    number = await job_of(office, cast, SALMA, starts_at=today(13))

    found = await ill(office, cast)
    after = await applied(office, cast, found)
    await keep()

    [(_, kind, takers, _)] = plan(found)
    assert (kind, takers, found.lines[0].line.cost_ore > 0) == (LineKind.ASK, ["Bo Friis"], True)
    assert plan(after)[0][3] is LineState.DONE
    assert await stands(office, cast, number) == (Status.OFFERED, "")


async def test_when_nobody_is_free_one_job_of_another_makes_room(office: Resources, cast: Cast) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc", "ukr")
    await hire(office, cast, BO, "Bo Friis", "ukr")
    own = await job_of(office, cast, SALMA, starts_at=today(13))
    other = await job_of(office, cast, ANNA, language="ukr", starts_at=today(13))

    found = await ill(office, cast)
    after = await applied(office, cast, found)

    assert plan(found) == [(own, LineKind.SWAP, ["Anna Lund", "Bo Friis"], LineState.PROPOSED)]
    assert plan(after)[0][3] is LineState.DONE
    assert await stands(office, cast, own) == (Status.CONFIRMED, "Anna Lund")
    assert await stands(office, cast, other) == (Status.CONFIRMED, "Bo Friis")


async def test_a_visit_that_nobody_can_make_is_suggested_by_phone_or_video(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    remote = frozenset({Mode.SKYPE})
    await hire(office, cast, ANNA, "Anna Lund", "apc", modes=remote)
    visit = await job_of(office, cast, SALMA, starts_at=today(13), **VISIT)
    alone = await job_of(office, cast, SALMA, starts_at=today(15))

    found = await ill(office, cast)
    after = await applied(office, cast, found)
    await keep()

    assert [(one.line.kind, one.line.mode, one.line.able) for one in found.lines] == [
        (LineKind.REMOTE, Mode.SKYPE, 1),
        (LineKind.NOBODY, None, 0),
    ]
    assert [line[3] for line in plan(after)] == [LineState.DONE, LineState.DONE]
    assert await stands(office, cast, visit) == (Status.UNFILLED, "")
    assert await stands(office, cast, alone) == (Status.UNFILLED, "")
    subjects = [str(sink.read(mail)["Subject"]) for mail in sink.messages()]
    assert sum("telefon eller video?" in subject for subject in subjects) == 1
    assert sum("Endnu ingen tolk" in subject for subject in subjects) == 1


async def test_a_line_that_no_longer_fits_is_reported_and_the_rest_stands(
    office: Resources, cast: Cast, sink: Sink, keep: Keep
) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc", "ukr")
    first, second = [await job_of(office, cast, SALMA, starts_at=today(hour)) for hour in (9, 11)]
    found = await ill(office, cast)
    await job_of(office, cast, ANNA, language="ukr", starts_at=today(9, 30))
    await keep()

    after = await applied(office, cast, found)
    await keep()

    assert [line[3] for line in plan(after)] == [LineState.FAILED, LineState.DONE]
    assert after.lines[0].line.said is not None
    assert "Optaget 09.30–10.30" in after.lines[0].line.said.da
    assert await stands(office, cast, first) == (Status.CONFIRMED, "Salma Idris")
    cancelled = [str(sink.read(mail)["To"]) for mail in sink.messages() if "Aflyst" in str(sink.read(mail)["Subject"])]
    assert sum("salma@tolk" in address for address in cancelled) == 1
    async with office.desk(cast.coordinator) as desk:
        await repairs.renew(desk, repair_id=found.repair.id)
    assert [line[1] for line in plan(await seen(office, cast, found))] == [LineKind.NOBODY, LineKind.GIVE]
    assert await stands(office, cast, second) == (Status.CONFIRMED, "Anna Lund")


async def test_a_job_settled_in_another_way_is_left_alone(office: Resources, cast: Cast) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    await hire(office, cast, BO, "Bo Friis", "apc")
    given, cancelled = [await job_of(office, cast, SALMA, starts_at=today(hour)) for hour in (9, 11)]
    found = await ill(office, cast)
    async with office.desk(cast.coordinator) as desk:
        await assignments.assign(desk, number=given, interpreter_id=BO)
        await bookings.cancel(desk, number=cancelled)

    after = await applied(office, cast, found)

    assert [line[3] for line in plan(after)] == [LineState.GONE, LineState.GONE]
    assert await stands(office, cast, given) == (Status.CONFIRMED, "Bo Friis")


async def test_a_job_moved_out_of_the_illness_stays_where_it_is(office: Resources, cast: Cast) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    number = await job_of(office, cast, SALMA, starts_at=today(9))
    found = await ill(office, cast)
    tomorrow = {"starts_at": today(9, 30) + timedelta(days=1), "ends_at": today(10, 30) + timedelta(days=1)}
    async with office.desk(cast.coordinator) as desk:
        version = (await bookings.read(desk, number)).booking.version
        await bookings.change(desk, number=number, changes=bookings.Changes(tomorrow), version=version)
    holder = await stands(office, cast, number)

    after = await applied(office, cast, found)

    assert plan(after)[0][3] is LineState.GONE
    assert await stands(office, cast, number) == holder


async def test_nobody_is_asked_about_a_job_that_has_begun(office: Resources, cast: Cast, clock: Clock) -> None:
    await hire(office, cast, BO, "Bo Friis", "apc", employment=Employment.FREELANCE)
    await job_of(office, cast, SALMA, starts_at=today(9))
    clock.at = today(9, 10)

    assert [line[1] for line in plan(await ill(office, cast))] == [LineKind.NOBODY]


async def test_two_who_approve_at_once_do_it_once(office: Resources, cast: Cast, sink: Sink, keep: Keep) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    numbers = [await job_of(office, cast, SALMA, starts_at=today(hour)) for hour in (9, 11, 13)]
    found = await ill(office, cast)

    await asyncio.gather(*(applied(office, cast, found) for _ in range(3)))
    await keep()

    assert [line[3] for line in plan(await seen(office, cast, found))] == [LineState.DONE] * 3
    assert [await stands(office, cast, number) for number in numbers] == [(Status.CONFIRMED, "Anna Lund")] * 3
    assert sum("anna@tolk" in str(sink.read(mail)["To"]) for mail in sink.messages()) == 3


async def test_well_again_undecided_lines_vanish_and_a_job_given_away_can_be_taken_back(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    first, second = [await job_of(office, cast, SALMA, starts_at=today(hour)) for hour in (9, 11)]
    found = await applied(office, cast, await ill(office, cast), first)
    clock.at += timedelta(minutes=30)

    async with office.desk(cast.coordinator) as desk:
        await repairs.report_well(desk, interpreter_id=SALMA)
        intervals = await desk.interpreters.intervals_of([SALMA], since=NOW)
    well = await seen(office, cast, found)
    async with office.desk(cast.coordinator) as desk:
        await repairs.take_back(desk, repair_id=found.repair.id, line_id=found.lines[0].line.id)

    assert [(one.line.state, one.may_take_back) for one in well.lines] == [
        (LineState.DONE, True),
        (LineState.GONE, False),
    ]
    assert intervals[SALMA][0].ends_at == clock.at
    assert await stands(office, cast, first) == (Status.CONFIRMED, "Salma Idris")
    assert await stands(office, cast, second) == (Status.CONFIRMED, "Salma Idris")
    assert plan(await seen(office, cast, found))[0][3] is LineState.TAKEN_BACK


async def test_a_swap_is_taken_back_whole(office: Resources, cast: Cast, clock: Clock) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc", "ukr")
    await hire(office, cast, BO, "Bo Friis", "ukr")
    own = await job_of(office, cast, SALMA, starts_at=today(13))
    other = await job_of(office, cast, ANNA, language="ukr", starts_at=today(13))
    found = await applied(office, cast, await ill(office, cast))
    clock.at += timedelta(minutes=1)

    async with office.desk(cast.coordinator) as desk:
        await repairs.report_well(desk, interpreter_id=SALMA)
        await repairs.take_back(desk, repair_id=found.repair.id, line_id=found.lines[0].line.id)

    assert await stands(office, cast, own) == (Status.CONFIRMED, "Salma Idris")
    assert await stands(office, cast, other) == (Status.CONFIRMED, "Anna Lund")


async def test_prolonged_by_a_day_only_new_jobs_come_in(office: Resources, cast: Cast) -> None:
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    first = await job_of(office, cast, SALMA, starts_at=today(9))
    later = await job_of(office, cast, SALMA, starts_at=today(9) + timedelta(days=1))
    found = await applied(office, cast, await ill(office, cast, open_ended=True))

    async with office.desk(cast.coordinator) as desk:
        await repairs.prolong(desk, repair_id=found.repair.id)
    longer = await seen(office, cast, found)
    again = await ill(office, cast, last_day=date(2026, 3, 13), open_ended=True)

    assert plan(longer) == [
        (first, LineKind.GIVE, ["Anna Lund"], LineState.DONE),
        (later, LineKind.GIVE, ["Anna Lund"], LineState.PROPOSED),
    ]
    assert longer.repair.until == today(24) + timedelta(days=1)
    assert (again.repair.id, again.repair.until) == (found.repair.id, today(24) + timedelta(days=3))


async def test_an_illness_that_is_over_gives_way_to_the_next(office: Resources, cast: Cast, clock: Clock) -> None:
    first = await ill(office, cast)
    clock.at += timedelta(days=2)

    second = await ill(office, cast)

    async with office.desk(cast.coordinator) as desk:
        over = await desk.repairs.get(first.repair.id)
        latest = await desk.repairs.latest_of(SALMA)
    assert over.ended_at == first.repair.until
    assert latest == second.repair
    assert [one.id for one in [second.repair]] != [first.repair.id]


@pytest.mark.parametrize(
    ("last_day", "error"), [(date(2026, 3, 9), Invalid), (date(2027, 4, 1), Invalid), (None, Conflict)]
)
async def test_what_makes_no_sense_is_refused(
    office: Resources, cast: Cast, last_day: date | None, error: type[Exception]
) -> None:
    await ill(office, cast)

    with pytest.raises(error):
        await ill(office, cast, last_day=last_day)


async def test_well_without_being_ill_or_after_it_is_refused(office: Resources, cast: Cast, clock: Clock) -> None:
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict, match="is not reported ill"):
            await repairs.report_well(desk, interpreter_id=SALMA)
    found = await ill(office, cast)
    clock.at += timedelta(days=2)
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict, match="has ended"):
            await repairs.report_well(desk, interpreter_id=SALMA)
        with pytest.raises(Conflict, match="has ended"):
            await repairs.apply(desk, repair_id=found.repair.id)


async def test_ill_and_well_in_the_same_instant_leaves_no_absence(office: Resources, cast: Cast) -> None:
    await ill(office, cast)
    async with office.desk(cast.coordinator) as desk:
        await repairs.report_well(desk, interpreter_id=SALMA)
        found = await desk.interpreters.intervals_of([SALMA], since=NOW)

    assert found == {}


async def test_only_the_office_and_only_its_own_lines(office: Resources, cast: Cast) -> None:
    await job_of(office, cast, SALMA, starts_at=today(9))
    found, other = await ill(office, cast), await ill(office, cast, FARID)

    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await repairs.read_repair(desk, repair_id=found.repair.id)
    async with office.desk(cast.coordinator) as desk:
        line = found.lines[0].line.id
        with pytest.raises(Invalid, match="no such line"):
            await repairs.apply(desk, repair_id=other.repair.id, line_ids=[line])
        with pytest.raises(Invalid, match="no such line"):
            await repairs.take_back(desk, repair_id=other.repair.id, line_id=line)
        with pytest.raises(Conflict, match="well again"):
            await repairs.take_back(desk, repair_id=found.repair.id, line_id=line)
        with pytest.raises(NotFound, match="no such repair"):
            await repairs.read_repair(desk, repair_id=JOB_CENTRE)
        assert [one.interpreter_id for one in await repairs.who_is_ill(desk)] == [SALMA, FARID]
