"""The economy's pages, made of what the services say."""

from collections.abc import Mapping, Sequence

from booking.domain.bookkeeping import NAMES as ACCOUNT_NAMES
from booking.domain.budgets import HOW
from booking.domain.claims.periods import next_to_claim
from booking.domain.history import Entry as History
from booking.domain.money import kroner_da
from booking.domain.periods import local_date
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text
from booking.gateways.sheets import Cell
from booking.services import claims, economy
from booking.services.citizens import is_on
from booking.services.claims import evidence
from booking.services.claims.reading import ClaimDetails
from booking.services.desk import Desk
from booking.services.economy import Figure, UnitSums
from booking.services.economy.behind import FIGURES
from booking.services.ledger import verify
from booking.web import formats
from booking.web.views.economy import (
    STEPS,
    ClaimList,
    ClaimPage,
    ClaimRow,
    EconomyPage,
    Entry,
    ExportsPage,
    HeldLine,
    LedgerPage,
    SetUpPage,
    StepRow,
    UnitLine,
)

WHOLE = Text("I alt", "Total")
_SUMS = ("spent_ore", "committed_ore", "forecast_ore", "refundable_ore", "claimed_ore", "at_risk_ore")


async def economy_page(desk: Desk, year: int | None = None) -> EconomyPage:
    found = await economy.overview(desk, year=year)
    rows = tuple(_line(desk, one) for one in found.units)
    budget = sum(row.budget_ore or 0 for row in rows)
    sums = {name: found.total(name) for name in _SUMS}
    has_budget = any(row.budget_ore is not None for row in rows)
    total = UnitLine(
        name=WHOLE.in_(desk.actor.tongue),
        code="",
        budget_ore=budget if has_budget else None,
        left_ore=budget - sums["forecast_ore"] if has_budget else None,
        **sums,
    )
    today = local_date(desk.now)
    years = tuple(range(today.year, today.year - 4, -1))
    names = {figure.value: name for figure, name in FIGURES.items()}
    may_claim = may(desk.actor, "claims:read")
    return EconomyPage(found.year, years, found.as_of, rows, total, found.reduction_ore, HOW, names, may_claim)


def _line(desk: Desk, one: UnitSums) -> UnitLine:
    unit = desk.reference.units[one.unit_id]
    sums = {name: getattr(one, name) for name in _SUMS}
    return UnitLine(name=unit.name, code=unit.code, budget_ore=one.budget_ore, left_ore=one.left_ore, **sums)


async def claim_list(desk: Desk, error: Text | None = None) -> ClaimList:
    found, deadlines = await claims.list_claims(desk), claims.read_deadlines(desk)
    rows = tuple(ClaimRow(claim, refund, deadlines.of(claim.period)) for claim, refund in found)
    due = next_to_claim([claim.number for claim, _ in found], local_date(desk.now))
    period = f"k{due.quarter}" if due.quarter else "f"
    return ClaimList(rows, may(desk.actor, "claims:make"), period, due.year, error)


def _steps(trail: Sequence[History]) -> tuple[StepRow, ...]:
    """The newest first."""
    rows = [
        StepRow(STEPS[one.action], one.at, one.actor_name, str(one.changes.get("reason", (None, ""))[1] or ""))
        for one in trail
        if one.action in STEPS
    ]
    return tuple(rows[::-1])


async def claim_page(
    desk: Desk, number: str, errors: Mapping[str, Text] | None = None, typed: Mapping[str, str] | None = None
) -> ClaimPage:
    found: ClaimDetails = await claims.read_claim(desk, number=number)
    return ClaimPage(
        claim=found.claim,
        deadline=found.deadline,
        is_late=found.is_late,
        count=found.count,
        eligible_ore=found.eligible_ore,
        before_ore=found.before_ore,
        reduction_ore=found.reduction_ore,
        refund_ore=found.refund_ore,
        totals=found.totals,
        held=tuple(HeldLine(one.why, one.count, one.net_ore, one.refund_ore) for one in found.held),
        caps=found.caps,
        packs=tuple(await evidence.list_packs(desk, number=number)),
        may_make=found.may_make,
        may_approve=found.may_approve,
        may_submit=found.may_submit,
        may_evidence=may(desk.actor, "claims:evidence"),
        may_numbers=may(desk.actor, "cpr:read") and is_on(desk),
        steps=_steps(await claims.trail(desk, found.claim)),
        errors=errors or {},
        typed=typed or {},
    )


