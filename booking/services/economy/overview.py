"""The overview of a year: what each unit has spent and will, and what the State pays back of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from booking.domain.budgets import forecast_ore
from booking.domain.claims import period_of
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission, sees_all
from booking.services.desk import Desk
from booking.services.economy.behind import Figure
from booking.services.economy.stakes import stake_sums


@dataclass(frozen=True, slots=True)
class UnitSums:
    """A unit's year in øre, net of VAT; `budget_ore` is None where none was entered."""

    unit_id: UUID
    budget_ore: int | None
    spent_ore: int
    committed_ore: int
    forecast_ore: int
    refundable_ore: int
    claimed_ore: int
    at_risk_ore: int

    @property
    def left_ore(self) -> int | None:
        """What the forecast leaves of the budget; negative where it is overspent."""
        return None if self.budget_ore is None else self.budget_ore - self.forecast_ore


@dataclass(frozen=True, slots=True)
class Overview:
    """A year's units and their sums; the cap's part of what is claimed is not a unit's."""

    year: int
    as_of: date
    units: tuple[UnitSums, ...]
    reduction_ore: int

    def total(self, name: str) -> int:
        return sum(getattr(unit, name) or 0 for unit in self.units)


async def overview(desk: Desk, *, year: int | None = None) -> Overview:
    """Every unit that has something to show, for whoever may see it; this year unless said otherwise."""
    require_permission(desk.actor, "economy:read")
    today = local_date(desk.now)
    year = year or today.year
    period_of("final", year)
    sums = await _by_unit(desk, year)
    budgets = await desk.economy.budgets(year)
    gone, left = _working_days(desk, year, today)
    units = {unit_id for found in (*sums.values(), budgets) for unit_id in found}
    if not sees_all(desk.actor):
        units &= set(desk.actor.unit_ids)
    named = sorted(units, key=lambda unit_id: desk.reference.units[unit_id].name)
    rows = tuple(_unit(unit_id, budgets, sums, gone, left) for unit_id in named)
    capped = await desk.claims.capped_before()
    return Overview(year, today, rows, capped[year].reduction_ore if year in capped else 0)


async def _by_unit(desk: Desk, year: int) -> dict[Figure, dict[UUID, int]]:
    """What the rows behind each figure add up to, as it is kept."""
    posted, staked = await desk.economy.posted(year), await stake_sums(desk, year)
    return {
        Figure.SPENT: _of_kind(posted, "cost"),
        Figure.COMMITTED: staked["committed"],
        Figure.REFUNDABLE: _of_kind(posted, "refund"),
        Figure.CLAIMED: await desk.economy.claimed(year),
        Figure.AT_RISK: staked["at_risk"],
    }


def _of_kind(posted: dict[tuple[UUID, str], int], kind: str) -> dict[UUID, int]:
    return {unit_id: amount for (unit_id, of), amount in posted.items() if of == kind and amount}


def _unit(
    unit_id: UUID, budgets: dict[UUID, int], sums: dict[Figure, dict[UUID, int]], gone: int, left: int
) -> UnitSums:
    of = {figure: found.get(unit_id, 0) for figure, found in sums.items()}
    spent, committed = of[Figure.SPENT], of[Figure.COMMITTED]
    return UnitSums(
        unit_id=unit_id,
        budget_ore=budgets.get(unit_id),
        spent_ore=spent,
        committed_ore=committed,
        forecast_ore=forecast_ore(spent, committed, days_gone=gone, days_left=left),
        refundable_ore=of[Figure.REFUNDABLE],
        claimed_ore=of[Figure.CLAIMED],
        at_risk_ore=of[Figure.AT_RISK],
    )


def _working_days(desk: Desk, year: int, today: date) -> tuple[int, int]:
    """The year's working days until today, and those after it."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    working = [day for day in days if desk.reference.workdays.is_workday(day)]
    gone = sum(day <= today for day in working)
    return gone, len(working) - gone
