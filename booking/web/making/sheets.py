"""The list of bookings as the lines of a sheet."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from booking.domain.bookings import STATUSES
from booking.domain.modes import MODES
from booking.domain.periods import local_date
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.overviews import Exported
from booking.web import formats

Cell = str | int | Decimal | date

HEADINGS: tuple[Text, ...] = (
    Text("Nummer", "Number"),
    Text("Dato", "Date"),
    Text("Start", "Start"),
    Text("Slut", "End"),
    Text("Minutter", "Minutes"),
    Text("Sprog", "Language"),
    Text("Tolkeform", "Mode"),
    Text("Status", "Status"),
    Text("Enhed", "Unit"),
    Text("Sagsnummer", "Case number"),
    Text("Tolk", "Interpreter"),
    Text("Borgere", "Citizens"),
    Text("Pris i kr. uden moms", "Price in DKK without VAT"),
)


def sheet_lines(found: Iterable[Exported], desk: Desk) -> Iterator[list[Cell]]:
    """The headings, and a line for each booking, in order of start."""
    tongue = desk.actor.tongue
    yield [heading.in_(tongue) for heading in HEADINGS]
    for one in found:
        booking, language = one.booking, desk.reference.languages.get(one.booking.language)
        yield [
            booking.number,
            local_date(booking.starts_at),
            formats.clock(booking.starts_at, tongue),
            formats.clock(booking.ends_at, tongue),
            booking.period.minutes,
            language.name.in_(tongue) if language is not None else booking.language,
            MODES[booking.mode].name.in_(tongue),
            STATUSES[booking.status].in_(tongue),
            desk.reference.units[booking.unit_id].name,
            booking.citizen_ref,
            one.interpreter,
            booking.group_size,
            Decimal(one.net_ore).scaleb(-2) if one.net_ore is not None else "",
        ]
