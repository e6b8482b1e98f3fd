"""The log of everything: who did what and when, found by person, booking or day, and as a sheet."""

from collections.abc import Sequence

from booking.domain.permissions import require_permission
from booking.gateways.sheets import Cell, csv_sheet
from booking.persistence import administration as kept
from booking.persistence.administration import LogFilter, Logged
from booking.services.desk import Desk

PAGE, SHEET = 100, 20_000


async def search_log(desk: Desk, *, wanted: LogFilter, before: int = 0) -> list[Logged]:
    """A page of it, the newest first; `before` is the last entry that was seen."""
    require_permission(desk.actor, "log:read")
    return await kept.read_log(desk.connection, wanted, limit=PAGE, before=before)


async def log_sheet(desk: Desk, *, wanted: LogFilter) -> bytes:
    """The newest 20,000 as CSV; that it was taken is in the log itself."""
    require_permission(desk.actor, "log:read")
    found = await kept.read_log(desk.connection, wanted, limit=SHEET)
    if desk.actor.account_id is not None:
        desk.histories.add(desk.histories.row("account", desk.actor.account_id, "log taken", {}))
    return csv_sheet([HEAD, *(_cells(one) for one in found)])


HEAD = ("tidspunkt", "hvem", "ad", "bestilling", "hvad", "handling", "ændringer")


def _cells(one: Logged) -> Sequence[Cell]:
    entry = one.entry
    changes = "; ".join(f"{name}: {before} → {after}" for name, (before, after) in entry.changes.items())
    what = entry.subject_kind
    return (entry.at.isoformat(), entry.actor_name, entry.via, one.number, what, entry.action, changes)
