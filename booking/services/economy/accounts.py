"""The municipality's account strings: read by whoever reads the economy, set by finance."""

from collections.abc import Mapping

from booking.domain.bookkeeping import Accounts, accounts_from, check_accounts
from booking.domain.permissions import require_permission
from booking.persistence.office_settings import add_settings
from booking.services.desk import Desk


def read_accounts(desk: Desk) -> Accounts:
    require_permission(desk.actor, "economy:read")
    return accounts_from(desk.reference.settings)


async def set_accounts(desk: Desk, *, accounts: Mapping[str, str]) -> Accounts:
    """Invalid, naming the use, for what is no account string; what was exported before stays as it was."""
    require_permission(desk.actor, "economy:write")
    bare = {use: account.strip() for use, account in accounts.items()}
    check_accounts(bare)
    known = accounts_from(desk.reference.settings).by_use
    changed: dict[str, int | str] = {f"accounts.{use}": to for use, to in bare.items() if known.get(use, "") != to}
    if changed:
        who = desk.actor
        await add_settings(desk.connection, changed, set_by=who.account_id, name=who.name, now=desk.now)
    return Accounts({use: to for use, to in {**known, **bare}.items() if to})
