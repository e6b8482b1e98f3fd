"""Programs' keys: made with a name, a time and a choice of roles, shown once, listed with their last use, revoked."""

from datetime import timedelta

from booking.domain.accounts import Role
from booking.domain.errors import Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.guards import guarded
from booking.gateways.secrets import fingerprint, new_token
from booking.persistence import administration as kept
from booking.persistence.administration import Token
from booking.services.desk import Desk

LONGEST_DAYS = 730


async def list_tokens(desk: Desk) -> list[Token]:
    """The newest first, those that were revoked too."""
    require_permission(desk.actor, "tokens:write")
    return await kept.every_token(desk.connection)


async def make_key(desk: Desk, *, email: str, name: str, roles: frozenset[Role], days: int) -> str:
    """A bearer token in somebody's name with some of their roles, for so many days; shown this once.

    Raises Invalid by field for an unknown or closed account, no name, no role of theirs, or a time that is none.
    """
    require_permission(desk.actor, "tokens:write")
    found = await desk.accounts.by_email(email)
    if found is None or not found[0].active:
        raise Invalid(Text("Vælg en bruger, der kan logge ind.", "Choose a user who can log in."), field="email")
    if not name.strip():
        raise Invalid(Text("Skriv, hvad nøglen skal bruges til.", "Write what the token is for."), field="name")
    lent = roles & found[0].roles
    if not lent:
        raise Invalid(Text("Vælg en rolle, som brugeren har.", "Choose a role that the user has."), field="roles")
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(Text(f"Vælg 1 til {LONGEST_DAYS} dage.", f"Choose 1 to {LONGEST_DAYS} days."), field="days")
    token, account, label = new_token("st"), found[0], guarded(name.strip(), field="name")
    until = desk.now + timedelta(days=days)
    await desk.accounts.add_token(
        account.id, fingerprint(token), name=label, now=desk.now, roles=lent, expires_at=until
    )
    made = {"name": (None, label), "roles": (None, ", ".join(sorted(lent))), "expires_at": (None, until.isoformat())}
    desk.histories.add(desk.histories.row("account", account.id, "token made", made))
    return token


async def revoke(desk: Desk, *, key: str) -> None:
    """By the hex of its hash; NotFound for one that is not, or no longer, there."""
    require_permission(desk.actor, "tokens:write")
    tokens = {one.key.hex(): one for one in await kept.every_token(desk.connection)}
    found = tokens.get(key)
    if found is None or not await kept.revoke_token(desk.connection, found.key, now=desk.now):
        raise NotFound(Text("Nøglen findes ikke længere.", "The token is no longer there."), field="token")
    desk.histories.add(desk.histories.row("account", found.account.id, "token revoked", {"name": (found.name, None)}))
