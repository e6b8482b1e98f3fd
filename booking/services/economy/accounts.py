"""The municipality's account strings: read by whoever reads the economy, set by finance."""

from collections.abc import Mapping

from booking.domain.bookkeeping import Accounts, accounts_from, check_accounts
from booking.domain.permissions import require_permission
from booking.services.choices import keep_choices
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
    await keep_choices(desk, "accounts.", bare, before=dict.fromkeys(bare, "") | dict(known))
    return Accounts({use: to for use, to in {**known, **bare}.items() if to})
