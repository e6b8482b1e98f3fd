"""Rates as a spreadsheet: all of them out, edited in Excel, and what is new read back into a draft."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from booking.domain.costs.drafts import Draft, key_of
from booking.domain.costs.tariffs import COMPONENTS, Component, Rate, Tariffs, Unit
from booking.domain.costs.wording import ONE
from booking.domain.errors import Invalid, OfficeError
from booking.domain.money import ore_from
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.sheets import Cell, csv_sheet
from booking.gateways.spreadsheets import Unreadable, day, one_of
from booking.services.desk import Desk
from booking.services.imports.columns import Cells, Column, rows_of
from booking.services.imports.faults import Faults
from booking.services.tariffs.drafting import checked, make_draft

ONE_DAY = timedelta(days=1)
COLUMNS = (
    Column("scheme", "Takst", ("takstordning", "takstskema"), required=True),
    Column("category", "Kategori"),
    Column("component", "Ydelse", ("komponent",), required=True),
    Column("unit", "Enhed", required=True),
    Column("amount", "Beløb", ("beløb i kr.", "kr.", "pris"), required=True),
    Column("valid_from", "Gyldig fra", ("fra",), required=True),
    Column("valid_to", "Gyldig til", ("til",)),
)
_COMPONENTS: dict[str, Component] = {text.da: code for code, text in COMPONENTS.items()} | {
    code: code for code in COMPONENTS
}
_UNITS: dict[str, Unit] = {text.da: code for code, text in ONE.items()} | {code: code for code in ONE}


def rates_sheet(desk: Desk) -> bytes:
    """Every rate there is, in the columns that are read back."""
    require_permission(desk.actor, "tariffs:read")
    rates = sorted(desk.reference.tariffs.rates, key=lambda one: (*key_of(one), one.valid_from))
    return csv_sheet([[column.header for column in COLUMNS], *(_line(one) for one in rates)])


def _line(rate: Rate) -> list[Cell]:
    return [
        rate.scheme,
        rate.category,
        COMPONENTS[rate.component].da,
        ONE[rate.unit].da,
        Decimal(rate.amount_ore).scaleb(-2),
        rate.valid_from,
        rate.valid_to or "",
    ]


async def read_rates(desk: Desk, content: bytes, *, name: str) -> Draft:
    """A draft of what in the file is new; rows that say what already holds are left out.

    Raises ImportRefused with everything that is wrong, by row and column, and Invalid when nothing is new.
    """
    require_permission(desk.actor, "tariffs:write")
    faults = Faults()
    rows = [(cells, _rate(cells)) for cells in rows_of(content, COLUMNS, faults, lambda _: None)]
    read = [(cells, rate) for cells, rate in rows if rate is not None]
    _check_twice(read)
    every = [rate for _, rate in read]
    new = [(cells, rate) for cells, rate in read if _is_new(rate, every, desk.reference.tariffs)]
    for cells, rate in new:
        _try(desk, cells, rate)
    faults.refuse_any()
    if not new:
        raise Invalid(
            Text("Filen siger det samme som taksterne gør nu.", "The file says what the tariffs say now."), field="file"
        )
    return await make_draft(desk, name=name, rates=[rate for _, rate in new])


def _try(desk: Desk, cells: Cells, rate: Rate) -> None:
    """What a draft would refuse is a fault of the row."""
    try:
        checked(desk, rate)
    except OfficeError as refusal:
        cells.fault({"amount_ore": "amount"}.get(refusal.field or "", refusal.field), refusal.message)


def _rate(cells: Cells) -> Rate | None:
    component = cells.read("component", one_of(_COMPONENTS, shown=3))
    unit = cells.read("unit", one_of(_UNITS, shown=4))
    amount = cells.read("amount", _amount)
    first, last = cells.read("valid_from", day), cells.read("valid_to", day)
    if component is None or unit is None or first is None:
        return None
    # What is wrong with the amount keeps nothing else that is wrong from being said.
    return Rate(cells.text("scheme"), cells.text("category"), component, unit, amount or 0, first, last, "")


def _amount(cell: str) -> int:
    """Kroner with a decimal comma; 1.234 can be read two ways, and is refused."""
    try:
        return ore_from(cell.removesuffix("kr.").strip())
    except Invalid:
        raise Unreadable(Text("et beløb som 370,72", "an amount such as 370,72")) from None


def _check_twice(read: Iterable[tuple[Cells, Rate]]) -> None:
    rows: dict[tuple[object, ...], int] = {}
    for cells, rate in read:
        key = (*key_of(rate), rate.valid_from)
        if key in rows:
            said = Text(f"den samme takst som i række {rows[key]}.", f"the same rate as in row {rows[key]}.")
            cells.fault("valid_from", said)
        rows.setdefault(key, cells.number)


def _is_new(rate: Rate, every: Iterable[Rate], tariffs: Tariffs) -> bool:
    """Not so for a rate that holds already, also where its last day only makes room for the next of the file."""
    same = [one for one in tariffs.rates if (key_of(one), one.valid_from) == (key_of(rate), rate.valid_from)]
    if not same or (same[0].amount_ore, same[0].unit) != (rate.amount_ore, rate.unit):
        return True
    if same[0].valid_to == rate.valid_to:
        return False
    follows = rate.valid_to + ONE_DAY if rate.valid_to is not None else None
    return not any(key_of(one) == key_of(rate) and one.valid_from == follows for one in every)
