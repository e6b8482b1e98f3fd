"""The periods that are claimed for: quarters, and a year's provisional and final statement."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from booking.domain.errors import Invalid
from booking.domain.texts import Text

ClaimKind = Literal["quarter", "provisional", "final"]
ClaimState = Literal["draft", "approved", "submitted"]

KINDS: dict[str, Text] = {
    "quarter": Text("Kvartal", "Quarter"),
    "provisional": Text("Foreløbig årsopgørelse", "Provisional year statement"),
    "final": Text("Endelig årsopgørelse", "Final year statement"),
}
STATES: dict[str, Text] = {
    "draft": Text("Udkast", "Draft"),
    "approved": Text("Godkendt", "Approved"),
    "submitted": Text("Indsendt", "Submitted"),
}
_LETTERS = {"provisional": "F", "final": "E"}


@dataclass(frozen=True, slots=True)
class ClaimPeriod:
    """A quarter of a year, or the whole year of a statement; both days included."""

    kind: ClaimKind
    year: int
    quarter: int | None
    first: date
    last: date

    @property
    def number(self) -> str:
        """R-2026-K1 for the first quarter, R-2026-F and R-2026-E for the provisional and the final statement."""
        return f"R-{self.year}-{f'K{self.quarter}' if self.quarter else _LETTERS[self.kind]}"

    @property
    def title(self) -> Text:
        if self.quarter:
            return Text(f"{self.quarter}. kvartal {self.year}", f"Quarter {self.quarter} of {self.year}")
        return Text(f"{KINDS[self.kind].da} {self.year}", f"{KINDS[self.kind].en} {self.year}")


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days from the end of a quarter, and the days of the next year for the two statements (month, day)."""

    quarter_days: int = 30
    provisional: str = "02-15"
    final: str = "06-01"

    def of(self, period: ClaimPeriod) -> date:
        """The last day on which the claim is in time."""
        if period.kind == "quarter":
            return period.last + timedelta(days=self.quarter_days)
        month, day = map(int, (self.provisional if period.kind == "provisional" else self.final).split("-"))
        return date(period.year + 1, month, day)


DEADLINES = Deadlines()


def deadlines_from(settings: Mapping[str, int | str]) -> Deadlines:
    """As the office has set them under `claims.…`, else as the product has them."""
    return Deadlines(
        quarter_days=int(settings.get("claims.quarter_days", DEADLINES.quarter_days)),
        provisional=str(settings.get("claims.provisional", DEADLINES.provisional)),
        final=str(settings.get("claims.final", DEADLINES.final)),
    )


def check_deadlines(deadlines: Deadlines) -> None:
    """Raises Invalid, naming the field, for days that no calendar has."""
    if not 0 <= deadlines.quarter_days <= 180:
        raise Invalid(Text("Skriv fra 0 til 180 dage.", "Write from 0 to 180 days."), field="quarter_days")
    for field, written in (("provisional", deadlines.provisional), ("final", deadlines.final)):
        try:
            month, day = map(int, written.split("-"))
            date(2027, month, day)
        except ValueError:
            raise Invalid(
                Text("Skriv måned og dag som 06-01.", "Write month and day such as 06-01."), field=field
            ) from None


def period_of(kind: ClaimKind, year: int, quarter: int | None = None) -> ClaimPeriod:
    """Raises Invalid for a quarter that no year has, and for a year that no office of ours has lived."""
    if not 2000 <= year <= 2099:
        raise Invalid(Text("Skriv et år fra 2000 til 2099.", "Write a year from 2000 to 2099."), field="year")
    if kind != "quarter":
        return ClaimPeriod(kind, year, None, date(year, 1, 1), date(year, 12, 31))
    if quarter not in (1, 2, 3, 4):
        raise Invalid(Text("Vælg kvartal 1 til 4.", "Choose quarter 1 to 4."), field="quarter")
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return ClaimPeriod(kind, year, quarter, date(year, quarter * 3 - 2, 1), after - timedelta(days=1))


def next_to_claim(claimed: Collection[str], today: date) -> ClaimPeriod:
    """The earliest period that is over and has no claim yet, by the numbers of the claims there are.

    Last year counts where it has claims at all; when nothing is missing it is the quarter that runs.
    """
    years = [today.year - 1] if any(number.startswith(f"R-{today.year - 1}-") for number in claimed) else []
    for year in [*years, today.year]:
        quarters = [period_of("quarter", year, n) for n in (1, 2, 3, 4)]
        for period in [*quarters, period_of("provisional", year)]:
            if period.last < today and period.number not in claimed:
                return period
    return period_of("quarter", today.year, (today.month + 2) // 3)
