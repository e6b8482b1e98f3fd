"""The ledger's chain: every entry carries the hash of the one before, so that none can be changed or left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Literal
from uuid import UUID

from booking.domain.texts import Text

EntryKind = Literal["cost", "vat", "refund"]

KINDS: dict[str, Text] = {
    "cost": Text("Omkostning", "Cost"),
    "vat": Text("Moms", "VAT"),
    "refund": Text("Refusion", "Refund"),
}
COMPONENTS: dict[str, Text] = {
    "interpreting": Text("Tolkning", "Interpreting"),
    "travel_time": Text("Rejsetid", "Travel time"),
    "transport": Text("Kørsel", "Transport"),
    "paid_time": Text("Tid betalt før", "Time paid before"),
    "moved_late": Text("Sen flytning", "Late move"),
    "vat": Text("Moms", "VAT"),
    "refund": Text("Refusion", "Refund"),
}
GENESIS = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """An amount in øre on one booking; `taxed` says that VAT is paid of it, `rule` how it is refunded."""

    booking_id: UUID
    kind: str
    component: str
    amount_ore: int
    unit_id: UUID
    held_on: date
    taxed: bool
    rule: str
    correction: bool
    settlement_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Posting):
    """A posting in the chain: number `n` from 1, posted `at` an instant by an account, None for the system."""

    n: int
    at: datetime
    made_by: UUID | None
    hash: bytes = b""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: how many entries there are, and the hash of the last."""

    n: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not fit, and what is wrong with it."""

    n: int
    what: Text


START = Head(0, GENESIS)


def written(entry: Entry) -> str:
    """What is hashed of an entry: its fields with tabs between; instants in UTC with microseconds, øre as integers.

    No field holds free text, so none can hold a tab.
    """
    fields = (
        entry.n,
        f"{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        entry.booking_id,
        entry.kind,
        entry.component,
        entry.amount_ore,
        entry.unit_id,
        entry.held_on.isoformat(),
        int(entry.taxed),
        entry.rule,
        int(entry.correction),
        entry.settlement_id or "",
        entry.made_by or "",
    )
    return "\t".join(map(str, fields))


def chained(previous: bytes, entry: Entry) -> bytes:
    """SHA-256 over the hash before and the entry as written, in UTF-8."""
    return sha256(previous + written(entry).encode()).digest()


def continued(head: Head, postings: Iterable[Posting], *, at: datetime, made_by: UUID | None) -> list[Entry]:
    """The postings as the chain's next entries."""
    entries, n, last = [], head.n, head.hash
    for one in postings:
        n += 1
        entry = Entry(
            n=n,
            at=at,
            made_by=made_by,
            booking_id=one.booking_id,
            kind=one.kind,
            component=one.component,
            amount_ore=one.amount_ore,
            unit_id=one.unit_id,
            held_on=one.held_on,
            taxed=one.taxed,
            rule=one.rule,
            correction=one.correction,
            settlement_id=one.settlement_id,
        )
        last = chained(last, entry)
        entries.append(_sealed(entry, last))
    return entries


def _sealed(entry: Entry, digest: bytes) -> Entry:
    # Nobody has seen the entry yet; a copy of fourteen fields for each of thousands is what `replace` would cost.
    object.__setattr__(entry, "hash", digest)
    return entry


def followed(head: Head, entries: Iterable[Entry]) -> Head | Broken:
    """The head after these entries, or the first that is missing, changed or out of place."""
    n, last = head.n, head.hash
    for entry in entries:
        if entry.n != n + 1:
            return Broken(n + 1, Text(f"Postering {n + 1} mangler.", f"Entry {n + 1} is missing."))
        if chained(last, entry) != entry.hash:
            what = Text(f"Postering {entry.n} er ændret.", f"Entry {entry.n} has been changed.")
            return Broken(entry.n, what)
        n, last = entry.n, entry.hash
    return Head(n, last)


def ended(reached: Head, head: Head) -> Broken | None:
    """Whether the chain ends where its head says; entries cut off at the end are missed here."""
    if reached == head:
        return None
    n = min(reached.n, head.n) + 1 if reached.n != head.n else head.n
    return Broken(
        n,
        Text(
            f"Kæden ender ved postering {reached.n}, men den skal ende ved {head.n}.",
            f"The chain ends at entry {reached.n} but should end at {head.n}.",
        ),
    )
