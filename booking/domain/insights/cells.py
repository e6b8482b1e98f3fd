"""The smallest counted parts that dashboards add up: by month, unit and mode or language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from booking.domain.modes import Mode, is_remote
from booking.domain.reports import share

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Cell:
    """Interpretings delivered in a month ("2026-11"), for a unit's code, in a mode; money in øre."""

    month: str
    unit: str
    mode: str
    delivered: int
    minutes: int = 0
    net_ore: int = 0


@dataclass(frozen=True, slots=True)
class Fill:
    """Bookings that somebody had (`filled`) and that nobody had, of a month, a unit and a language."""

    month: str
    unit: str
    language: str
    filled: int
    unfilled: int


@dataclass(frozen=True, slots=True)
class Response:
    """The median of minutes from order to interpreter; without month and unit it is that of all."""

    month: str | None
    unit: str | None
    count: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Counted together: what was delivered, how much of it remotely, what it cost, and who was found."""

    delivered: int = 0
    remote: int = 0
    minutes: int = 0
    net_ore: int = 0
    filled: int = 0
    unfilled: int = 0

    @property
    def share(self) -> Fraction | None:
        return share(self.remote, self.delivered)

    @property
    def fill_rate(self) -> Fraction | None:
        return share(self.filled, self.filled + self.unfilled)

    @property
    def in_person(self) -> int:
        return self.delivered - self.remote


def added(cells: Iterable[Cell], fills: Iterable[Fill] = ()) -> Sums:
    """The whole of the parts."""
    cells, fills = tuple(cells), tuple(fills)
    return Sums(
        delivered=sum(one.delivered for one in cells),
        remote=sum(one.delivered for one in cells if is_remote(Mode(one.mode))),
        minutes=sum(one.minutes for one in cells),
        net_ore=sum(one.net_ore for one in cells),
        filled=sum(one.filled for one in fills),
        unfilled=sum(one.unfilled for one in fills),
    )


def grouped(parts: Iterable[Part], key: Callable[[Part], str]) -> dict[str, list[Part]]:
    """The parts by key, in the order in which they came."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(key(part), []).append(part)
    return found
