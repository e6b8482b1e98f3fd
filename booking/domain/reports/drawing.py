"""What a report's chart shows: one figure of each row, in words for whoever does not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from booking.domain.reports.figures import FACTORS, Kind, written
from booking.domain.reports.results import Column, ReportResult, Row
from booking.domain.texts import Text, Tongue

MOST_BARS = 24
IN_TIME = ("month", "quarter")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart: its name, the figure in the unit it is shown in, as written; None where there is none."""

    name: str
    value: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: what it shows, its bars, and the council's target where there is one, in the unit of the bars.

    `upright` bars follow each other in time; the others lie, the largest first. `left_out` counts the rows that did
    not fit.
    """

    title: str
    bars: tuple[Bar, ...]
    kind: Kind
    upright: bool
    target: float | None = None
    target_said: str = ""
    left_out: int = 0

    def told(self, tongue: Tongue) -> str:
        """The whole chart in words."""
        target = Text(f"Mål {self.target_said}. ", f"Target {self.target_said}. ").in_(tongue)
        bars = "; ".join(f"{bar.name} {bar.said}" for bar in self.bars)
        return f"{self.title}. {target if self.target is not None else ''}{bars}."


def drawing_of(result: ReportResult, tongue: Tongue) -> Drawing | None:
    """The chart of a report that has one, where there is more than one row with something to show."""
    column = next((one for one in result.report.columns if one.key == result.report.drawn), None)
    if column is None or sum(_shown(row, column) is not None for row in result.rows) < 2:
        return None
    upright, rows = result.by in IN_TIME, _rows(result, column)
    breakdown = result.columns[0].title.in_(tongue).lower()
    target = result.headline.target if result.headline.column.key == column.key else None
    return Drawing(
        title=Text(f"{column.title.da} efter {breakdown}", f"{column.title.en} by {breakdown}").in_(tongue),
        bars=tuple(_bar(result, row, column, tongue) for row in rows),
        kind=column.kind,
        upright=upright,
        target=_in_unit(column.kind, target) if target is not None else None,
        target_said=written("share", target, tongue, places=0) if target is not None else "",
        left_out=len(result.rows) - len(rows),
    )


def _rows(result: ReportResult, column: Column) -> Sequence[Row]:
    """The last ones in time; else the largest."""
    if result.by in IN_TIME:
        return result.rows[-MOST_BARS:]
    found = [row for row in result.rows if _shown(row, column) is not None]
    return sorted(found, key=lambda row: -(_shown(row, column) or 0))[: MOST_BARS // 2]


def _bar(result: ReportResult, row: Row, column: Column, tongue: Tongue) -> Bar:
    name = written("text", row.values.get(result.by), tongue)
    value, said = _shown(row, column), written(column.kind, row.values.get(column.key), tongue)
    return Bar(name, None if value is None else _in_unit(column.kind, value), said)


def _shown(row: Row, column: Column) -> int | Fraction | None:
    value = row.values.get(column.key)
    return value if isinstance(value, int | Fraction) else None


def _in_unit(kind: Kind, value: int | Fraction) -> float:
    return float(value * FACTORS.get(kind, Fraction(1)))
