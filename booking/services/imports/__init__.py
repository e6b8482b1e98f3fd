"""The office's spreadsheets taken in: all of a file, or nothing and a list of what is wrong with it."""

from collections.abc import Mapping
from typing import Protocol

from booking.services.desk import Desk
from booking.services.imports.bookings import import_bookings
from booking.services.imports.columns import Progress
from booking.services.imports.faults import Fault, ImportRefused
from booking.services.imports.interpreters import import_interpreters
from booking.services.imports.typed import interpreter_typed


class Import(Protocol):
    """Takes in a file's content and returns how many rows it added; raises ImportRefused."""

    async def __call__(self, desk: Desk, content: bytes, *, progress: Progress) -> int: ...


IMPORTS: Mapping[str, Import] = {"interpreters": import_interpreters, "bookings": import_bookings}

__all__ = [
    "IMPORTS",
    "Fault",
    "Import",
    "ImportRefused",
    "Progress",
    "import_bookings",
    "import_interpreters",
    "interpreter_typed",
]
