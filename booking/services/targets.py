"""The council's targets for the remote share, each in force from a day on."""

from datetime import date

from booking.domain.errors import NotFound
from booking.domain.history import Plain
from booking.domain.permissions import require_permission
from booking.domain.reports.targets import check_target
from booking.domain.texts import Text
from booking.persistence.targets import Target, read_targets, remove_target, set_target
from booking.services.desk import Desk


async def list_targets(desk: Desk) -> list[Target]:
    """The newest first."""
    require_permission(desk.actor, "reports:read")
    return await read_targets(desk.connection)


async def decide_target(desk: Desk, *, valid_from: date, percent: int) -> Target:
    """A target from a day on, or another for that day; what it was before stays in the log. Raises Invalid."""
    require_permission(desk.actor, "settings:write")
    check_target(valid_from, percent)
    before = next((one for one in await read_targets(desk.connection) if one.valid_from == valid_from), None)
    made = Target(valid_from, percent)
    await set_target(desk.connection, made)
    _log(desk, "target decided", before.percent if before is not None else None, made)
    return made


async def withdraw_target(desk: Desk, *, valid_from: date) -> None:
    """NotFound where no target begins on the day."""
    require_permission(desk.actor, "settings:write")
    if not await remove_target(desk.connection, valid_from):
        raise NotFound(
            Text(f"Der er intet mål fra {valid_from:%d.%m.%Y}.", f"There is no target from {valid_from}."),
            subject=str(valid_from),
        )
    _log(desk, "target withdrawn", None, Target(valid_from, 0))


def _log(desk: Desk, action: str, before: int | None, target: Target) -> None:
    changes: dict[str, tuple[Plain, Plain]] = {
        "percent": (before, target.percent),
        "valid_from": (None, target.valid_from.isoformat()),
    }
    account_id = desk.actor.account_id
    if account_id is not None:
        desk.histories.add(desk.histories.row("remote target", account_id, action, changes))
