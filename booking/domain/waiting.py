"""Waiting for a citizen who does not come: from when a no-show may be reported, by the supplier's terms."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.domain.periods import Period

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`since` is when somebody said that they are there; None where nobody has started the clock."""

    booked: Period
    since: datetime | None
    wait_minutes: int

    @property
    def counts_from(self) -> datetime | None:
        """Who is there early waits from the booked start."""
        return None if self.since is None else max(self.since, self.booked.starts_at)

    @property
    def over_at(self) -> datetime:
        """From when the citizen's no-show may be reported: after the wait, or at the booked end without a clock.

        Nobody waits longer than the job would have lasted.
        """
        if self.counts_from is None:
            return self.booked.ends_at
        return min(self.counts_from + self.wait_minutes * MINUTE, max(self.booked.ends_at, self.counts_from))

    def minutes(self, now: datetime) -> int:
        """Whole minutes waited until now; 0 before it counts and without a clock."""
        if self.counts_from is None or now < self.counts_from:
            return 0
        return (now - self.counts_from) // MINUTE
