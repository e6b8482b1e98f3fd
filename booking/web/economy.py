"""The economy's pages: the overview, the rows behind it, the ledger, the exports, and what finance sets."""

from collections.abc import Awaitable, Callable

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.claims import Cap, Deadlines
from booking.domain.errors import Conflict, Invalid, OfficeError
from booking.domain.money import ore_from
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.sheets import csv_sheet
from booking.services import claims, economy
from booking.web.entries import yearly_in
from booking.web.guards import Asked, office_of
from booking.web.making.economy import economy_page, exports_page, figure_of, ledger_page, set_up_page
from booking.web.making.economy_rows import Table, figure_table, rows_page
from booking.web.visits import HEADERS, Visit, visiting

HERE = "/oekonomi"
PLACE = "oekonomi"
NO_FIGURE = Text("Vælg et tal på siden Økonomi.", "Choose a figure on the page Finances.")


@get(HERE)
async def overview(request: Asked, aar: FromQuery[int | None] = None) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("oekonomi/side.html", await economy_page(visit.desk, aar), place=PLACE)


@get(f"{HERE}/raekker")
async def rows(
    request: Asked, tal: FromQuery[str] = "", aar: FromQuery[int] = 0, enhed: FromQuery[str] = ""
) -> Response[str]:
    async with visiting(request) as visit:
        table = await table_of(visit, tal, aar, enhed)
        return await visit.show("oekonomi/raekker.html", await rows_page(visit.desk, table), place=PLACE)


@get(f"{HERE}/raekker.csv")
async def rows_sheet(
    request: Asked, tal: FromQuery[str] = "", aar: FromQuery[int] = 0, enhed: FromQuery[str] = ""
) -> Response[bytes]:
    async with visiting(request) as visit:
        return table_sheet(await table_of(visit, tal, aar, enhed), f"{tal}-{aar}")


async def table_of(visit: Visit, figure: str, year: int, unit: str) -> Table:
    """The rows behind a figure as its address names it; raises Invalid."""
    require_permission(visit.desk.actor, "economy:read")
    found = figure_of(figure)
    if found is None:
        raise Invalid(NO_FIGURE, field="tal")
    return await figure_table(visit.desk, found, year or local_date(visit.desk.now).year, unit or None)


def table_sheet(table: Table, name: str) -> Response[bytes]:
    return downloaded(csv_sheet([tuple(heading.da for heading in table.headings), *table.rows]), f"{name}.csv")


def downloaded(content: bytes, name: str, media_type: str = "text/csv") -> Response[bytes]:
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


@get(f"{HERE}/regnskabsbog")
async def ledger(request: Asked, efterproev: FromQuery[str] = "") -> Response[str]:
    """With `efterproev` every entry is read, and the first that does not fit is named."""
    async with visiting(request) as visit:
        view = await ledger_page(visit.desk, checked=bool(efterproev))
        return await visit.show("oekonomi/regnskabsbog.html", view, place=PLACE)


@get(f"{HERE}/regnskabsbog.csv")
async def ledger_sheet(request: Asked) -> Response[bytes]:
    async with visiting(request) as visit:
        return downloaded(await economy.ledger_sheet(visit.desk), "regnskabsbog.csv")


@get(f"{HERE}/posteringer")
async def exports(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show("oekonomi/posteringer.html", await exports_page(visit.desk), place=PLACE)


@post(f"{HERE}/posteringer")
async def export(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        made = await economy.export_postings(visit.desk)
        return visit.moved(f"{HERE}/posteringer", told="exported", number=made.number)


@get(f"{HERE}/posteringer/{{number:str}}")
async def export_sheet(request: Asked, number: FromPath[str]) -> Response[bytes]:
    async with visiting(request) as visit:
        return downloaded(await economy.read_export(visit.desk, number=number), f"{number}.csv")


@get(f"{HERE}/opsaetning")
async def set_up(request: Asked, aar: FromQuery[int | None] = None) -> Response[str]:
    async with visiting(request) as visit:
        view = await set_up_page(visit.desk, aar or local_date(visit.desk.now).year)
        return await visit.show("oekonomi/opsaetning.html", view, place=PLACE)


@post(f"{HERE}/opsaetning/budget")
async def set_budgets(request: Asked) -> Response[str]:
    """Every unit that is filled in, or a sheet pasted from a spreadsheet."""

    async def act(visit: Visit, year: int) -> None:
        require_permission(visit.desk.actor, "economy:write")
        sheet = visit.fields.get("sheet", "").strip()
        if sheet:
            await economy.import_budgets(visit.desk, year=year, content=f"Enhed;Beløb\n{sheet}".encode())
            return
        for name, typed in visit.fields.items():
            if name.startswith("budget-") and typed.strip():
                amount, unit = ore_from(typed, field=name), name.removeprefix("budget-")
                await economy.set_budget(visit.desk, year=year, unit=unit, amount_ore=amount)

    return await _set(request, act)


@post(f"{HERE}/opsaetning/loft")
async def set_cap(request: Asked) -> Response[str]:
    async def act(visit: Visit, year: int) -> None:
        require_permission(visit.desk.actor, "claims:make")
        whole = ore_from(visit.fields.get("whole", ""), field="whole")
        other = ore_from(visit.fields.get("other", "") or "0", field="other")
        await claims.set_cap(visit.desk, cap=Cap(year, whole, other))

    return await _set(request, act)


@post(f"{HERE}/opsaetning/frister")
async def set_deadlines(request: Asked) -> Response[str]:
    async def act(visit: Visit, _year: int) -> None:
        require_permission(visit.desk.actor, "claims:make")
        typed = visit.fields
        days = typed.get("quarter_days", "")
        if not days.isascii() or not days.isdigit():
            raise Invalid(Text("Skriv fra 0 til 180 dage.", "Write from 0 to 180 days."), field="quarter_days")
        provisional, final = (yearly_in(typed.get(name, ""), field=name) for name in ("provisional", "final"))
        await claims.set_deadlines(visit.desk, deadlines=Deadlines(int(days), provisional, final))

    return await _set(request, act)


@post(f"{HERE}/opsaetning/konti")
async def set_accounts(request: Asked) -> Response[str]:
    async def act(visit: Visit, _year: int) -> None:
        prefix = "account-"
        given = {name.removeprefix(prefix): value for name, value in visit.fields.items() if name.startswith(prefix)}
        await economy.set_accounts(visit.desk, accounts=given)

    return await _set(request, act)


async def _set(request: Asked, act: Callable[[Visit, int], Awaitable[None]]) -> Response[str]:
    """What is set holds from now; what cannot be comes back as typed, and nothing of the form is set."""
    try:
        async with visiting(request) as visit:
            year = _year(visit)
            await act(visit, year)
            answer = visit.moved(f"{HERE}/opsaetning?aar={year}", told="economy_set")
    except (Invalid, Conflict) as refusal:
        return await _set_again(request, refusal)
    office_of(request).forget_reference()
    return answer


async def _set_again(request: Asked, refusal: OfficeError) -> Response[str]:
    async with visiting(request) as visit:
        year, errors = _year(visit), {refusal.field or "": refusal.message}
        view = await set_up_page(visit.desk, year, typed=visit.fields, errors=errors)
        path = f"{HERE}/opsaetning?aar={year}"
        return await visit.show("oekonomi/opsaetning.html", view, place=PLACE, status=422, path=path)


def _year(visit: Visit) -> int:
    typed = visit.fields.get("aar", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else local_date(visit.desk.now).year
