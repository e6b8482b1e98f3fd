"""A random sample of the rows behind a report, which the same seed draws again."""

import secrets
from dataclasses import replace
from fractions import Fraction
from typing import Any

from booking.domain.claims.sampling import drawn
from booking.domain.errors import Invalid
from booking.domain.reports import ReportResult, Row
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.reports import rows_behind

MOST, LONGEST_SEED = 500, 64
USUAL = 20


async def sample(desk: Desk, key: str, *, many: int = USUAL, seed: str = "", **wanted: Any) -> ReportResult:
    """So many bookings of those behind the report, drawn by a seed that the footnote prints; without one, by a new one.

    Raises as `rows_behind` does, and Invalid for how many, and for a seed too long to print.
    """
    if not 1 <= many <= MOST:
        raise Invalid(Text(f"Træk fra 1 til {MOST}.", f"Draw from 1 to {MOST}."), field="many")
    if len(seed) > LONGEST_SEED or not seed.isprintable():
        raise Invalid(Text("Skriv et kortere frø.", "Write a shorter seed."), field="seed")
    seed = seed or secrets.token_hex(4)
    whole = await rows_behind(desk, key, **wanted)
    numbers = {row.key for row in whole.rows}
    chosen = set(drawn(numbers, seed=seed, many=many))
    rows = tuple(row for row in whole.rows if row.key in chosen)
    note = Text(
        f"{whole.footnote.da} Stikprøve: {len(chosen)} af {len(numbers)} bestillinger, frø {seed}.",
        f"{whole.footnote.en} Sample: {len(chosen)} of {len(numbers)} bookings, seed {seed}.",
    )
    return replace(whole, rows=rows, total=Row("total", _added(whole, rows)), footnote=note)


def _added(whole: ReportResult, rows: tuple[Row, ...]) -> dict[str, int | Fraction]:
    found: dict[str, int | Fraction] = {}
    for name in whole.total.values:
        values = [row.values.get(name) for row in rows]
        found[name] = sum((value for value in values if isinstance(value, int | Fraction)), 0)
    return found
