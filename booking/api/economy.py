"""The economy over the API: the overview and its rows, budgets, caps, accounts, exports and the ledger."""

from typing import Annotated

from litestar import Controller, Response, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from booking.api.claim_shapes import download
from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.domain.claims import Cap, Deadlines
from booking.domain.money import kroner, ore_from
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.persistence.economy import Export
from booking.services import claims, economy
from booking.services.claims import working_year
from booking.services.desk import Desk
from booking.services.economy import Figure, Overview, UnitSums
from booking.services.ledger import verify
from schemas import claims as claims_io
from schemas import economy as io

Year = Annotated[int | None, QueryParameter(ge=2000, le=2099, description="This year unless said otherwise")]
SHEET = "text/csv; charset=utf-8"


class EconomyController(Controller):
    tags = ["Economy"]

    @get("/economy", summary="A year by unit")
    async def overview(self, request: Asked, year: Year = None) -> io.EconomyOut:
        """Spent, committed and forecast against the budgets; refundable, claimed and at risk."""
        async with desk_for(request) as desk:
            return _overview(desk, await economy.overview(desk, year=year))

    @get("/economy/{figure:str}", summary="The bookings behind a figure")
    async def rows(
        self, request: Asked, figure: FromPath[Figure], year: Year = None, unit: FromQuery[str | None] = None
    ) -> io.EconomyRowsOut:
        """They add up to it."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "economy:read")
            year = year or working_year(desk)
            found = await economy.rows_of(desk, figure=figure, year=year, unit=unit)
            units = desk.reference.units
            items = [
                io.EconomyRowOut(
                    booking=row.number,
                    unit=units[row.unit_id].code,
                    held_on=row.held_on,
                    amount=kroner(row.amount_ore),
                )
                for row in found
            ]
            return io.EconomyRowsOut(figure.value, year, kroner(sum(row.amount_ore for row in found)), items)

    @get("/budgets", summary="The budgets of a year")
    async def budgets(self, request: Asked, year: Year = None) -> io.BudgetsOut:
        async with desk_for(request) as desk:
            wanted = year or local_date(desk.now).year
            found = await economy.read_budgets(desk, year=wanted)
            units = desk.reference.units
            items = [io.BudgetOut(year=wanted, unit=units[key].code, amount=kroner(ore)) for key, ore in found.items()]
            return io.BudgetsOut(sorted(items, key=lambda one: one.unit))

    @put("/budgets/{year:int}/{unit:str}", summary="Set a unit's budget")
    async def set_budget(
        self, request: Asked, year: FromPath[int], unit: FromPath[str], data: JSONBody[io.BudgetIn]
    ) -> io.BudgetOut:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "economy:write")
            amount = ore_from(data.amount, field="amount")
            made = await economy.set_budget(desk, year=year, unit=unit, amount_ore=amount)
            return io.BudgetOut(year=made.year, unit=unit, amount=kroner(made.amount_ore))

    @get("/postings", summary="Exports to the ERP")
    async def exports(self, request: Asked) -> io.ExportsOut:
        async with desk_for(request) as desk:
            items = [_export(one) for one in await economy.list_exports(desk)]
            return io.ExportsOut(await economy.waiting_entries(desk), items)

    @post("/postings", summary="Export what has been posted since the last time")
    async def export(self, request: Asked) -> Response[io.ExportOut]:
        """Each entry once, both sides of it; the sheet is kept and can be fetched again."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "economy:write")

            async def make() -> Answer:
                return Answer(_export(await economy.export_postings(desk)))

            return await once(request, desk, io.ExportOut, make)

    @get("/postings/{number:str}", summary="An export as a sheet", media_type="text/csv")
    async def sheet(self, request: Asked, number: FromPath[str]) -> Response[bytes]:
        async with desk_for(request) as desk:
            content = await economy.read_export(desk, number=number)
            return download(f"{number}.csv", content, media_type=SHEET)

    @get("/settings/accounts", summary="The municipality's account strings")
    async def accounts(self, request: Asked) -> io.AccountsIO:
        async with desk_for(request) as desk:
            return io.AccountsIO(accounts=dict(economy.read_accounts(desk).by_use))

    @put("/settings/accounts", summary="Set account strings")
    async def set_accounts(self, request: Asked, data: JSONBody[io.AccountsIO]) -> io.AccountsIO:
        """What is left out stays; an empty string takes the account of one rule away."""
        async with desk_for(request) as desk:
            made = await economy.set_accounts(desk, accounts=data.accounts)
        office_of(request).forget_reference()
        return io.AccountsIO(accounts=dict(made.by_use))

    @get("/ledger", summary="The ledger's sums and the end of its chain")
    async def ledger(self, request: Asked) -> io.LedgerOut:
        async with desk_for(request) as desk:
            found = await economy.ledger_sums(desk)
            head = claims_io.LedgerHead(found.head.n, found.head.hash.hex())
            sums = [
                io.LedgerSumOut(
                    year=one.year,
                    kind=one.kind,
                    component=one.component,
                    entries=one.count,
                    corrections=one.corrections,
                    amount=kroner(one.amount_ore),
                )
                for one in found.sums
            ]
            return io.LedgerOut(head, sums)

    @get("/ledger/entries", summary="Every entry, as a sheet", media_type="text/csv")
    async def entries(self, request: Asked) -> Response[bytes]:
        async with desk_for(request) as desk:
            return download("regnskabsbog.csv", await economy.ledger_sheet(desk), media_type=SHEET)

    @get("/ledger/verification", summary="Whether the chain is whole")
    async def verification(self, request: Asked) -> io.VerificationOut:
        """Every entry is read; the first that does not fit is named."""
        async with desk_for(request) as desk:
            found = await verify(desk)
            return io.VerificationOut(
                sound=found.sound,
                entries=found.head.n,
                hash=found.head.hash.hex(),
                broken=found.broken.n if found.broken is not None else None,
                what=found.broken.what.in_(tongue_of(request)) if found.broken is not None else None,
                unposted=len(found.missing),
            )

    @get("/refund-caps", summary="The years' caps")
    async def caps(self, request: Asked) -> claims_io.CapsOut:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "claims:read")
            return claims_io.CapsOut([_cap(one) for one in await claims.caps_in_force(desk)])

    @put("/refund-caps/{year:int}", summary="Enter a year's cap")
    async def set_cap(self, request: Asked, year: FromPath[int], data: JSONBody[claims_io.CapIn]) -> claims_io.CapOut:
        async with desk_for(request) as desk:
            require_permission(desk.actor, "claims:make")
            whole, other = ore_from(data.whole, field="whole"), ore_from(data.other, field="other")
            return _cap(await claims.set_cap(desk, cap=Cap(year, whole, other)))

    @get("/settings/claim-deadlines", summary="When claims are due")
    async def deadlines(self, request: Asked) -> claims_io.DeadlinesIO:
        async with desk_for(request) as desk:
            return _deadlines(claims.read_deadlines(desk))

    @put("/settings/claim-deadlines", summary="Set when claims are due")
    async def set_deadlines(self, request: Asked, data: JSONBody[claims_io.DeadlinesIO]) -> claims_io.DeadlinesIO:
        wanted = Deadlines(data.quarter_days, data.provisional, data.final)
        async with desk_for(request) as desk:
            made = await claims.set_deadlines(desk, deadlines=wanted)
        office_of(request).forget_reference()
        return _deadlines(made)


