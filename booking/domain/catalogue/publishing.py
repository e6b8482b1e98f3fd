"""From which day a new version may hold: today at the earliest, and never in the place of one that has begun."""

from collections.abc import Iterable
from datetime import date, timedelta

from booking.domain.errors import Conflict, Invalid
from booking.domain.periods import check_day
from booking.domain.texts import Text

FURTHEST = timedelta(days=5 * 366)


def check_first_day(day: date, *, today: date, there: Iterable[date]) -> None:
    """Invalid for a day that is over or too far off; Conflict when the version of that day has begun already.

    `there` are the first days of the versions there are.
    """
    check_day(day, field="valid_from")
    if day < today:
        raise Invalid(
            Text(
                "Fortiden ligger fast: det, der er holdt, er holdt på de gamle vilkår. Vælg i dag eller en senere dag.",
                "The past is not changed: what was held was held under the old terms. Choose today or a later day.",
            ),
            field="valid_from",
        )
    if day > today + FURTHEST:
        raise Invalid(
            Text("Vælg en dag inden for de næste fem år.", "Choose a day within the next five years."),
            field="valid_from",
        )
    if day == today and day in there:
        raise Conflict(
            Text(
                "Der er allerede en version, som er trådt i kraft i dag. Lad den nye gælde fra i morgen.",
                "There is a version already that has begun today. Let the new one apply from tomorrow.",
            ),
            field="valid_from",
        )
