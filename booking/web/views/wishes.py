"""Ranked wishes: on the booking's page, and as rows of the form."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.domain.wishes import MOST_WISHES


@dataclass(frozen=True, slots=True)
class WishRow:
    """One of the ranked wishes; `free` and the prices are None where they are not known, or nobody asks any more."""

    rank: int
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    state: Text
    now: bool
    total_ore: int | None = None
    refund_ore: int | None = None
    free: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishInput:
    """One more wish exactly as typed; what is empty is as in the first."""

    mode: str = ""
    date: str = ""
    start: str = ""
    minutes: str = ""
    reach: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WishQuote:
    """One more wish as typed, with what it would cost for all its `interpreters`; `error` where it cannot be."""

    rank: int
    mode: Mode | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    total_ore: int | None = None
    refund_ore: int | None = None
    free: int | None = None
    error: Text | None = None
    interpreters: int = 1


_SAID: dict[str, Text] = {
    "mode": Text("tolkeform", "mode"),
    "date": Text("dato", "date"),
    "start": Text("starttid", "start"),
    "minutes": Text("varighed", "length"),
    "reach": Text("sted, nummer eller link", "place, number or link"),
    "reason": Text("begrundelse", "reason"),
}
WISH_FIELDS: dict[str, Text] = {
    f"wish_{n}_{name}": Text(f"Ønske {n + 1}: {said.da}", f"Wish {n + 1}: {said.en}")
    for n in range(1, MOST_WISHES + 1)
    for name, said in _SAID.items()
}
