"""One interpreter as typed into a form: read by the same words as a row of a spreadsheet."""

from collections.abc import Mapping

from booking.domain.interpreters import Interpreter
from booking.domain.texts import Text
from booking.gateways.spreadsheets.sheets import Row
from booking.services.desk import Desk
from booking.services.imports.columns import Cells
from booking.services.imports.faults import Faults
from booking.services.imports.interpreters import COLUMNS, interpreter_in

KEYS = tuple(column.key for column in COLUMNS)
MISSING = Text("Skal udfyldes.", "Must be filled in.")


def interpreter_typed(desk: Desk, typed: Mapping[str, str]) -> tuple[Interpreter | None, dict[str, Text]]:
    """Whom the fields (named as the columns are) describe, and what is wrong by field; nobody where anything is."""
    row = Row(1, tuple(typed.get(key, "").strip() for key in KEYS))
    faults = Faults()
    found = interpreter_in(Cells(row, {key: at for at, key in enumerate(KEYS)}, KEYS, faults), desk)
    errors = {fault.column or "name": fault.said for fault in reversed(faults.found)}
    for column in COLUMNS:
        if column.required and not typed.get(column.key, "").strip():
            errors[column.key] = MISSING
    return (None, errors) if errors else (found, {})
