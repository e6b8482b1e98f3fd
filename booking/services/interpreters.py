"""The interpreters' register: who there is, when they can be asked, and when they are away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.interpreters import Hours, Interpreter, Interval
from booking.domain.periods import Period, check_day
from booking.domain.permissions import may, require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.gateways.guards import guarded, guarded_address
from booking.persistence.interpreters import unknown_interpreter
from booking.persistence.overviews import jobs_of
from booking.services.desk import Desk

ADULT = 18
EVER = datetime(1900, 1, 1, tzinfo=UTC)


async def list_interpreters(
    desk: Desk, *, language: str | None = None, after: tuple[str, UUID] | None = None, limit: int = 50
) -> list[Interpreter]:
    require_permission(desk.actor, "interpreters:read")
    return await desk.interpreters.listed(language=language, after=after, limit=limit)


async def read_interpreter(desk: Desk, *, interpreter_id: UUID) -> Interpreter:
    """NotFound to interpreters other than the one it is about."""
    if not may(desk.actor, "interpreters:read") and desk.actor.interpreter_id != interpreter_id:
        if desk.actor.interpreter_id is not None:
            raise unknown_interpreter(interpreter_id)
        require_permission(desk.actor, "interpreters:read")
    return await desk.interpreters.get(interpreter_id)


async def add_interpreter(desk: Desk, *, interpreter: Interpreter) -> Interpreter:
    """Raises Invalid for an unknown language, and for anybody under 18 (law 469/2025); Conflict for a known address."""
    require_permission(desk.actor, "interpreters:write")
    check_interpreter(interpreter, desk)
    check_priced(interpreter, desk)
    if any(one.email.lower() == interpreter.email.lower() for one in await desk.interpreters.listed()):
        raise Conflict(
            Text("En tolk i registeret har allerede adressen.", "An interpreter in the register has that address."),
            field="email",
            subject=interpreter.email,
        )
    await desk.interpreters.add_all([interpreter])
    desk.events.add("board")
    return interpreter


def check_priced(interpreter: Interpreter, desk: Desk) -> None:
    """Invalid for somebody whose work no tariff prices."""
    scheme, category = interpreter.scheme, interpreter.category
    if not desk.reference.tariffs.has_rate(scheme, category=category, component="interpreting"):
        raise Invalid(
            Text(f"Der er ingen takst {scheme} {category}.", f"There is no tariff {scheme} {category}."), field="scheme"
        )


def check_interpreter(interpreter: Interpreter, desk: Desk) -> None:
    guarded(interpreter.name, field="name")
    guarded_address(interpreter.email)
    if not interpreter.name.strip():
        raise Invalid(Text("Skriv tolkens navn.", "Write the interpreter's name."), field="name")
    check_day(interpreter.born, field="born")
    for skill in interpreter.skills:
        desk.reference.language(skill.language)
        check_day(skill.valid_from, field="valid_from")
        check_day(skill.valid_to, field="valid_to")
    if not interpreter.skills:
        raise Invalid(Text("Angiv mindst ét sprog.", "Give at least one language."), field="skills")
    if interpreter.born is not None and _age(interpreter.born, desk.now.date()) < ADULT:
        raise Invalid(
            Text(
                "En tolk skal være fyldt 18 år (lov 469/2025). Ret fødselsdatoen, eller opret tolken på 18-årsdagen.",
                "An interpreter must be 18 or older (law 469/2025). Correct the date of birth, or add the interpreter "
                "on the 18th birthday.",
            ),
            field="born",
        )


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


async def read_availability(desk: Desk, *, interpreter_id: UUID) -> tuple[Interpreter, list[Interval]]:
    """Weekly hours, and the exceptions that have not passed."""
    interpreter = await _own_or_office(desk, interpreter_id, "availability:read")
    found = await desk.interpreters.intervals_of([interpreter_id], since=desk.now - timedelta(days=1))
    return interpreter, found.get(interpreter_id, [])


async def set_hours(desk: Desk, *, interpreter_id: UUID, hours: Sequence[Hours]) -> Interpreter:
    before = await _own_or_office(desk, interpreter_id, "availability:write")
    after = replace(before, hours=tuple(sorted(hours, key=lambda part: (part.weekday, part.starts))))
    await desk.interpreters.replace_hours(before, after)
    desk.events.add("board")
    return after


async def add_absence(
    desk: Desk, *, interpreter_id: UUID, starts_at: datetime, ends_at: datetime, reason: str = "", offered: bool = False
) -> Interval:
    """An absence, or (`offered`) hours beyond the weekly ones; Invalid when it ends before it begins.

    Jobs that were given stand: of each that lies in an interpreter's own absence the office gets a task.
    """
    await _own_or_office(desk, interpreter_id, "availability:write")
    if ends_at <= starts_at:
        raise Invalid(
            Text("Sluttidspunktet skal ligge efter starttidspunktet.", "The end must come after the start."),
            field="ends_at",
        )
    interval = Interval(starts_at, ends_at, offered=offered, reason=mask_cpr(reason))
    interval_id = await desk.interpreters.add_interval(interpreter_id, interval)
    desk.events.add("board")
    if desk.actor.interpreter_id == interpreter_id:
        for job in await jobs_hit(desk, interpreter_id, interval):
            facts = {"reason": interval.reason}
            subject = _about(interval_id, job)
            await desk.tasks.add("away", subject, booking_id=job.id, person_id=interpreter_id, facts=facts)
    return replace(interval, id=interval_id)


async def jobs_hit(desk: Desk, interpreter_id: UUID, interval: Interval) -> list[Booking]:
    """The jobs ahead that an absence touches, in order of start; none for extra hours."""
    if interval.offered:
        return []
    away = Period(interval.starts_at, interval.ends_at)
    return [
        one
        for one in await jobs_of(desk.connection, interpreter_id, ending_after=desk.now)
        if one.period.overlaps(away)
    ]


def _about(interval_id: UUID, job: Booking) -> str:
    """What the task of a job in an absence is about."""
    return f"{interval_id} {job.number}"


async def remove_absence(desk: Desk, *, interpreter_id: UUID, interval_id: UUID) -> None:
    """Pressed twice it is gone all the same; Conflict for an illness, which ends by being well."""
    await _own_or_office(desk, interpreter_id, "availability:write")
    found = (await desk.interpreters.intervals_of([interpreter_id], since=EVER)).get(interpreter_id, [])
    gone = next((one for one in found if one.id == interval_id), None)
    if gone is None:
        return
    latest = await desk.repairs.latest_of(interpreter_id)
    if latest is not None and latest.interval_id == interval_id and latest.is_live(desk.now):
        raise Conflict(
            Text("Fraværet er en sygemelding. Meld tolken rask.", "The absence is an illness. Report well instead."),
            subject=str(interval_id),
        )
    await desk.interpreters.change_interval(interpreter_id, interval_id, ends_at=None)
    for job in await jobs_hit(desk, interpreter_id, gone):
        await desk.tasks.settle_about("away", _about(interval_id, job), "withdrawn")
    desk.events.add("board")


async def _own_or_office(desk: Desk, interpreter_id: UUID, permission: str) -> Interpreter:
    """An interpreter's own, or any to the office; NotFound to other interpreters."""
    require_permission(desk.actor, permission)
    own = desk.actor.interpreter_id
    if own is not None and own != interpreter_id:
        if may(desk.actor, "interpreters:read"):
            raise Denied(Text("Det er en anden tolk.", "It is another interpreter."), subject=str(interpreter_id))
        raise unknown_interpreter(interpreter_id)
    return await desk.interpreters.get(interpreter_id)
