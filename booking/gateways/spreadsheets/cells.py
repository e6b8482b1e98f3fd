"""What a cell says: dates, clocks and numbers as people in Denmark write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from booking.domain.texts import Text

Value = TypeVar("Value")

# 19-03-2024 · 19.3.2024 · 19/3-2024 · 19/3/2024 · 19. 3. 2024, and a clock of zeros that some programs add
_DAY = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})(?:\s+0?0[.:]00(?:[.:]00)?)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?(?:[.:]00)?", re.IGNORECASE)
# 12 · 12,5 · 12.5 · 1.234,5 - but not 1.234, which is a thousand to some and one to others
_DECIMAL = re.compile(r"-?(?:\d+(?:,\d+)?|\d+\.\d{1,2}|\d{1,3}(?:\.\d{3})+,\d+)")


class Unreadable(Exception):
    """The cell says something else than what was `expected`."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.en)
        self.expected = expected


def day(cell: str) -> date:
    """Raises Unreadable for what is no date, and for years written with two digits."""
    expected = Unreadable(Text("en dato som 19-03-2024", "a date such as 19-03-2024"))
    iso, danish = _ISO_DAY.fullmatch(cell), _DAY.fullmatch(cell)
    if iso is not None:
        year, month, of_month = map(int, iso.groups())
    elif danish is not None:
        of_month, month, year = map(int, danish.groups())
    else:
        raise expected
    try:
        return date(year, month, of_month)
    except ValueError:
        raise expected from None


def clock(cell: str) -> time:
    """9.30, 09:30, 9 and 09:30:00 are half past nine or nine sharp. Raises Unreadable for anything else."""
    expected = Unreadable(Text("et klokkeslæt som 9.30", "a time such as 9.30"))
    found = _CLOCK.fullmatch(cell)
    if found is None:
        raise expected
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise expected from None


def count(cell: str) -> int:
    """A whole number of zero or more; Unreadable for anything else."""
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 9):
        raise Unreadable(Text("et helt tal som 60", "a whole number such as 60"))
    return int(cell)


def decimal(cell: str) -> Decimal:
    """A number with a decimal comma; Unreadable for anything else, also for 1.234, which can be read two ways."""
    if not _DECIMAL.fullmatch(cell) or len(cell) > 20:
        raise Unreadable(Text("et tal som 12,5", "a number such as 12,5"))
    return Decimal(cell.replace(".", "").replace(",", ".") if "," in cell else cell)


def yes_no(cell: str) -> bool:
    return one_of({"ja": True, "nej": False, "yes": True, "no": False, "x": True, "1": True, "0": False})(cell)


def one_of(choices: Mapping[str, Value], *, shown: int = 12) -> Callable[[str], Value]:
    """A reader of one of these words, whatever their case; it raises Unreadable with the first of them."""
    known = {plain(word): value for word, value in choices.items()}
    words = ", ".join(list(choices)[:shown]) + (" …" if len(choices) > shown else "")
    expected = Text(f"en af: {words}", f"one of: {words}")

    def read(cell: str) -> Value:
        if plain(cell) not in known:
            raise Unreadable(expected)
        return known[plain(cell)]

    return read


def plain(word: str) -> str:
    """A word as it is compared: case, dashes and blanks make no difference."""
    return " ".join(re.sub(r"[-‐‑–—_]", " ", word.casefold()).split())


def pieces(cell: str) -> list[str]:
    """The parts of a cell that holds a list, divided by commas, semicolons or lines."""
    return [part.strip() for part in re.split(r"[,;\n]", cell) if part.strip()]
