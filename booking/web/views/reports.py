"""The remote share: how much of the interpreting is done by telephone and video, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ShareMonth:
    """Delivered jobs by the mode they were delivered in; `month` is its first day."""

    month: date
    in_person: int
    phone: int
    skype: int

    @property
    def remote(self) -> int:
        return self.phone + self.skype

    @property
    def total(self) -> int:
        return self.remote + self.in_person

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.remote, self.total) if self.total else None


def total(months: Iterable[ShareMonth], since: date) -> ShareMonth:
    """All months as one, so that the headline is counted and never averaged."""
    rows = tuple(months)
    return ShareMonth(
        since, sum(row.in_person for row in rows), sum(row.phone for row in rows), sum(row.skype for row in rows)
    )
