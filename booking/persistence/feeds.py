"""Calendar feeds: of their addresses only hashes, and the jobs that stand in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, case, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.selectable import LateralFromClause

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict
from booking.domain.feeds import Feed, Subject
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.persistence.bookings import to_booking
from booking.persistence.histories import Histories
from booking.persistence.refusals import refusing
from booking.persistence.tables.accounts import calendar_feeds as feeds
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.history import history


@dataclass(frozen=True, slots=True)
class FeedJob:
    """A job as a feed needs it: of one that was released, time and mode are what they were then.

    Of a unit's booking: who has it, and since when.
    """

    key: UUID
    booking: Booking
    period: Period
    mode: Mode
    released: bool
    changed_at: datetime
    holder: UUID | None = None
    held_since: datetime | None = None


class Feeds:
    """Makes, ends and finds feeds; an account has one that lives."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, feed: Feed, feed_hash: bytes) -> None:
        """Conflict when the account has one that lives, made meanwhile."""
        columns = {"interpreter_id": None, "unit_id": None, f"{feed.subject.kind}_id": feed.subject.id}
        row = {"hash": feed_hash, "kind": feed.subject.kind, "account_id": feed.account_id, **columns}
        with refusing({"23505": _made_meanwhile()}):
            await self._connection.execute(insert(feeds), row | {"created_at": feed.created_at})
        self._histories.record("account", feed.account_id, "calendar feed made", after=feed)

    async def of_account(self, account_id: UUID) -> Feed | None:
        query = select(feeds).where(feeds.c.account_id == account_id, feeds.c.revoked_at.is_(None))
        row = (await self._connection.execute(query)).mappings().first()
        return to_feed(row) if row is not None else None

    async def revoke(self, account_id: UUID, *, now: datetime) -> None:
        """Ends the feed that lives, if there is one."""
        live = (feeds.c.account_id == account_id) & feeds.c.revoked_at.is_(None)
        query = update(feeds).where(live).values(revoked_at=now).returning(*feeds.c)
        row = (await self._connection.execute(query)).mappings().first()
        if row is not None:
            self._histories.record("account", account_id, "calendar feed ended", before=to_feed(row))

    async def read(self, feed_hash: bytes, *, now: datetime, window: timedelta) -> tuple[Feed, int] | None:
        """The feed that lives under a hash, and how often it was read within the window, this time included.

        One statement marks and counts, the same for right and wrong hashes.
        """
        live = (feeds.c.hash == feed_hash) & feeds.c.revoked_at.is_(None)
        fresh = feeds.c.reads_since > now - window
        marked = (
            update(feeds)
            .where(live)
            .values(
                last_read_at=now,
                reads=case((fresh, feeds.c.reads + 1), else_=1),
                reads_since=case((fresh, feeds.c.reads_since), else_=now),
            )
        )
        row = (await self._connection.execute(marked.returning(*feeds.c))).mappings().first()
        return (to_feed(row), row["reads"]) if row is not None else None

    async def jobs_of(self, interpreter_id: UUID, period: Period, *, released_after: datetime) -> list[FeedJob]:
        """An interpreter's jobs that touch the period; those released since only where they did not get it back."""
        mine, released = assignments.c.interpreter_id == interpreter_id, assignments.c.status == "released"
        again = assignments.alias()
        has_it = (again.c.booking_id == assignments.c.booking_id) & (again.c.interpreter_id == interpreter_id)
        lost = released & (assignments.c.released_at > released_after)
        got_back = select(again.c.id).where(has_it, again.c.status == "active").exists()
        logged = _logged()
        changed_at = case((released, assignments.c.released_at), else_=_known(logged.c.at, assignments.c.assigned_at))
        query = (
            select(bookings, *_job_columns(assignments), changed_at.label("changed_at"), released.label("released"))
            .join(assignments, assignments.c.booking_id == bookings.c.id)
            .join(logged, logged.c.about == bookings.c.id, isouter=True)
            .where(mine, *_touching(assignments, period), or_(assignments.c.status == "active", lost & ~got_back))
        )
        return await self._jobs(query.order_by(assignments.c.starts_at, assignments.c.id))

    async def bookings_of(
        self, unit_ids: Iterable[UUID], period: Period, *, cancelled_after: datetime
    ) -> list[FeedJob]:
        """The bookings of these units that touch the period; cancelled ones only when that is not long ago."""
        logged = _logged()
        changed_at = _known(logged.c.at, bookings.c.requested_at)
        cancelled_at = _known(logged.c.cancelled_at, bookings.c.requested_at)
        off = bookings.c.status == Status.CANCELLED.value
        held = _held()
        query = (
            select(
                bookings,
                *_job_columns(bookings),
                case((off, cancelled_at), else_=changed_at).label("changed_at"),
                off.label("released"),
                held.c.holder,
                held.c.held_since,
            )
            .join(logged, logged.c.about == bookings.c.id, isouter=True)
            .join(held, held.c.held == bookings.c.id, isouter=True)
            .where(bookings.c.unit_id.in_(sorted(unit_ids)), *_touching(bookings, period))
            .where(or_(~off, cancelled_at > cancelled_after))
        )
        return await self._jobs(query.order_by(bookings.c.starts_at, bookings.c.id))

    async def _jobs(self, query: Any) -> list[FeedJob]:
        return [
            FeedJob(
                key=row["job_key"],
                booking=to_booking(row),
                period=Period(row["job_starts_at"], row["job_ends_at"]),
                mode=Mode(row["job_mode"]),
                released=row["released"],
                changed_at=row["changed_at"],
                holder=row.get("holder"),
                held_since=row.get("held_since"),
            )
            for row in (await self._connection.execute(query)).mappings()
        ]


def _held() -> LateralFromClause:
    """Who has each booking, and since when."""
    mine = (assignments.c.booking_id == bookings.c.id) & (assignments.c.status == "active")
    named = (
        assignments.c.booking_id.label("held"),
        assignments.c.interpreter_id.label("holder"),
        assignments.c.assigned_at.label("held_since"),
    )
    return select(*named).where(mine).limit(1).lateral()


def _logged() -> LateralFromClause:
    """When each booking last changed and when it was cancelled, as the log has it."""
    cancelled_at = func.max(history.c.at).filter(history.c.action == "cancelled")
    query = select(
        history.c.subject_id.label("about"), func.max(history.c.at).label("at"), cancelled_at.label("cancelled_at")
    )
    return query.where(history.c.subject_id == bookings.c.id).group_by(history.c.subject_id).lateral()


def _known(logged: ColumnElement[Any], otherwise: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(logged, otherwise)


def _job_columns(table: Any) -> list[ColumnElement[Any]]:
    names = {"id": "job_key", "starts_at": "job_starts_at", "ends_at": "job_ends_at", "mode": "job_mode"}
    return [table.c[column].label(label) for column, label in names.items()]


def _touching(table: Any, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (and_(table.c.starts_at < period.ends_at, table.c.ends_at > period.starts_at),)


def to_feed(row: RowMapping) -> Feed:
    kind = row["kind"]
    subject = Subject(kind, cast(UUID, row[f"{kind}_id"]))
    return Feed(row["account_id"], subject, row["created_at"], row["last_read_at"])


def _made_meanwhile() -> Conflict:
    return Conflict(
        Text(
            "Der blev lavet en adresse i samme øjeblik. Åbn siden igen.",
            "An address was made at the same moment. Open the page again.",
        ),
        field="calendar",
    )
