"""How a report's figures are written: for people, and for programs."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from booking.domain.money import round_half_away
from booking.domain.texts import Text, Tongue

Kind = Literal["text", "count", "share", "hours", "kroner", "whole_kroner", "decimal", "date"]
Value = Text | str | int | Fraction | date | None
"""A share is a fraction of one, hours are minutes, kroner are øre; None is 0 ÷ 0 or nothing to say.

A Text among figures says why there is none, such as "<5"."""

NOTHING = "–"
FACTORS: dict[Kind, Fraction] = {
    "share": Fraction(100),
    "hours": Fraction(1, 60),
    "kroner": Fraction(1, 100),
    "whole_kroner": Fraction(1, 100),
}
PLACES: dict[Kind, int] = {"share": 1, "hours": 2, "kroner": 2, "decimal": 1}


def share(part: int | Fraction, whole: int | Fraction) -> Fraction | None:
    """`part` ÷ `whole` as a fraction of one; None for 0 ÷ 0."""
    return Fraction(part) / whole if whole else None


def percent(value: Fraction | None, tongue: Tongue = "da", *, places: int = 1) -> str:
    """A share for people, rounded half away from zero: "4,1 %", "4.1%"; "–" for 0 ÷ 0."""
    return written("share", value, tongue, places=places)


def plain(kind: Kind, value: Value, tongue: Tongue = "da") -> str | int | None:
    """A value for programs: counts as numbers, days as ISO 8601, decimals for percent ("16.0"), hours and kroner."""
    match value:
        case None | str():
            return value
        case Text():
            return value.in_(tongue)
        case date():
            return value.isoformat()
        case int() if kind == "count":
            return value
    return str(decimal_of(kind, value))


def written(kind: Kind, value: Value, tongue: Tongue, *, places: int | None = None) -> str:
    """A value for people, in Danish or English: "1.419", "4,1 %", "1.178,66", "30.04.2018"; "–" where there is none."""
    match value:
        case None:
            return NOTHING if kind != "text" else ""
        case str():
            return value
        case Text():
            return value.in_(tongue)
        case date():
            return f"{value:%d.%m.%Y}"
    number = f"{decimal_of(kind, value, places):,f}"
    if tongue == "da":
        number = number.translate(str.maketrans(",.", ".,"))
    return number if kind != "share" else f"{number} %" if tongue == "da" else f"{number}%"


def decimal_of(kind: Kind, value: int | Fraction, places: int | None = None) -> Decimal:
    """The number a reader sees: percent, hours, kroner; rounded half away from zero."""
    places = PLACES.get(kind, 0) if places is None else places
    units = round_half_away(value * FACTORS.get(kind, Fraction(1)) * 10**places)
    return Decimal(units).scaleb(-places)
