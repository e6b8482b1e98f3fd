"""What dashboards add up, of a month, a unit, a language, or all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from booking.domain.reports import share


@dataclass(frozen=True, slots=True)
class Sums:
    """Counted together: what was delivered, how much of it remotely, what it cost, and who was found.

    Money in øre, net of VAT, of what is priced; `late_cancels` and `no_shows` are how many were paid for nothing, and
    what they cost; `response` is the median of minutes from order to interpreter.
    """

    delivered: int = 0
    remote: int = 0
    minutes: int = 0
    net_ore: int = 0
    filled: int = 0
    unfilled: int = 0
    cost_by_mode: Mapping[str, int] = field(default_factory=dict)
    late_cancels: tuple[int, int] = (0, 0)
    no_shows: tuple[int, int] = (0, 0)
    response: int | None = None

    @property
    def share(self) -> Fraction | None:
        return share(self.remote, self.delivered)

    @property
    def fill_rate(self) -> Fraction | None:
        return share(self.filled, self.filled + self.unfilled)

    @property
    def in_person(self) -> int:
        return self.delivered - self.remote


@dataclass(frozen=True, slots=True)
class Counted:
    """What was read of a span: by month ("2026-11"), by the unit's code, and of all."""

    months: Mapping[str, Sums]
    units: Mapping[str, Sums]
    whole: Sums
