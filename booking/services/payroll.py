"""Payroll exports: each settled job once, and what is corrected later as a difference in the next export."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from booking.domain.costs.moves import without
from booking.domain.costs.tariffs import Terms
from booking.domain.errors import Invalid, NotFound
from booking.domain.interpreters import EMPLOYMENTS, Employment, Interpreter
from booking.domain.payroll import Worked, hours_of
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.sheets import Cell, csv_sheet
from booking.persistence.payroll import Export, Payable, PayLine
from booking.services.desk import Desk

HOUR, CENT = Decimal(60), Decimal("0.01")
KIND = {False: "Ny", True: "Rettelse"}
_FIGURES = ("Timer i normal tid", "Timer uden for normal tid", "Rejsetimer", "Kilometer", "Honorar i kr.")


@dataclass(frozen=True, slots=True)
class Sum:
    """What an export says of one interpreter."""

    name: str
    employment: Employment
    jobs: int
    worked: Worked


async def foresee(desk: Desk, *, since: date, until: date) -> list[PayLine]:
    """What an export of the period would hold now; Invalid for a period that ends before it begins or is not over."""
    require_permission(desk.actor, "payroll:read")
    _check(desk, since, until)
    return await _lines(desk, since, until)


async def export(desk: Desk, *, since: date, until: date) -> tuple[Export, list[PayLine]]:
    """The export with its lines, each job marked as exported; Invalid as for `foresee`, and when nothing is due."""
    require_permission(desk.actor, "payroll:write")
    _check(desk, since, until)
    await desk.payroll.alone()
    lines = await _lines(desk, since, until)
    if not lines:
        raise Invalid(
            Text("Der er ikke noget nyt at eksportere i perioden.", "There is nothing new to export in the period."),
            field="until",
        )
    by = desk.actor
    year = local_date(desk.now).year
    made = await desk.payroll.add(since, until, lines, by=by.account_id, name=by.name, now=desk.now, year=year)
    return made, lines


def _check(desk: Desk, since: date, until: date) -> None:
    if since > until:
        raise Invalid(
            Text("Den første dag skal ligge før den sidste.", "The first day must come before the last."), field="since"
        )
    if until > local_date(desk.now):
        raise Invalid(Text("Perioden er ikke slut endnu.", "The period has not ended yet."), field="until")


async def _lines(desk: Desk, since: date, until: date) -> list[PayLine]:
    payable = await desk.payroll.payable(since, until)
    before = await desk.payroll.exported([one.booking_id for one in payable])
    ids = {one.interpreter_id for one in payable} | {key[1] for key in before}
    people = await desk.interpreters.by_ids(list(ids))
    found = [line for one in payable for line in _of(desk, one, before, people)]
    return sorted(found, key=lambda line: (line.name, line.held_on, line.number))


def _of(
    desk: Desk, one: Payable, before: dict[tuple[UUID, UUID], Worked], people: dict[UUID, Interpreter]
) -> Iterator[PayLine]:
    """What is new of a job: for whoever had it, and taken from whoever was exported with it before."""
    others = [key[1] for key in before if key[0] == one.booking_id and key[1] != one.interpreter_id]
    for interpreter_id in (one.interpreter_id, *others):
        person = people[interpreter_id]
        said = before.get((one.booking_id, interpreter_id))
        true = worked_of(desk, one, person) if interpreter_id == one.interpreter_id else Worked()
        new = true - (said or Worked())
        if new and person.employment is not Employment.AGENCY:
            yield PayLine(
                booking_id=one.booking_id,
                number=one.number,
                held_on=one.held_on,
                interpreter_id=interpreter_id,
                name=person.name,
                employment=person.employment,
                correction=said is not None,
                worked=new,
            )


def worked_of(desk: Desk, one: Payable, person: Interpreter) -> Worked:
    """Employed staff are paid by the month: their hours are told, and no fee."""
    normal, other = (0, 0)
    if one.held is not None:
        terms, parts = _terms(desk, one), without(one.held, one.breaks)
        hours = [hours_of(part, terms, desk.reference.workdays) for part in parts]
        normal, other = sum(some for some, _ in hours), sum(some for _, some in hours)
    fee = 0 if person.employment is Employment.SALARIED else one.net_ore
    return Worked(normal, other, one.travel_minutes, one.km, fee)


def _terms(desk: Desk, one: Payable) -> Terms | None:
    try:
        return desk.reference.tariffs.terms(one.scheme, mode=one.mode, day=one.held_on)
    except Invalid:
        return None


def sums(lines: Sequence[PayLine]) -> list[Sum]:
    """By interpreter, in the order of their names."""
    found: dict[UUID, Sum] = {}
    for line in lines:
        known = found.get(line.interpreter_id, Sum(line.name, line.employment, 0, Worked()))
        found[line.interpreter_id] = Sum(line.name, line.employment, known.jobs + 1, known.worked + line.worked)
    return sorted(found.values(), key=lambda one: one.name)


async def exports(desk: Desk) -> list[tuple[Export, int, int]]:
    """Each with its number of lines and their fees in øre, the newest first."""
    require_permission(desk.actor, "payroll:read")
    return await desk.payroll.exports()


async def lines_of(desk: Desk, number: str) -> list[PayLine]:
    """NotFound for a number that no export has."""
    require_permission(desk.actor, "payroll:read")
    found = await desk.payroll.lines_of(number) if number.isprintable() else []
    if not found:
        raise NotFound(
            Text(f"Der er ingen løneksport {number}.", f"There is no payroll export {number}."), subject=number
        )
    return found


def rows_sheet(number: str, lines: Sequence[PayLine]) -> bytes:
    """One line a job, as a Danish payroll office opens it."""
    head: list[Cell] = ["Løneksport", "Tolk", "Ansættelse", "Bestilling", "Dato", "Type", *_FIGURES]
    rows: list[list[Cell]] = [
        [number, line.name, EMPLOYMENTS[line.employment].da, line.number, line.held_on, KIND[line.correction],
         *_cells(line.worked)]
        for line in lines
    ]  # fmt: skip
    return csv_sheet([head, *rows])


def sums_sheet(number: str, lines: Sequence[PayLine]) -> bytes:
    """One line an interpreter."""
    head: list[Cell] = ["Løneksport", "Tolk", "Ansættelse", "Opgaver", *_FIGURES]
    rows: list[list[Cell]] = [
        [number, one.name, EMPLOYMENTS[one.employment].da, one.jobs, *_cells(one.worked)] for one in sums(lines)
    ]
    return csv_sheet([head, *rows])


def _cells(worked: Worked) -> list[Cell]:
    minutes = (worked.normal_minutes, worked.offhours_minutes, worked.travel_minutes)
    hours = [(Decimal(one) / HOUR).quantize(CENT, ROUND_HALF_UP) for one in minutes]
    return [*hours, worked.km.quantize(Decimal("0.1"), ROUND_HALF_UP), Decimal(worked.fee_ore) / 100]
