"""Exports to the ERP: the ledger's entries since the last one, both sides of each, once, and the same for ever."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from booking.domain.bookkeeping import Accounts, accounts_from, balance, sides
from booking.domain.errors import Conflict
from booking.domain.ledger import COMPONENTS, Entry
from booking.domain.periods import local
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.sheets import Cell, csv_sheet
from booking.persistence.economy import Export
from booking.persistence.ids import new_id
from booking.services.desk import Desk

HEADINGS = ("Postering", "Bogføringsdato", "Konto", "Omkostningssted", "Beløb", "Tekst", "Bestilling", "Afholdt")


async def waiting_entries(desk: Desk) -> int:
    """How many entries are posted and not exported."""
    require_permission(desk.actor, "economy:read")
    return (await desk.ledger.head()).n - _last(await desk.economy.exports())


def _last(exports: Sequence[Export]) -> int:
    return exports[0].last_n if exports else 0


async def list_exports(desk: Desk) -> list[Export]:
    require_permission(desk.actor, "economy:read")
    return await desk.economy.exports()


async def export_postings(desk: Desk) -> Export:
    """Everything posted since the last export, as a sheet that is kept; Conflict when there is nothing."""
    require_permission(desk.actor, "economy:write")
    made, head = await desk.economy.exports(), await desk.ledger.head()
    first = _last(made) + 1
    if head.n < first:
        raise Conflict(Text("Der er intet nyt at eksportere.", "There is nothing new to export."))
    accounts = accounts_from(desk.reference.settings)
    lines: list[tuple[Cell, ...]] = []
    debit = 0
    async for entries in desk.ledger.read(after=first - 1, upto=head.n):
        numbers = await desk.economy.numbers_of(list({entry.booking_id for entry in entries}))
        for entry in entries:
            both = sides(entry, accounts)
            assert balance(both) == 0, "an entry has two sides"
            debit += max(side.amount_ore for side in both)
            lines += _lines(desk, entry, accounts, numbers[entry.booking_id])
    export = Export(
        id=new_id(),
        number=f"E-{local(desk.now).year}-{len(made) + 1:04}",
        first_n=first,
        last_n=head.n,
        rows=len(lines),
        debit_ore=debit,
        made_at=desk.now,
        made_by=desk.actor.account_id,
        made_by_name=desk.actor.name,
    )
    await desk.economy.add_export(export, csv_sheet([HEADINGS, *lines]))
    return export


def _lines(desk: Desk, entry: Entry, accounts: Accounts, number: str) -> Iterable[tuple[Cell, ...]]:
    unit = desk.reference.units[entry.unit_id]
    what = COMPONENTS[entry.component].da if entry.component in COMPONENTS else entry.component
    text = f"{what}, rettelse" if entry.correction else what
    for side in sides(entry, accounts):
        amount = Decimal(side.amount_ore).scaleb(-2)
        day = local(entry.at).date()
        yield (entry.n, day, side.account, unit.cost_centre or "", amount, text, number, entry.held_on)


async def read_export(desk: Desk, *, number: str) -> bytes:
    """The sheet as it was made, byte for byte; who took it is written down."""
    require_permission(desk.actor, "economy:read")
    content = await desk.economy.export_content(number)
    export = next(one for one in await desk.economy.exports() if one.number == number)
    taken = {"export": (None, number)}
    desk.histories.add(desk.histories.row("posting export", export.id, "export taken", taken))
    return content
