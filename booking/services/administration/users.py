"""People who log in, as an administrator sees and changes them; somebody can always administrate."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from booking.domain.accounts import Account, Role
from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.guards import guarded, guarded_address
from booking.persistence import administration as kept
from booking.persistence.administration import Session
from booking.services.accounts import add_user
from booking.services.administration.links import send_link
from booking.services.desk import Desk
from booking.services.stamps import check_stamp


@dataclass(frozen=True, slots=True)
class UserDetails:
    """An account, and the browsers in which it is logged in."""

    account: Account
    sessions: tuple[Session, ...] = ()


async def list_users(desk: Desk, *, q: str = "") -> list[Account]:
    """By name, those who can no longer log in last; `q` is a part of the name or the address."""
    require_permission(desk.actor, "users:read")
    return await kept.every_account(desk.connection, q=q.strip())


async def read_user(desk: Desk, *, account_id: UUID) -> UserDetails:
    """NotFound when there is no such account."""
    require_permission(desk.actor, "users:read")
    account = await _found(desk, account_id)
    return UserDetails(account, tuple(await kept.sessions_of(desk.connection, account_id, now=desk.now)))


async def invite_user(desk: Desk, *, email: str, name: str, roles: frozenset[Role], unit: str | None = None) -> Account:
    """A new account, and a mail with a link by which its owner chooses a password. Raises as `add_user`, by field."""
    require_permission(desk.actor, "users:write")
    _check(email, name, roles, unit=bool(unit))
    account = await add_user(desk, email=email.strip(), name=name.strip(), roles=roles, unit=unit or None)
    await send_link(desk, account=account, kind="welcome")
    return account


async def change_user(
    desk: Desk, *, account_id: UUID, changes: Mapping[str, Any], stamp: str | None = None
) -> UserDetails:
    """Name, email, roles, unit_id and active, as `changes` has them.

    Raises Conflict when it is the last who can administrate, when the address is another's, or the stamp is not the
    account's; Invalid by field. Whoever is shut out, or has other roles, is logged out at once;
    a link to choose a password ends with the address that it was sent to.
    """
    require_permission(desk.actor, "users:write")
    before = await _found(desk, account_id)
    check_stamp(face_of(before), stamp, name=before.name, code=str(before.id))
    after = replace(before, **changes)
    after = replace(after, email=after.email.strip(), name=" ".join(after.name.split()))
    _check(after.email, after.name, after.roles, unit=after.unit_id is not None)
    await _check_address(desk, before, after)
    await _check_last(desk, before, after)
    if after != before:
        await desk.accounts.save(before, after, action="account changed")
        if not after.active or after.roles != before.roles:
            await kept.end_sessions(desk.connection, account_id)
        if not after.active or after.email != before.email:
            await kept.end_links(desk.connection, account_id)
    return await read_user(desk, account_id=account_id) if account_id != desk.actor.account_id else UserDetails(after)


async def end_all_sessions(desk: Desk, *, account_id: UUID) -> int:
    """Logged out everywhere; how many browsers it was."""
    require_permission(desk.actor, "users:write")
    account = await _found(desk, account_id)
    ended = await kept.end_sessions(desk.connection, account_id)
    desk.histories.record("account", account.id, "sessions ended", before=account, after=account, even_if_same=True)
    return ended


def face_of(account: Account) -> tuple[object, ...]:
    """What an administrator sees of an account."""
    return (account.email, account.name, account.roles, account.unit_id, account.active)


async def _found(desk: Desk, account_id: UUID) -> Account:
    account = await desk.accounts.by_id(account_id)
    if account is None:
        raise NotFound(Text("Brugeren findes ikke.", "There is no such user."), field="user")
    return account


def _check(email: str, name: str, roles: frozenset[Role], *, unit: bool) -> None:
    if not name.strip():
        raise Invalid(Text("Skriv brugerens navn.", "Write the user's name."), field="name")
    guarded(name, field="name")
    if "@" not in email:
        raise Invalid(Text("Skriv en mailadresse.", "Write an email address."), field="email")
    guarded_address(email.strip())
    if not roles:
        raise Invalid(Text("Vælg mindst én rolle.", "Choose at least one role."), field="roles")
    if Role.REQUESTER in roles and not unit:
        raise Invalid(
            Text("En rekvirent hører til en enhed. Vælg den.", "A requester belongs to a unit. Choose it."),
            field="unit",
        )


async def _check_address(desk: Desk, before: Account, after: Account) -> None:
    other = await desk.accounts.by_email(after.email) if after.email != before.email else None
    if other is not None and other[0].id != before.id:
        raise Conflict(
            Text(f"{after.email} har allerede en konto.", f"{after.email} has an account already."), field="email"
        )


async def _check_last(desk: Desk, before: Account, after: Account) -> None:
    """The last who can administrate stays so: nobody else could ever give the role back."""
    leaves = Role.ADMIN in before.roles and before.active and not (Role.ADMIN in after.roles and after.active)
    if leaves and await kept.count_admins(desk.connection) < 2:
        raise Conflict(
            Text(
                "Det er den sidste administrator. Giv en anden rollen først.",
                "This is the last administrator. Give somebody else the role first.",
            ),
            field="roles",
            subject=str(before.id),
        )
