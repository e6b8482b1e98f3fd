"""What an administrator looks over: everybody's accounts, sessions and tokens, links that let in once, and the log."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, any_, delete, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.accounts import Account, Role
from booking.domain.history import Entry
from booking.persistence.accounts import to_account
from booking.persistence.tables.accounts import accounts, api_tokens, entrance_links, sessions
from booking.persistence.tables.bookings import bookings
from booking.persistence.tables.history import history


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is logged in; the key is its hash, which opens nothing."""

    key: bytes
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A program's key: whose it is, which of their roles it has (None is all), how long and when last."""

    key: bytes
    account: Account
    name: str
    created_at: datetime
    roles: frozenset[Role] | None = None
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Who (part of a name), which booking, and from when until when; empty is everything."""

    who: str = ""
    number: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry of the log, with the number of the booking that it is about."""

    id: int
    entry: Entry
    number: str = field(default="")


async def every_account(connection: AsyncConnection, *, q: str = "", limit: int = 500) -> list[Account]:
    """By name, the active first; `q` is a part of the name or the address."""
    query = select(accounts)
    if q:
        like = f"%{q.replace('%', '').replace('_', '')}%"
        query = query.where(or_(accounts.c.name.ilike(like), accounts.c.email.ilike(like)))
    query = query.order_by(accounts.c.active.desc(), accounts.c.name, accounts.c.id).limit(limit)
    return [to_account(row) for row in (await connection.execute(query)).mappings()]


async def count_admins(connection: AsyncConnection) -> int:
    """How many can administrate; their rows are locked, so that two who leave at once do not both pass."""
    query = select(accounts.c.id).where(accounts.c.active, literal(Role.ADMIN.value) == any_(accounts.c.roles))
    return len((await connection.execute(query.with_for_update())).all())


async def anybody(connection: AsyncConnection) -> bool:
    found = await connection.execute(select(func.count()).select_from(select(accounts.c.id).limit(1).subquery()))
    return bool(found.scalar_one())


async def sessions_of(connection: AsyncConnection, account_id: UUID, *, now: datetime) -> list[Session]:
    query = select(sessions).where(sessions.c.account_id == account_id, sessions.c.expires_at > now)
    rows = (await connection.execute(query.order_by(sessions.c.created_at.desc()))).mappings()
    return [Session(row["hash"], row["created_at"], row["expires_at"]) for row in rows]


async def end_sessions(connection: AsyncConnection, account_id: UUID) -> int:
    """All of somebody's; how many there were."""
    return (await connection.execute(delete(sessions).where(sessions.c.account_id == account_id))).rowcount


async def every_token(connection: AsyncConnection) -> list[Token]:
    """The newest first, those that were revoked too."""
    joined = select(accounts, *[column.label(f"t_{column.key}") for column in api_tokens.c])
    query = joined.join(api_tokens, api_tokens.c.account_id == accounts.c.id).order_by(api_tokens.c.created_at.desc())
    return [_token(row) for row in (await connection.execute(query.limit(500))).mappings()]


def _token(row: RowMapping) -> Token:
    lent = row["t_roles"]
    roles = None if lent is None else frozenset(Role(one) for one in lent)
    names = ("name", "created_at", "expires_at", "last_used_at", "revoked_at")
    said = {name: row[f"t_{name}"] for name in names}
    return Token(key=row["t_hash"], account=to_account(row), roles=roles, **said)


async def revoke_token(connection: AsyncConnection, key: bytes, *, now: datetime) -> bool:
    """Whether there was one to revoke."""
    query = update(api_tokens).where(api_tokens.c.hash == key, api_tokens.c.revoked_at.is_(None))
    return bool((await connection.execute(query.values(revoked_at=now))).rowcount)


async def add_link(
    connection: AsyncConnection, key: bytes, *, kind: str, account_id: UUID | None, now: datetime, until: datetime
) -> None:
    """A link that lets in once; older ones of the same kind and account end."""
    same = entrance_links.c.account_id == account_id if account_id else entrance_links.c.account_id.is_(None)
    await connection.execute(delete(entrance_links).where(entrance_links.c.kind == kind, same))
    row = {"hash": key, "account_id": account_id, "kind": kind, "created_at": now, "expires_at": until}
    await connection.execute(insert(entrance_links), row)


async def find_link(connection: AsyncConnection, key: bytes, *, kind: str, now: datetime) -> tuple[bool, UUID | None]:
    """Whether the link still lets in, and whose it is."""
    live = (entrance_links.c.hash == key) & (entrance_links.c.kind == kind) & (entrance_links.c.expires_at > now)
    row = (await connection.execute(select(entrance_links.c.account_id).where(live).with_for_update())).first()
    return (row is not None, row.account_id if row is not None else None)


async def end_links(connection: AsyncConnection, account_id: UUID) -> None:
    """Whatever was sent to somebody opens nothing any more."""
    await connection.execute(delete(entrance_links).where(entrance_links.c.account_id == account_id))


async def use_link(connection: AsyncConnection, key: bytes) -> None:
    await connection.execute(delete(entrance_links).where(entrance_links.c.hash == key))


async def read_log(connection: AsyncConnection, wanted: LogFilter, *, limit: int, before: int = 0) -> list[Logged]:
    """The newest first; `before` is the number of the last one that was seen."""
    query = select(history, bookings.c.number).outerjoin(bookings, bookings.c.id == history.c.subject_id)
    query = query.where(*_conditions(wanted), *([history.c.id < before] if before else []))
    rows = (await connection.execute(query.order_by(history.c.id.desc()).limit(limit))).mappings()
    return [_logged(row) for row in rows]


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.who:
        found.append(history.c.actor_name.ilike(f"%{wanted.who.replace('%', '').replace('_', '')}%"))
    if wanted.number:
        found.append(bookings.c.number == wanted.number.upper())
    if wanted.since is not None:
        found.append(history.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(history.c.at < wanted.until)
    return found


def _logged(row: RowMapping) -> Logged:
    names = ("at", "actor_id", "actor_name", "via", "subject_kind", "subject_id", "action")
    changes = {name: (pair[0], pair[1]) for name, pair in row["changes"].items()}
    entry = Entry(**{name: row[name] for name in names}, changes=changes)
    return Logged(int(row["id"]), entry, str(row["number"] or ""))
