"""Verifying: the chain from its first entry to its head, and the ledger against what is settled."""

from dataclasses import dataclass

from booking.domain.ledger import START, Broken, Head, Posting, ended, followed
from booking.domain.permissions import require_permission
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Verified:
    """The head that was reached, the first broken entry if there is one, and what is settled but not posted.

    `wrong_sums` are how many of the kept sums are not what the entries and the claims' lines add up to.
    """

    head: Head
    broken: Broken | None
    missing: tuple[Posting, ...] = ()
    wrong_sums: int = 0

    @property
    def sound(self) -> bool:
        return self.broken is None and not self.missing and not self.wrong_sums


async def verify(desk: Desk) -> Verified:
    """Reads every entry; Denied to whoever may not read the ledger."""
    require_permission(desk.actor, "ledger:read")
    head, reached = await desk.ledger.head(), START
    async for entries in desk.ledger.read(upto=head.n):
        after = followed(reached, entries)
        if isinstance(after, Broken):
            return Verified(reached, after)
        reached = after
    wrong = await desk.ledger.wrong_sums() + await desk.claims.wrong_sums()
    return Verified(reached, ended(reached, head), tuple(await desk.ledger.differences()), wrong)
