"""The pack's sheets: the claim, its lines, its cap, what is held back, the sample, and the ledger it rests on."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC
from decimal import Decimal

from booking.domain.bookkeeping import accounts_from
from booking.domain.claims import HELD, LINE_KINDS
from booking.domain.ledger import COMPONENTS, Entry
from booking.gateways.sheets import Cell, csv_sheet
from booking.persistence.claims import Claim
from booking.persistence.claims.listing import LineRow, held_rows
from booking.services.claims.reading import ClaimDetails, details_of
from booking.services.desk import Desk

LINES = (
    "Linje",
    "Bestilling",
    "Art",
    "Dato",
    "Enhed",
    "Regel",
    "Version",
    "Procent",
    "Konto",
    "Berettiget",
    "Refusion",
)
HELD_HEADINGS = ("Bestilling", "Dato", "Enhed", "Årsag", "Udgift", "Refusion, der venter")
CAPS = ("År", "Plads under loftet", "Under loftet i kravet", "Under loftet i alt", "Loftet tager")
# The first thirteen columns with tabs between are what is hashed; the last are for reading.
LEDGER = (
    *("Nr.", "Tidspunkt", "Bestilling-id", "Slags", "Del", "Øre", "Enhed-id", "Dato", "Moms", "Regel", "Rettelse"),
    *("Opgørelse-id", "Bogført af", "Kontrolsum", "Beløb", "Hvad"),
)


def kr(ore: int) -> Decimal:
    return Decimal(ore).scaleb(-2)


async def sheets_of(
    desk: Desk, claim: Claim, lines: Sequence[LineRow], sample: Sequence[str]
) -> AsyncIterator[tuple[str, bytes]]:
    """(file name, content) of each sheet."""
    units, details = desk.reference.units, await details_of(desk, claim)
    yield "krav.csv", csv_sheet(_claim(details))
    yield "linjer.csv", csv_sheet([LINES, *_lines(desk, lines)])
    yield "raadighedsbeloeb.csv", csv_sheet([CAPS, *_caps(details)])
    held = await held_rows(desk.connection, claim.id)
    rows = [
        (one.number, one.held_on, units[one.unit_id].name, HELD[one.why].da, kr(one.net_ore), kr(one.refund_ore))
        for one in held
    ]
    yield "tilbageholdt.csv", csv_sheet([HELD_HEADINGS, *rows])
    by_number = {line.number: line for line in lines}
    drawn = [(one, by_number[one].held_on, units[by_number[one].unit_id].name) for one in sample]
    yield "stikproeve.csv", csv_sheet([("Bestilling", "Dato", "Enhed"), *drawn])
    yield "regnskabsbog.csv", csv_sheet([LEDGER, *[row async for row in _ledger(desk, claim)]])


def _claim(details: ClaimDetails) -> Iterator[tuple[Cell, ...]]:
    claim, period = details.claim, details.claim.period
    yield ("Felt", "Værdi")
    yield ("Krav", claim.number)
    yield ("Periode", period.title.da)
    yield ("Fra", period.first)
    yield ("Til", period.last)
    yield ("Tilstand", claim.state)
    yield ("Linjer", details.count)
    yield ("Berettiget udgift", kr(details.eligible_ore))
    yield ("Refusion før loft", kr(details.before_ore))
    yield ("Rådighedsbeløbet tager", kr(details.reduction_ore))
    yield ("Refusion efter loft", kr(details.refund_ore))


def _lines(desk: Desk, lines: Sequence[LineRow]) -> Iterator[tuple[Cell, ...]]:
    accounts, units = accounts_from(desk.reference.settings), desk.reference.units
    for one in lines:
        account = accounts.own("refund", f"{one.rule_code} v{one.rule_version}", taxed=False)
        kind, unit = LINE_KINDS[one.kind].da, units[one.unit_id].name
        rule = (one.rule_code, one.rule_version, one.percent)
        yield (one.n, one.number, kind, one.held_on, unit, *rule, account, kr(one.eligible_ore), kr(one.refund_ore))


def _caps(details: ClaimDetails) -> Iterator[tuple[Cell, ...]]:
    for cap in details.caps:
        room = kr(cap.room_ore) if cap.room_ore is not None else "ikke indtastet"
        yield (cap.year, room, kr(cap.refund_ore), kr(cap.total_ore), kr(cap.reduction_ore))


async def _ledger(desk: Desk, claim: Claim) -> AsyncIterator[tuple[Cell, ...]]:
    """From the first entry to the claim's: only a whole chain can be followed."""
    upto = claim.head_n if claim.head_n is not None else (await desk.ledger.head()).n
    async for entries in desk.ledger.read(upto=upto):
        for entry in entries:
            yield ledger_row(entry)


def ledger_row(entry: Entry) -> tuple[Cell, ...]:
    return (
        entry.n,
        f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        str(entry.booking_id),
        entry.kind,
        entry.component,
        entry.amount_ore,
        str(entry.unit_id),
        entry.held_on.isoformat(),
        int(entry.taxed),
        entry.rule,
        int(entry.correction),
        str(entry.settlement_id or ""),
        str(entry.made_by or ""),
        entry.hash.hex(),
        kr(entry.amount_ore),
        COMPONENTS[entry.component].da if entry.component in COMPONENTS else entry.component,
    )
