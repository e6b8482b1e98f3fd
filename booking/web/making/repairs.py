"""The pages of a repair and of the register, made of what the services found."""

from datetime import timedelta
from uuid import UUID

from booking.domain.interpreters import EMPLOYMENTS, LEVELS, Interpreter
from booking.domain.modes import MODES
from booking.domain.periods import WEEKDAYS, danish_clock, local_date
from booking.domain.permissions import may
from booking.domain.repairs import LineKind, LineState, Repair
from booking.domain.texts import Text
from booking.persistence.reference import Reference
from booking.services import interpreters, repairs
from booking.services.desk import Desk
from booking.services.repairs import LineDetails, RepairDetails
from booking.services.repairs.telling import tells
from booking.web.making.conflicts import conflict_box
from booking.web.views.repairs import (
    AwayRow,
    LineRow,
    PeopleList,
    PersonPage,
    PersonRow,
    RepairPage,
    SkillRow,
    ToldRow,
    WeekRow,
)


async def repair_page(desk: Desk, repair_id: UUID) -> RepairPage:
    found = await repairs.read_repair(desk, repair_id=repair_id)
    repair = found.repair
    return RepairPage(
        id=repair.id,
        interpreter_id=repair.interpreter_id,
        name=found.interpreter.name,
        starts_at=repair.starts_at,
        last_day=local_date(repair.until - timedelta(seconds=1)),
        open_ended=repair.open_ended,
        live=repair.is_live(desk.now),
        ended_at=repair.ended_at,
        proved=repair.proved,
        lines=tuple(_line(desk, found, one) for one in found.lines),
    )


def _line(desk: Desk, found: RepairDetails, one: LineDetails) -> LineRow:
    line, booking = one.line, one.booking
    language = desk.reference.languages.get(booking.language)
    return LineRow(
        id=line.id,
        number=booking.number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        language=language.name if language is not None else booking.language,
        unit=desk.reference.units[booking.unit_id].name,
        kind=line.kind,
        state=line.state,
        what=_what(found, one),
        cost_ore=line.cost_ore if line.moves else None,
        tells=tuple(ToldRow(told.name, told.text) for told in tells(desk, found, one)),
        said=line.said,
        may_take_back=one.may_take_back,
    )


def _goes_to(name: str) -> Text:
    return Text(f"Tildeles {name}", f"Goes to {name}")


def _what(found: RepairDetails, one: LineDetails) -> Text:
    """The proposal in one sentence, or what became of it."""
    done = one.line.state in (LineState.DONE, LineState.TAKEN_BACK)
    line, names = one.line, [found.people[move.taker_id].name for move in one.line.moves]
    match line.kind:
        case LineKind.GIVE:
            return Text(f"Tildelt {names[0]}", f"Went to {names[0]}") if done else _goes_to(names[0])
        case LineKind.ASK if done:
            return Text(f"Tilbudt {names[0]}", f"Offered to {names[0]}")
        case LineKind.ASK:
            return Text(f"Tilbydes {names[0]}", f"Is offered to {names[0]}")
        case LineKind.SWAP:
            number = one.other.number if one.other is not None else ""
            return Text(
                f"Tildeles {names[0]}, hvis {number} går til {names[1]}",
                f"Goes to {names[0]}, with {number} going to {names[1]}",
            )
        case LineKind.REMOTE:
            mode = MODES[line.mode].name if line.mode is not None else Text("", "")
            return Text(
                f"Rekvirenten spørges om {mode.da.lower()}: {line.able} ledige",
                f"The requester is asked about {mode.en.lower()}: {line.able} free",
            )
        case LineKind.NOBODY:
            return Text("Ingen ledige: lægges i køen", "Nobody free: left in the queue")


async def person_page(desk: Desk, interpreter_id: UUID) -> PersonPage:
    one = await interpreters.read_interpreter(desk, interpreter_id=interpreter_id)
    away, illness = await _away(desk, interpreter_id)
    return PersonPage(
        id=one.id,
        name=one.name,
        employment=EMPLOYMENTS[one.employment],
        phone=one.phone,
        email=one.email,
        place=one.home_place,
        modes=tuple(mode for mode in MODES if mode in one.modes),
        skills=tuple(_skills(one, desk.reference)),
        week=tuple(_week(one)),
        away=away,
        illness=illness.id if illness is not None else None,
        ill_until=illness.until if illness is not None else None,
        may_write=may(desk.actor, "repairs:write"),
        may_add=may(desk.actor, "availability:write"),
        may_change=may(desk.actor, "interpreters:write"),
        conflicts=await conflict_box(desk, interpreter_id),
        undelivered=bool(await desk.bounces.among([one.email])),
    )


async def _away(desk: Desk, interpreter_id: UUID) -> tuple[tuple[AwayRow, ...], Repair | None]:
    """What is ahead, and whether it is an illness, for whoever may know."""
    if not may(desk.actor, "availability:read"):
        return (), None
    latest = await desk.repairs.latest_of(interpreter_id)
    illness = latest if latest is not None and latest.is_live(desk.now) else None
    found = (await desk.interpreters.intervals_of([interpreter_id], since=desk.now)).get(interpreter_id, [])
    rows = [
        AwayRow(
            one.id,
            one.starts_at,
            one.ends_at,
            one.offered,
            one.reason,
            illness is not None and one.id == illness.interval_id,
        )
        for one in found
        if one.id is not None
    ]
    return tuple(rows), illness


def _skills(one: Interpreter, reference: Reference) -> list[SkillRow]:
    return [
        SkillRow(
            reference.languages[skill.language].name if skill.language in reference.languages else skill.language,
            LEVELS[skill.level],
        )
        for skill in one.skills
    ]


def _week(one: Interpreter) -> list[WeekRow]:
    rows = []
    for weekday, name in enumerate(WEEKDAYS, start=1):
        spans = [
            f"{danish_clock(part.starts).da}–{danish_clock(part.ends).da}"
            for part in one.hours
            if part.weekday == weekday
        ]
        rows.append(WeekRow(name, ", ".join(spans)))
    return rows


async def people_list(desk: Desk, q: str) -> PeopleList:
    """Everybody active whose name or language has the words."""
    found = [one for one in await interpreters.list_interpreters(desk, limit=1000) if one.active]
    ill = {one.interpreter_id for one in await repairs.who_is_ill(desk)} if may(desk.actor, "repairs:write") else set()
    back = await desk.bounces.among([one.email for one in found]) if may(desk.actor, "inbound:read") else set()
    rows = [_person(one, desk.reference, one.id in ill, one.email.lower() in back) for one in found]
    sought = q.strip().lower()
    shown = [row for row in rows if sought in f"{row.name} {row.languages.da} {row.languages.en}".lower()]
    return PeopleList(tuple(shown), q)


def _person(one: Interpreter, reference: Reference, ill: bool, undelivered: bool) -> PersonRow:
    names = [reference.languages[skill.language].name for skill in one.skills if skill.language in reference.languages]
    languages = Text(", ".join(name.da for name in names), ", ".join(name.en for name in names))
    return PersonRow(one.id, one.name, EMPLOYMENTS[one.employment], languages, ill, undelivered)
