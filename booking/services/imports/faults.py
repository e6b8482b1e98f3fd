"""What is wrong with a spreadsheet: row, column and what was expected, all of it at once."""

from dataclasses import dataclass

from booking.domain.texts import Text

MOST = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `row` as the spreadsheet numbers it, None for the file as a whole."""

    said: Text
    row: int | None = None
    column: str | None = None

    @property
    def text(self) -> Text:
        where = [part for part in (_row(self.row), _column(self.column)) if part is not None]
        return Text(
            ": ".join([", ".join(part.da for part in where)] * bool(where) + [self.said.da]),
            ": ".join([", ".join(part.en for part in where)] * bool(where) + [self.said.en]),
        )

    def __str__(self) -> str:
        return self.text.en


class ImportRefused(Exception):
    """Nothing was taken in; `errors` says why, in the order of the rows, fifty at most."""

    def __init__(self, faults: list[Fault]) -> None:
        ordered = sorted(faults, key=lambda fault: fault.row or 0)
        more = len(ordered) - MOST
        left_out = [Fault(Text(f"… og {more} fejl mere.", f"… and {more} more errors."))] if more > 0 else []
        self.errors = tuple(ordered[:MOST] + left_out)
        super().__init__("\n".join(map(str, self.errors)))


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, said: Text, *, row: int | None = None, column: str | None = None) -> None:
        self._found.append(Fault(said, row, column))

    @property
    def found(self) -> tuple[Fault, ...]:
        return tuple(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def refuse_any(self) -> None:
        """Raises ImportRefused when anything is wrong."""
        if self._found:
            raise ImportRefused(self._found)


def _row(row: int | None) -> Text | None:
    return Text(f"række {row}", f"row {row}") if row is not None else None


def _column(column: str | None) -> Text | None:
    return Text(f"kolonne »{column}«", f"column “{column}”") if column is not None else None