def _deadlines(found: Deadlines) -> claims_io.DeadlinesIO:
    return claims_io.DeadlinesIO(quarter_days=found.quarter_days, provisional=found.provisional, final=found.final)


def _cap(one: Cap) -> claims_io.CapOut:
    return claims_io.CapOut(
        year=one.year, whole=kroner(one.whole_ore), other=kroner(one.other_ore), room=kroner(one.room_ore)
    )


def _export(one: Export) -> io.ExportOut:
    return io.ExportOut(
        number=one.number,
        first_entry=one.first_n,
        last_entry=one.last_n,
        rows=one.rows,
        debit=kroner(one.debit_ore),
        made_at=one.made_at,
        made_by=one.made_by_name,
    )


def _overview(desk: Desk, found: Overview) -> io.EconomyOut:
    names = ("spent", "committed", "forecast", "refundable", "claimed", "at_risk")
    return io.EconomyOut(
        year=found.year,
        as_of=found.as_of,
        units=[_unit(desk, one) for one in found.units],
        cap_reduction=kroner(found.reduction_ore),
        **{name: kroner(found.total(f"{name}_ore")) for name in names},
    )


def _unit(desk: Desk, one: UnitSums) -> io.UnitEconomyOut:
    names = ("spent", "committed", "forecast", "refundable", "claimed", "at_risk")
    return io.UnitEconomyOut(
        unit=desk.reference.units[one.unit_id].code,
        budget=kroner(one.budget_ore) if one.budget_ore is not None else None,
        left=kroner(one.left_ore) if one.left_ore is not None else None,
        **{name: kroner(getattr(one, f"{name}_ore")) for name in names},
    )
