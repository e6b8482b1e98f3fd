"""Incoming email: kept once, judged once; how far each folder was read; who answers, and whose mail bounces."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, case, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.errors import NotFound
from booking.domain.texts import Text
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.inbound import imap_folders, inbound_mails, reply_addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMail:
    """One mail as it came; `raw` goes after thirty days, `size` is that of the whole."""

    id: UUID
    sha256: bytes
    message_id: str
    envelope_from: str
    envelope_to: str
    received_at: datetime
    feeder: str
    size: int
    raw: bytes | None
    state: str = "received"
    outcome: str = ""
    reason: str = ""
    person_id: UUID | None = None
    stream_id: UUID | None = None
    booking_id: UUID | None = None
    judged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """How far a mailbox has been read, and when last: everything up to `last_uid` under this UIDVALIDITY is kept."""

    mailbox: str
    uidvalidity: int
    last_uid: int
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A mail in a list."""

    id: UUID
    received_at: datetime
    feeder: str
    size: int
    envelope_from: str
    state: str
    outcome: str
    reason: str
    person_id: UUID | None
    booking_id: UUID | None


@dataclass(frozen=True, slots=True)
class InboundBacklog:
    """How many mails wait to be judged, for the office, and for their sender; and how long the oldest of the first."""

    received: int
    quarantined: int
    held: int
    oldest_seconds: float


_LISTED = tuple(one.name for one in fields(Listed))
_BACKLOG = text(
    """
    SELECT count(*) FILTER (WHERE state = 'received') AS received,
           count(*) FILTER (WHERE state = 'quarantined') AS quarantined,
           count(*) FILTER (WHERE state = 'held') AS held,
           coalesce(max(extract(epoch FROM clock_timestamp() - received_at)) FILTER (WHERE state = 'received'), 0)
             AS oldest
    FROM inbound_mails WHERE state IN ('received', 'quarantined', 'held')
    """
)
_WITHOUT_ADDRESS = text(
    """
    SELECT id FROM (SELECT id FROM interpreters UNION SELECT id FROM accounts) people
    WHERE NOT EXISTS (SELECT 1 FROM reply_addresses r WHERE r.person_id = people.id AND r.secret_id = :secret)
    """
)


class Inbound:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, mail: InboundMail) -> UUID | None:
        """The id when it is new; None when the same bytes are kept already, by whichever feeder."""
        query = insert(inbound_mails).values(columns_of(mail)).on_conflict_do_nothing(index_elements=["sha256"])
        found: UUID | None = (await self._connection.execute(query.returning(inbound_mails.c.id))).scalar_one_or_none()
        return found

    async def id_of(self, sha256: bytes) -> UUID:
        query = select(inbound_mails.c.id).where(inbound_mails.c.sha256 == sha256)
        found: UUID = (await self._connection.execute(query)).scalar_one()
        return found

    async def judged(self, sha256s: Collection[bytes]) -> dict[bytes, InboundMail]:
        """What is known of mails with these essences, by essence."""
        query = select(inbound_mails).where(inbound_mails.c.sha256.in_(sha256s))
        return {row["sha256"]: to_mail(row) for row in (await self._connection.execute(query)).mappings()}

    async def get(self, mail_id: UUID, *, lock: bool = False) -> InboundMail:
        """NotFound when there is none; lock it, and nobody else judges it meanwhile."""
        query = select(inbound_mails).where(inbound_mails.c.id == mail_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise NotFound(Text("Mailen findes ikke.", "There is no such mail."), subject=str(mail_id))
        return to_mail(row)

    async def save(self, mail_id: UUID, values: Mapping[str, object]) -> None:
        await self._connection.execute(update(inbound_mails).where(inbound_mails.c.id == mail_id).values(dict(values)))

    async def forget_raw(self, *, before: datetime) -> None:
        """What a mail said goes; that it came, and what became of it, stays."""
        old = (inbound_mails.c.received_at < before) & inbound_mails.c.raw.is_not(None)
        await self._connection.execute(update(inbound_mails).where(old).values(raw=None))

    async def seen_before(self, mail: InboundMail) -> bool:
        """Whether the same message to the same address was judged before, brought by another way."""
        same = (inbound_mails.c.message_id == mail.message_id) & (inbound_mails.c.envelope_to == mail.envelope_to)
        query = select(inbound_mails.c.id).where(same, inbound_mails.c.id != mail.id, inbound_mails.c.state == "done")
        return bool(mail.message_id) and (await self._connection.execute(query.limit(1))).first() is not None

    async def listed(self, *, states: Collection[str], person_id: UUID | None = None, limit: int = 200) -> list[Listed]:
        """The newest first, without what they say."""
        query = select(*(inbound_mails.c[name] for name in _LISTED)).where(inbound_mails.c.state.in_(states))
        if person_id is not None:
            query = query.where(inbound_mails.c.person_id == person_id)
        query = query.order_by(inbound_mails.c.received_at.desc(), inbound_mails.c.id.desc()).limit(limit)
        rows = (await self._connection.execute(query)).mappings()
        return [Listed(**cast(dict[str, Any], row)) for row in rows]

    async def backlog(self) -> InboundBacklog:
        row = (await self._connection.execute(_BACKLOG)).one()
        return InboundBacklog(row.received, row.quarantined, row.held, float(row.oldest))

    async def person_of(self, token_hash: bytes) -> UUID | None:
        """Whose reply address has this token."""
        query = select(reply_addresses.c.person_id).where(reply_addresses.c.token_hash == token_hash)
        found: UUID | None = (await self._connection.execute(query)).scalar_one_or_none()
        return found

    async def without_address(self, secret_id: bytes) -> list[UUID]:
        """Everybody, interpreter or account, whose reply address under this secret has not been written down."""
        rows = await self._connection.execute(_WITHOUT_ADDRESS, {"secret": secret_id})
        return [row.id for row in rows]

    async def add_addresses(self, addresses: Mapping[UUID, bytes], secret_id: bytes) -> None:
        """Each person's token as a hash; those of an earlier secret stay, and still answer."""
        rows = [{"person_id": key, "token_hash": one, "secret_id": secret_id} for key, one in addresses.items()]
        if rows:
            await self._connection.execute(insert(reply_addresses).on_conflict_do_nothing(), rows)

    async def folder(self, mailbox: str) -> Folder | None:
        query = select(imap_folders).where(imap_folders.c.mailbox == mailbox)
        row = (await self._connection.execute(query)).mappings().first()
        return Folder(**fields_from(Folder, cast(dict[str, Any], row))) if row is not None else None

    async def keep_folder(self, folder: Folder, *, now: datetime) -> None:
        """In the transaction that keeps the mail; another UIDVALIDITY begins anew, an older UID changes nothing."""
        new = insert(imap_folders).values(columns_of(folder) | {"read_at": now})
        same = imap_folders.c.uidvalidity == new.excluded.uidvalidity
        kept = func.greatest(imap_folders.c.last_uid, new.excluded.last_uid)
        values = {
            "uidvalidity": new.excluded.uidvalidity,
            "last_uid": case((same, kept), else_=new.excluded.last_uid),
            "read_at": now,
        }
        await self._connection.execute(new.on_conflict_do_update(index_elements=["mailbox"], set_=values))


def to_mail(row: RowMapping) -> InboundMail:
    return InboundMail(**fields_from(InboundMail, cast(dict[str, Any], row)))
