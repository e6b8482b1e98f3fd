"""Which columns a spreadsheet may have, in what words, and how one row of it is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from booking.domain.errors import Invalid, OfficeError
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.gateways.spreadsheets import Row, Unreadable, plain, read_sheet
from booking.services.imports.faults import Faults

Value = TypeVar("Value")
Progress = Callable[[Text], None]

# A row takes about a millisecond: every other second or so, something is said.
SAY_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its Danish header and what else it may be called; a `required` one has no empty cell."""

    key: str
    header: str
    also: tuple[str, ...] = ()
    required: bool = False


class Cells:
    """One row, read column by column; what cannot be read is a fault, and None."""

    def __init__(self, row: Row, places: Mapping[str, int], headers: Sequence[str], faults: Faults) -> None:
        self.number = row.number
        self._cells = row.cells
        self._places = places
        self._headers = headers
        self._faults = faults
        self.faulty = False

    def text(self, key: str) -> str:
        """The cell as it stands, empty where the column is missing."""
        return self._cells[self._places[key]] if key in self._places else ""

    def free_text(self, key: str) -> str:
        """The cell with everything masked that looks like a CPR number."""
        return mask_cpr(self.text(key))

    def read(self, key: str, reader: Callable[[str], Value]) -> Value | None:
        """What the cell says; None where it is empty, and with a fault where it cannot be read."""
        cell = self.text(key)
        if not cell:
            return None
        try:
            return reader(cell)
        except Unreadable as error:
            shown = mask_cpr(cell)
            self.fault(
                key,
                Text(
                    f"»{shown}« kan ikke læses, ventede {error.expected.da}.",
                    f"“{shown}” cannot be read, expected {error.expected.en}.",
                ),
            )
        except OfficeError as refusal:
            self.fault(key, refusal.message)
        return None

    def fault(self, key: str | None, said: Text) -> None:
        column = self._headers[self._places[key]] if key is not None and key in self._places else None
        self._faults.add(said, row=self.number, column=column)
        self.faulty = True


def rows_of(content: bytes, columns: Sequence[Column], faults: Faults, progress: Progress) -> Iterator[Cells]:
    """Row by row, as long as the headers can be understood; a missing required cell is a fault of its row.

    Raises ImportRefused for a file that cannot be read and for headers that are unknown, double or missing.
    """
    try:
        sheet = read_sheet(content)
    except Invalid as refusal:
        faults.add(refusal.message)
        faults.refuse_any()
        return
    places = _places(sheet.headers, columns, faults)
    faults.refuse_any()
    for n, row in enumerate(sheet.rows, 1):
        if n % SAY_EVERY == 0:
            progress(Text(f"{n} af {len(sheet.rows)} rækker læst", f"{n} of {len(sheet.rows)} rows read"))
        cells = Cells(row, places, sheet.headers, faults)
        _check_width(cells, row, sheet.headers)
        for column in columns:
            if column.required and not cells.text(column.key):
                cells.fault(column.key, Text("cellen må ikke være tom.", "the cell must not be empty."))
        yield cells


def _places(headers: Sequence[str], columns: Sequence[Column], faults: Faults) -> dict[str, int]:
    """Key → position; unknown, double and missing headers become faults of row 1."""
    known = {plain(word): column for column in columns for word in (column.header, column.key, *column.also)}
    names = ", ".join(column.header for column in columns)
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        column = known.get(plain(header))
        if not header:
            continue
        if column is None:
            said = Text(f"kolonnen kendes ikke. Kolonnerne er: {names}.", f"is unknown. The columns are: {names}.")
            faults.add(said, row=1, column=header)
        elif column.key in places:
            faults.add(Text("kolonnen er der to gange.", "is there twice."), row=1, column=header)
        else:
            places[column.key] = place
    for column in columns:
        if column.required and column.key not in places:
            said = Text(f"kolonnen »{column.header}« mangler.", f"the column “{column.header}” is missing.")
            faults.add(said, row=1)
    return places


def _check_width(cells: Cells, row: Row, headers: Sequence[str]) -> None:
    beyond = [cell for place, cell in enumerate(row.cells) if cell and (place >= len(headers) or not headers[place])]
    if beyond:
        shown = mask_cpr(beyond[0])
        cells.fault(
            None,
            Text(f"»{shown}« står i en kolonne uden overskrift.", f"“{shown}” is in a column without a header."),
        )
