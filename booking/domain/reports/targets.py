"""The council's target for the remote share."""

from datetime import date

from booking.domain.errors import Invalid
from booking.domain.texts import Text

_YEARS = range(2000, 2100)


def check_target(valid_from: date, percent: int) -> None:
    """Invalid, naming the field, for a share that is none and a day that no council decides for."""
    if not 0 <= percent <= 100:
        raise Invalid(Text("Skriv fra 0 til 100 procent.", "Write from 0 to 100 percent."), field="percent")
    if valid_from.year not in _YEARS:
        raise Invalid(Text("Skriv en dag fra år 2000.", "Write a day from the year 2000 on."), field="valid_from")
