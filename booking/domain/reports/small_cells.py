"""Small cells: a version for the public shows no figure of fewer than five citizens, nor lets one be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from booking.domain.reports.results import Column, Headline, ReportResult, Row
from booking.domain.texts import Text

FEWEST = 5
FEW = Text("<5", "<5")
HIDDEN = Text("skjult", "hidden")
SAID = Text(
    f"Tal med færre end {FEWEST} borgere er skjult, og det samme er tal, de kan regnes ud af.",
    f"Figures of fewer than {FEWEST} citizens are hidden, and so are figures that they could be worked out from.",
)

Citizens = Mapping[str | None, Mapping[str, int]]
"""How many citizens are behind each column of each row by its key, and under None of the total."""


def without_small_cells(result: ReportResult, citizens: Citizens) -> ReportResult:
    """The result as it may be published.

    The first column counts the whole of a row, the others are parts and shares of it. A part of one to four citizens
    says "<5", and the row's other parts are hidden, for they would add up to it; with such a whole the row is hidden.
    What is hidden in one row alone, or in any column of fewer than five citizens together, could be had from the total:
    then the next smallest row is hidden too, and where there is none the total.
    """
    whole, *parts = result.report.columns
    small = {row.key for row in result.rows if _is_few(citizens, row.key, whole)}
    split = small | {row.key for row in result.rows if any(_is_few(citizens, row.key, part) for part in parts)}
    wholes = _with_more(small, result.rows, citizens, [whole])
    details = _with_more(split | wholes, result.rows, citizens, [whole, *parts])
    hidden = {
        key: [*([whole] if key in wholes else []), *(parts if key in details else [])] for key in wholes | details
    }
    rows = tuple(_veiled(row, citizens.get(row.key, {}), hidden.get(row.key, ())) for row in result.rows)
    total = _veiled_total(result, citizens, wholes, details)
    return replace(result, rows=rows, total=total, public=True, headline=_headline(result, total))


def _is_few(citizens: Citizens, key: str | None, column: Column) -> bool:
    return 0 < citizens.get(key, {}).get(column.key, 0) < FEWEST


def _with_more(hidden: set[str], rows: Sequence[Row], citizens: Citizens, columns: Sequence[Column]) -> set[str]:
    """What is hidden, with as many of the next smallest rows as keep the total from telling."""
    count = {row.key: citizens.get(row.key, {}).get(columns[0].key, 0) for row in rows}
    left = sorted((key for key in count if key not in hidden and count[key]), key=count.__getitem__)
    wanted = set(hidden)
    while left and _tells(wanted, citizens, columns):
        wanted.add(left.pop(0))
    return wanted


def _tells(hidden: set[str], citizens: Citizens, columns: Sequence[Column]) -> bool:
    """Whether a total beside the rows that are shown tells what is in those that are hidden, in any of the columns."""
    whole, *parts = (sum(citizens.get(key, {}).get(column.key, 0) for key in hidden) for column in columns)
    return bool(hidden) and (len(hidden) < 2 or whole < FEWEST or any(0 < part < FEWEST for part in parts))


def _veiled(row: Row, citizens: Mapping[str, int], columns: Sequence[Column]) -> Row:
    marks = {column.key: FEW if 0 < citizens.get(column.key, 0) < FEWEST else HIDDEN for column in columns}
    return Row(row.key, {**row.values, **marks})


def _veiled_total(result: ReportResult, citizens: Citizens, wholes: set[str], details: set[str]) -> Row:
    """The total, hidden where it is small itself, or where it tells of the rows that are."""
    whole, *parts = result.report.columns
    hide_whole = _is_few(citizens, None, whole) or _tells(wholes, citizens, [whole])
    few = any(_is_few(citizens, None, part) for part in parts)
    hide_parts = hide_whole or few or _tells(details, citizens, [whole, *parts])
    hidden = [*([whole] if hide_whole else []), *(parts if hide_parts else [])]
    return _veiled(result.total, citizens.get(None, {}), hidden)


def _headline(result: ReportResult, total: Row) -> Headline:
    return replace(result.headline, value=total.values.get(result.headline.column.key))
