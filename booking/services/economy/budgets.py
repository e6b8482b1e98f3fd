"""Budgets: one by one or as a sheet, for a year."""

from uuid import UUID

from booking.domain.budgets import Budget, check_budget
from booking.domain.claims import period_of
from booking.domain.errors import Invalid
from booking.domain.money import ore_from
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.spreadsheets import read_sheet
from booking.services.desk import Desk


async def read_budgets(desk: Desk, *, year: int) -> dict[UUID, int]:
    """By unit, in øre."""
    require_permission(desk.actor, "economy:read")
    return await desk.economy.budgets(year)


async def set_budget(desk: Desk, *, year: int, unit: str, amount_ore: int) -> Budget:
    """Invalid, naming the field, for an unknown unit, or an amount that is none."""
    require_permission(desk.actor, "economy:write")
    period_of("final", year)
    check_budget(amount_ore)
    made = Budget(year, desk.reference.unit(unit).id, amount_ore)
    await _keep(desk, [made])
    return made


async def import_budgets(desk: Desk, *, year: int, content: bytes) -> list[Budget]:
    """A sheet with the unit's code and the amount in kroner, all of it or nothing; Invalid names the row."""
    require_permission(desk.actor, "economy:write")
    period_of("final", year)
    made: dict[UUID, Budget] = {}
    for row in read_sheet(content).rows:
        try:
            amount = ore_from(row.cells[1] if len(row.cells) > 1 else "")
            check_budget(amount)
            unit = desk.reference.unit(row.cells[0])
        except Invalid as wrong:
            said = wrong.message
            row_said = Text(f"Række {row.number}: {said.da}", f"Row {row.number}: {said.en}")
            raise Invalid(row_said, field="sheet") from wrong
        made[unit.id] = Budget(year, unit.id, amount)
    if not made:
        raise Invalid(Text("Arket har ingen rækker.", "The sheet has no rows."), field="sheet")
    await _keep(desk, list(made.values()))
    return list(made.values())


async def _keep(desk: Desk, every: list[Budget]) -> None:
    await desk.economy.set_budgets(every, by=desk.actor.account_id, name=desk.actor.name, now=desk.now)
