"""The remote share: how much of the interpreting is done by telephone and video, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from booking.domain.texts import Text


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSharePage:
    """The headline with its definition; `since` and `until` are dates, both included."""

    since: date
    until: date
    months: tuple[ShareMonth, ...]
    definition: Text
    version: str
    as_of: datetime
    csv_href: str
    rows_href: str
    target_percent: int | None = None
    errors: tuple[Text, ...] = ()
    since_typed: str = ""
    until_typed: str = ""

    @property
    def whole(self) -> ShareMonth:
        return total(self.months, self.since)


def total(months: Iterable[ShareMonth], since: date) -> ShareMonth:
    """All months as one, so that the headline is counted and never averaged."""
    rows = tuple(months)
    return ShareMonth(
        since, sum(row.in_person for row in rows), sum(row.phone for row in rows), sum(row.skype for row in rows)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindPage:
    """The bookings behind the share, one line each; the first cell is the number, `figures` says which are amounts."""

    since: date
    until: date
    headings: tuple[Text, ...]
    figures: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    footnote: Text
    csv_href: str
    next_href: str = ""
