"""Tables of bookings: behind a figure, a claim's lines, and what it holds back; on a page or a sheet."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from booking.domain.claims import HELD, LINE_KINDS
from booking.domain.claims.wording import REMEDIES
from booking.domain.texts import Text
from booking.gateways.sheets import Cell
from booking.services import claims, economy
from booking.services.desk import Desk
from booking.services.economy import Figure
from booking.services.economy.behind import FIGURES, MEANINGS
from booking.web import formats
from booking.web.views.economy import RowsPage

# A page of so many is read; what is more is in the sheet, and in the sum.
SHOWN = 500
BOOKING, DAY, UNIT = Text("Bestilling", "Booking"), Text("Dato", "Day"), Text("Enhed", "Unit")
COST, REFUND = Text("Udgift", "Cost"), Text("Refusion", "Refund")
CLAIMS = Text("Refusionskrav", "Refund claims")
LINE_HEADINGS = Text("Art", "Kind"), Text("Regel", "Rule"), Text("Berettiget", "Eligible")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows, kroner as `Decimal`, what stands around them, and which page of a booking a row leads to."""

    title: Text
    place: Text
    back_href: str
    back: Text
    meaning: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv_href: str
    remedy: Text | None = None
    link: str = ""


# Where on a booking's pages what is held back is put right; the others lead to the booking itself.
VOUCHER, REFUNDING = "/bilag", "/refusion"
_WHERE = {"unsure": REFUNDING, "measure": REFUNDING, "overruling": REFUNDING, "deviation": VOUCHER}


def kr(ore: int) -> Decimal:
    return Decimal(ore).scaleb(-2)


async def figure_table(desk: Desk, figure: Figure, year: int, unit: str | None) -> Table:
    units = desk.reference.units
    found = await economy.rows_of(desk, figure=figure, year=year, unit=unit)
    asked = urlencode({"tal": figure.value, "aar": year} | ({"enhed": unit} if unit else {}))
    name = desk.reference.unit(unit).name if unit else ""
    return Table(
        title=FIGURES[figure],
        place=Text(f"{year} {name}".strip(), f"{year} {name}".strip()),
        back_href=f"/oekonomi?aar={year}",
        back=Text("Økonomi", "Finances"),
        meaning=MEANINGS[figure],
        headings=(BOOKING, DAY, UNIT, Text("Beløb", "Amount")),
        rows=tuple((row.number, row.held_on, units[row.unit_id].name, kr(row.amount_ore)) for row in found),
        csv_href=f"/oekonomi/raekker.csv?{asked}",
        link=VOUCHER,
    )


async def lines_table(desk: Desk, number: str, rule: str = "") -> Table:
    """All of the claim's lines, or those by one refund rule."""
    units, found = desk.reference.units, await claims.line_rows(desk, number=number)
    rows = tuple(
        (
            row.number,
            row.held_on,
            units[row.unit_id].name,
            LINE_KINDS[row.kind].in_(desk.actor.tongue),
            f"{row.rule_code} v{row.rule_version}, {row.percent} %",
            kr(row.eligible_ore),
            kr(row.refund_ore),
        )
        for row in found
        if rule in ("", row.rule_code)
    )
    headings = (BOOKING, DAY, UNIT, *LINE_HEADINGS, REFUND)
    asked = f"?{urlencode({'regel': rule})}" if rule else ""
    return Table(
        title=Text(f"Kravets linjer {rule}".rstrip(), f"The claim's lines {rule}".rstrip()),
        place=Text(number, number),
        back_href=f"/refusionskrav/{number}",
        back=CLAIMS,
        meaning=Text("Summen er refusionen før rådighedsbeløbet.", "The sum is the refund before the cap."),
        headings=headings,
        rows=rows,
        csv_href=f"/refusionskrav/{number}/linjer.csv{asked}",
        link=VOUCHER,
    )


async def held_table(desk: Desk, number: str, why: str) -> Table:
    units, found = desk.reference.units, await claims.held_rows(desk, number=number, why=why)
    rows = tuple(
        (
            row.number,
            row.held_on,
            units[row.unit_id].name,
            HELD[row.why].in_(desk.actor.tongue),
            kr(row.net_ore),
            kr(row.refund_ore),
        )
        for row in found
    )
    asked = f"?{urlencode({'grund': why})}" if why else ""
    return Table(
        title=HELD.get(why, Text("Holdes tilbage", "Held back")),
        place=Text(number, number),
        back_href=f"/refusionskrav/{number}",
        back=CLAIMS,
        meaning=Text("Kommer med, så snart det er bragt i orden.", "Comes along as soon as it is put right."),
        headings=(BOOKING, DAY, UNIT, Text("Årsag", "Reason"), COST, REFUND),
        rows=rows,
        csv_href=f"/refusionskrav/{number}/tilbageholdt.csv{asked}",
        remedy=REMEDIES.get(why),
        link=_WHERE.get(why, ""),
    )


async def rows_page(desk: Desk, table: Table) -> RowsPage:
    """The table as it is read, with its sums under it; a row leads to the voucher where there is one."""
    tongue, numbers = desk.actor.tongue, [str(row[0]) for row in table.rows[:SHOWN]]
    there = await desk.economy.reported(numbers) if table.link == VOUCHER else frozenset(numbers)
    figures = tuple(bool(table.rows) and isinstance(cell, Decimal) for cell in (table.rows or (table.headings,))[0])
    sums = tuple(formats.number(_sum(table, n), tongue, 2) if is_figure else "" for n, is_figure in enumerate(figures))
    return RowsPage(
        title=table.title,
        place=table.place,
        back_href=table.back_href,
        back=table.back,
        meaning=table.meaning,
        headings=table.headings,
        figures=figures,
        rows=tuple(tuple(_said(desk, cell) for cell in row) for row in table.rows[:SHOWN]),
        total=sums,
        count=len(table.rows),
        csv_href=table.csv_href,
        remedy=table.remedy,
        hrefs=tuple(f"/bestillinger/{one}{table.link if one in there else ''}" for one in numbers),
    )


def _sum(table: Table, n: int) -> Decimal:
    return sum((cell for row in table.rows if isinstance(cell := row[n], Decimal)), Decimal(0))


def _said(desk: Desk, cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return formats.number(cell, desk.actor.tongue, 2)
    return str(cell) if isinstance(cell, str | int) else formats.day(cell, desk.actor.tongue)
