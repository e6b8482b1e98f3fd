"""Quiet hours: when nothing rings that can wait."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from booking.domain.hours import window
from booking.domain.messages.topics import Breaks
from booking.domain.periods import local_date

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one clock time to another in Copenhagen, over midnight where the end is the earlier."""

    on: bool = True
    starts: time = time(21)
    ends: time = time(7)

    def around(self, instant: datetime) -> tuple[datetime, datetime] | None:
        """Begin and end, in UTC, of the quiet hours that the instant lies in; at their end it is quiet no more."""
        if not self.on:
            return None
        today = local_date(instant)
        nights = (window(day, self.starts, self.ends) for day in (today - ONE_DAY, today))
        return next(((begins, ends) for begins, ends in nights if begins <= instant < ends), None)


def sending_time(due: datetime, quiet: QuietHours, *, breaks: Breaks, latest: datetime | None = None) -> datetime:
    """When something due is sent, which by `latest` must be there.

    In quiet hours it waits for their end. Where that is too late, what may break them is sent when it is due, and what
    may not before they began.
    """
    night = quiet.around(due) if breaks is not Breaks.ALWAYS else None
    if night is None:
        return due
    begins, ends = night
    if latest is None or ends <= latest:
        return ends
    return due if breaks is Breaks.TOO_LATE else begins