async def ledger_page(desk: Desk, *, checked: bool) -> LedgerPage:
    """With `checked` every entry is read, and the first that does not fit is named."""
    found = await economy.ledger_sums(desk)
    if not checked:
        return LedgerPage(found.head, found.sums, False, None, 0)
    verified = await verify(desk)
    return LedgerPage(found.head, found.sums, True, verified.broken, len(verified.missing), verified.wrong_sums)


async def exports_page(desk: Desk) -> ExportsPage:
    exports, waiting = await economy.list_exports(desk), await economy.waiting_entries(desk)
    return ExportsPage(tuple(exports), waiting, may(desk.actor, "economy:write"))


async def set_up_page(
    desk: Desk, year: int, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, Text] | None = None
) -> SetUpPage:
    """As it is; what was typed and refused comes back as typed."""
    require_permission(desk.actor, "claims:read")
    given = typed or {}
    units = sorted((unit for unit in desk.reference.units.values() if unit.active), key=lambda unit: unit.name)
    budgets = await economy.read_budgets(desk, year=year)
    caps = {cap.year: cap for cap in await claims.caps_in_force(desk)}
    cap, deadlines, tongue = caps.get(year), claims.read_deadlines(desk), desk.actor.tongue

    def entry(name: str, label: str, value: str) -> Entry:
        return Entry(name, label, given.get(name, value))

    return SetUpPage(
        year=year,
        budgets=[
            entry(f"budget-{unit.code}", unit.name, kroner_da(budgets[unit.id]) if unit.id in budgets else "")
            for unit in units
        ],
        cap=[
            entry("whole", _CAP[0].in_(tongue), kroner_da(cap.whole_ore) if cap is not None else ""),
            entry("other", _CAP[1].in_(tongue), kroner_da(cap.other_ore) if cap is not None else ""),
        ],
        deadlines=[
            entry("quarter_days", _DUE[0].in_(tongue), str(deadlines.quarter_days)),
            entry("provisional", _DUE[1].in_(tongue), formats.yearly(deadlines.provisional, tongue)),
            entry("final", _DUE[2].in_(tongue), formats.yearly(deadlines.final, tongue)),
        ],
        accounts=_accounts(desk, given),
        may_write=may(desk.actor, "economy:write"),
        errors=errors or {},
        sheet=given.get("sheet", ""),
    )


_CAP = (
    Text("Rådighedsbeløb i alt", "The whole cap"),
    Text("Heraf andre udgifter til programmet", "Of it, other costs of the programme"),
)
_DUE = (
    Text("Dage efter kvartalets udløb", "Days after the end of a quarter"),
    Text("Foreløbig årsopgørelse, senest", "Provisional year statement, at the latest"),
    Text("Endelig årsopgørelse, senest", "Final year statement, at the latest"),
)
_OF_RULE = Text("Udgift: {} ({})", "Cost: {} ({})")


def _accounts(desk: Desk, given: Mapping[str, str]) -> list[Entry]:
    """Those that everybody has, and one of cost for each rule that refunds something."""
    found, tongue = economy.read_accounts(desk).by_use, desk.actor.tongue
    names = {rule.code: rule.name.in_(tongue) for rule in desk.reference.refund_rules if rule.percent}
    rules = [
        Entry(f"cost.{code}", _OF_RULE.in_(tongue).format(name, code), found.get(f"cost.{code}", ""))
        for code, name in sorted(names.items())
    ]
    usual = [Entry(use, name.in_(tongue), found.get(use, "")) for use, name in ACCOUNT_NAMES.items()]
    return [Entry(one.name, one.label, given.get(f"account-{one.name}", one.value)) for one in [*usual, *rules]]


def figure_of(name: str) -> Figure | None:
    return Figure(name) if name in {figure.value for figure in Figure} else None


def sheet_of(headings: tuple[Text, ...], rows: tuple[tuple[Cell, ...], ...]) -> list[tuple[Cell, ...]]:
    return [tuple(heading.da for heading in headings), *rows]
