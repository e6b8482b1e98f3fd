"""Accounts, sessions, tokens, and failed logins; of secrets only hashes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, any_, case, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.accounts import Account, CalendarChoice, Role, Theme
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.accounts import accounts, api_tokens, login_attempts, sessions

NOTED = timedelta(hours=1)


class Accounts:
    """Finds who somebody is by e-mail, token or session."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, account: Account, *, password_hash: str | None, now: datetime) -> None:
        row = columns_of(account) | {"password_hash": password_hash, "created_at": now}
        await self._connection.execute(insert(accounts), row)
        self._histories.record("account", account.id, "added", after=account)

    async def by_email(self, email: str) -> tuple[Account, str | None] | None:
        """The account and its password hash."""
        row = await self._first(select(accounts).where(func.lower(accounts.c.email) == email.strip().lower()))
        return (to_account(row), row["password_hash"]) if row is not None else None

    async def by_id(self, account_id: UUID) -> Account | None:
        row = await self._first(select(accounts).where(accounts.c.id == account_id))
        return to_account(row) if row is not None else None

    async def by_ids(self, ids: Iterable[UUID]) -> dict[UUID, Account]:
        """Those who are active."""
        query = select(accounts).where(accounts.c.id.in_(list(ids)), accounts.c.active)
        return {row["id"]: to_account(row) for row in (await self._connection.execute(query)).mappings()}

    async def names_of(self, ids: Iterable[UUID | None]) -> dict[UUID, str]:
        query = select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_([one for one in ids if one is not None]))
        return {row.id: row.name for row in await self._connection.execute(query)}

    async def requesters(self) -> list[Account]:
        """Everybody active who may order for a unit, by name."""
        query = select(accounts).where(
            accounts.c.active, accounts.c.unit_id.is_not(None), literal(Role.REQUESTER.value) == any_(accounts.c.roles)
        )
        rows = (await self._connection.execute(query.order_by(accounts.c.name, accounts.c.id))).mappings()
        return [to_account(row) for row in rows]

    async def by_interpreter(self, interpreter_id: UUID) -> Account | None:
        row = await self._first(select(accounts).where(accounts.c.interpreter_id == interpreter_id, accounts.c.active))
        return to_account(row) if row is not None else None

    async def by_interpreters(self, ids: Iterable[UUID]) -> dict[UUID, Account]:
        """The active account of each interpreter who has one."""
        query = select(accounts).where(accounts.c.interpreter_id.in_(list(ids)), accounts.c.active)
        found = [to_account(row) for row in (await self._connection.execute(query)).mappings()]
        return {one.interpreter_id: one for one in found if one.interpreter_id is not None}

    async def whose_work(self, interpreter_id: UUID) -> Account | None:
        """Open or closed; the open one where there are both."""
        query = select(accounts).where(accounts.c.interpreter_id == interpreter_id)
        row = await self._first(query.order_by(accounts.c.active.desc(), accounts.c.id).limit(1))
        return to_account(row) if row is not None else None

    async def with_role(self, role: Role) -> list[Account]:
        """Everybody active who has the role, by name."""
        query = select(accounts).where(accounts.c.active, literal(role.value) == any_(accounts.c.roles))
        rows = (await self._connection.execute(query.order_by(accounts.c.name, accounts.c.id))).mappings()
        return [to_account(row) for row in rows]

    async def of_booking(self, *, interpreter_id: UUID, requester_id: UUID) -> list[Account]:
        """The interpreter's account, if there is one, and the requester's."""
        query = select(accounts).where(
            ((accounts.c.interpreter_id == interpreter_id) & accounts.c.active) | (accounts.c.id == requester_id)
        )
        return [to_account(row) for row in (await self._connection.execute(query)).mappings()]

    async def by_token(self, token_hash: bytes, *, now: datetime) -> Account | None:
        """The account with the roles that the token has of it; that it was used is noted once an hour."""
        columns = api_tokens.c
        mine = columns.hash == token_hash
        idle = columns.last_used_at.is_(None) | (columns.last_used_at < now - NOTED)
        noted = update(api_tokens).where(mine, idle).values(last_used_at=now).cte("noted")
        query = select(accounts, columns.roles.label("lent")).join(api_tokens, columns.account_id == accounts.c.id)
        live = columns.revoked_at.is_(None) & (columns.expires_at.is_(None) | (columns.expires_at > now))
        row = await self._first(query.where(mine, live, accounts.c.active).add_cte(noted))
        if row is None:
            return None
        found = to_account(row)
        lent = found.roles if row["lent"] is None else found.roles & {Role(role) for role in row["lent"]}
        return replace(found, roles=lent)

    async def by_session(self, session_hash: bytes, *, now: datetime) -> Account | None:
        query = select(accounts).join(sessions, sessions.c.account_id == accounts.c.id)
        live = (sessions.c.hash == session_hash) & (sessions.c.expires_at > now) & accounts.c.active
        row = await self._first(query.where(live))
        return to_account(row) if row is not None else None

    async def _first(self, query: Any) -> RowMapping | None:
        return (await self._connection.execute(query)).mappings().first()

    async def add_token(
        self,
        account_id: UUID,
        token_hash: bytes,
        *,
        name: str,
        now: datetime,
        roles: frozenset[Role] | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """`roles` narrows what the token may of what its account may."""
        lent = None if roles is None else sorted(role.value for role in roles)
        row = {"hash": token_hash, "account_id": account_id, "name": name, "created_at": now}
        await self._connection.execute(insert(api_tokens), row | {"roles": lent, "expires_at": expires_at})

    async def add_session(self, account_id: UUID, session_hash: bytes, *, now: datetime, lasts: timedelta) -> None:
        row = {"hash": session_hash, "account_id": account_id, "created_at": now, "expires_at": now + lasts}
        await self._connection.execute(insert(sessions), row)

    async def end_session(self, session_hash: bytes) -> None:
        await self._connection.execute(delete(sessions).where(sessions.c.hash == session_hash))

    async def set_tongue(self, account_id: UUID, tongue: str) -> None:
        await self._connection.execute(update(accounts).where(accounts.c.id == account_id).values(tongue=tongue))

    async def set_face(self, account_id: UUID, *, theme: Theme, shortcuts: bool) -> None:
        """How somebody likes the pages; nothing that a log need know."""
        query = update(accounts).where(accounts.c.id == account_id)
        await self._connection.execute(query.values(theme=theme, shortcuts=shortcuts))

    async def save(self, before: Account, after: Account, *, action: str) -> None:
        """What an administrator may change of an account, with its line in the log."""
        changed = columns_of(after, leave_out=frozenset({"id", "interpreter_id", "tongue", "theme", "shortcuts"}))
        await self._connection.execute(update(accounts).where(accounts.c.id == before.id).values(changed))
        self._histories.record("account", before.id, action, before=before, after=after)

    async def set_password(self, account: Account, password_hash: str) -> None:
        query = update(accounts).where(accounts.c.id == account.id)
        await self._connection.execute(query.values(password_hash=password_hash))
        same: dict[str, Any] = {"before": account, "after": account, "even_if_same": True}
        self._histories.record("account", account.id, "password chosen", **same)

    async def choose_calendar(self, account: Account, choice: CalendarChoice) -> None:
        await self._change(account, replace(account, calendar=choice), "calendar chosen")

    async def change_email(self, account: Account, email: str) -> None:
        await self._change(account, replace(account, email=email), "address changed")

    async def _change(self, before: Account, after: Account, action: str) -> None:
        values = {"email": after.email, "calendar": after.calendar}
        await self._connection.execute(update(accounts).where(accounts.c.id == before.id).values(values))
        self._histories.record("account", before.id, action, before=before, after=after)

    async def count_try(self, key: str, *, now: datetime, window: timedelta) -> int:
        """How many tries there are with this one for an account or an address; older than the window, they go."""
        new = postgresql.insert(login_attempts).values(key=key, failures=1, since=now)
        stale = login_attempts.c.since <= now - window
        counted = new.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "failures": case((stale, 1), else_=login_attempts.c.failures + 1),
                "since": case((stale, now), else_=login_attempts.c.since),
            },
        )
        tries: int = (await self._connection.execute(counted.returning(login_attempts.c.failures))).scalar_one()
        return tries

    async def forgive_try(self, key: str) -> None:
        """Takes back one try, not those of others from the same address."""
        query = update(login_attempts).where(login_attempts.c.key == key, login_attempts.c.failures > 0)
        await self._connection.execute(query.values(failures=login_attempts.c.failures - 1))

    async def forget_tries(self, key: str) -> None:
        await self._connection.execute(delete(login_attempts).where(login_attempts.c.key == key))

    async def sweep(self, *, now: datetime) -> None:
        await self._connection.execute(delete(sessions).where(sessions.c.expires_at < now))
        await self._connection.execute(delete(login_attempts).where(login_attempts.c.since < now - timedelta(days=1)))


def to_account(row: RowMapping) -> Account:
    values = fields_from(Account, cast(dict[str, Any], row))
    return Account(**values | {"roles": frozenset(Role(role) for role in row["roles"])})
