"""The register's page of one interpreter, made of what the services found."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

from booking.domain.interpreters import EMPLOYMENTS, LEVELS, Interpreter
from booking.domain.modes import MODES
from booking.domain.periods import WEEKDAYS, danish_clock, local_date
from booking.domain.permissions import may
from booking.domain.quality import Figures
from booking.domain.repairs import Repair
from booking.domain.texts import Text
from booking.persistence.reference import Reference
from booking.services import interpreters, quality
from booking.services.desk import Desk
from booking.web import formats
from booking.web.making.conflicts import conflict_box
from booking.web.making.histories import history_rows
from booking.web.making.papers import document_box
from booking.web.views.bookings import HistoryRow
from booking.web.views.repairs import AwayRow, FigureRow, PersonPage, SkillRow, WeekRow

YEAR = timedelta(days=365)
LAST = 20


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
        ill_since=illness.starts_at if illness is not None else None,
        ill_until=illness.until if illness is not None else None,
        may_write=may(desk.actor, "repairs:write"),
        may_add=may(desk.actor, "availability:write"),
        may_change=may(desk.actor, "interpreters:write"),
        conflicts=await conflict_box(desk, interpreter_id),
        undelivered=bool(await desk.bounces.among([one.email])),
        documents=await document_box(desk, interpreter_id),
        figures=await _figures(desk, interpreter_id),
        history=await _history(desk, interpreter_id),
        ended=not one.active,
        supplier=next((found.name for found in desk.reference.suppliers.values() if found.id == one.supplier_id), ""),
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
            skill.valid_from,
            skill.valid_to,
            tuple(_stands_in_for(one, skill.language, reference)),
        )
        for skill in one.skills
    ]


def _stands_in_for(one: Interpreter, spoken: str, reference: Reference) -> Iterator[tuple[Text, bool]]:
    """The languages they do not speak themselves, that this one will do for."""
    own = {skill.language for skill in one.skills}
    for row in reference.substitutes:
        if row.spoken == spoken and row.wanted not in own and row.wanted in reference.languages:
            yield reference.languages[row.wanted].name, row.consent_needed


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


async def _figures(desk: Desk, interpreter_id: UUID) -> tuple[FigureRow, ...]:
    """The last year in counts, to whoever may read them."""
    if not may(desk.actor, "quality:read"):
        return ()
    today = local_date(desk.now)
    _, _, period = quality.days_of(today - YEAR, today, today=today)
    found = (await quality.own_figures(desk, interpreter_id=interpreter_id, period=period)).figures
    return tuple(_counts(found, desk))


def _counts(found: Figures, desk: Desk) -> Iterator[FigureRow]:
    tongue = desk.actor.tongue
    yield FigureRow(Text("Udførte opgaver", "Jobs delivered"), formats.number(found.delivered, tongue))
    yield FigureRow(Text("Timer", "Hours"), formats.number(found.minutes // 60, tongue))
    asked = found.accepted + found.declined + found.lapsed
    share = formats.percent(Fraction(found.accepted, asked), tongue, 0) if asked else "–"
    yield FigureRow(Text("Ja til tilbud", "Offers accepted"), share)
    yield FigureRow(Text("Sprang fra", "Withdrew"), formats.number(found.withdrew, tongue))
    yield FigureRow(
        Text("For sent eller udeblevet", "Late or absent"), formats.number(found.late + found.absent, tongue)
    )
    stars = formats.number(Fraction(found.stars, found.rated), tongue, 1) if found.rated else "–"
    yield FigureRow(Text("Stjerner i snit", "Stars on average"), stars)


async def _history(desk: Desk, interpreter_id: UUID) -> tuple[HistoryRow, ...]:
    """The latest changes to what the register says, to whoever may make them."""
    if not may(desk.actor, "interpreters:write"):
        return ()
    entries = await desk.histories.of(interpreter_id)
    return history_rows(entries[-LAST:], desk.reference, desk.actor.tongue)
