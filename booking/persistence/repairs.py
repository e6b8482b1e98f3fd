"""Illnesses and the lines of their proposals."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.bookings import Booking, Status
from booking.domain.errors import NotFound
from booking.domain.modes import Mode
from booking.domain.repairs import LineKind, LineMove, LineState, Repair, RepairLine
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment, to_assignment
from booking.persistence.bookings import to_booking
from booking.persistence.histories import Histories
from booking.persistence.rows import columns_of, fields_from
from booking.persistence.tables.bookings import assignments, bookings
from booking.persistence.tables.repairs import repair_lines, repairs


class Repairs:
    """Reads and writes repairs; each change of one is logged under its interpreter, each decision under its booking."""

    def __init__(self, connection: AsyncConnection, histories: Histories) -> None:
        self._connection = connection
        self._histories = histories

    async def add(self, repair: Repair) -> None:
        await self._connection.execute(insert(repairs), columns_of(repair))
        self._histories.record("interpreter", repair.interpreter_id, "reported ill", after=repair)

    async def save(self, before: Repair, after: Repair, *, action: str) -> None:
        query = update(repairs).where(repairs.c.id == after.id)
        await self._connection.execute(query.values(columns_of(after)))
        self._histories.record("interpreter", after.interpreter_id, action, before=before, after=after)

    async def get(self, repair_id: UUID, *, lock: bool = False) -> Repair:
        """NotFound when there is none; `lock` holds the row until the transaction ends."""
        query = select(repairs).where(repairs.c.id == repair_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).mappings().first()
        if row is None:
            raise unknown_repair(repair_id)
        return _to_repair(row)

    async def open_for(self, interpreter_id: UUID) -> Repair | None:
        """The illness that nobody has ended; it may be over by its date."""
        query = select(repairs).where(repairs.c.interpreter_id == interpreter_id, repairs.c.ended_at.is_(None))
        row = (await self._connection.execute(query.with_for_update())).mappings().first()
        return _to_repair(row) if row is not None else None

    async def live(self, *, now: datetime) -> list[Repair]:
        """Everybody who is ill now."""
        query = select(repairs).where(repairs.c.ended_at.is_(None), repairs.c.until > now)
        rows = (await self._connection.execute(query.order_by(repairs.c.made_at))).mappings()
        return [_to_repair(row) for row in rows]

    async def latest_of(self, interpreter_id: UUID) -> Repair | None:
        query = select(repairs).where(repairs.c.interpreter_id == interpreter_id)
        row = (await self._connection.execute(query.order_by(repairs.c.made_at.desc()).limit(1))).mappings().first()
        return _to_repair(row) if row is not None else None

    async def add_lines(self, lines: Iterable[RepairLine]) -> None:
        rows = [_row(line) for line in lines]
        if rows:
            await self._connection.execute(insert(repair_lines), rows)

    async def save_line(self, before: RepairLine, after: RepairLine) -> None:
        query = update(repair_lines).where(repair_lines.c.id == after.id)
        await self._connection.execute(query.values(_row(after)))
        self._histories.record("repair", after.booking_id, f"repair {after.state}", before=before, after=after)

    async def lines_of(self, repair_ids: Sequence[UUID]) -> list[RepairLine]:
        """In the order of the jobs."""
        query = select(repair_lines).join(bookings, bookings.c.id == repair_lines.c.booking_id)
        query = query.where(repair_lines.c.repair_id.in_(repair_ids)).order_by(bookings.c.starts_at, bookings.c.number)
        return [_to_line(row) for row in (await self._connection.execute(query)).mappings()]

    async def jobs_of(self, interpreter_id: UUID, repair: Repair, *, now: datetime) -> list[tuple[Booking, Assignment]]:
        """The interpreter's confirmed jobs inside the illness that are not over."""
        query = select(bookings, *(column.label(f"a_{column.name}") for column in assignments.c))
        query = query.join(assignments, assignments.c.booking_id == bookings.c.id)
        query = query.where(assignments.c.interpreter_id == interpreter_id, assignments.c.status == "active")
        query = query.where(
            bookings.c.status == Status.CONFIRMED.value, bookings.c.ends_at > max(now, repair.starts_at)
        )
        query = query.where(bookings.c.starts_at < repair.until).order_by(bookings.c.starts_at, bookings.c.number)
        rows = (await self._connection.execute(query)).mappings()
        return [(to_booking(row), to_assignment(_assignment(row))) for row in rows]


def unknown_repair(repair_id: UUID) -> NotFound:
    return NotFound(Text("Der er ingen sådan reparation.", "There is no such repair."), subject=str(repair_id))


def _assignment(row: RowMapping) -> RowMapping:
    return cast(RowMapping, {name[2:]: value for name, value in row.items() if name.startswith("a_")})


def _to_repair(row: RowMapping) -> Repair:
    return Repair(**fields_from(Repair, cast(dict[str, Any], row)))


def _row(line: RepairLine) -> dict[str, Any]:
    moves = [
        {name: str(value) if isinstance(value, UUID) else value for name, value in asdict(move).items()}
        for move in line.moves
    ]
    said = line.said or Text("", "")
    bare = columns_of(line, leave_out=frozenset({"moves", "said"}))
    return bare | {"moves": moves, "said_da": said.da, "said_en": said.en}


def _to_line(row: RowMapping) -> RepairLine:
    values = fields_from(RepairLine, cast(dict[str, Any], row))
    moves = tuple(
        LineMove(UUID(move["booking_id"]), UUID(move["giver_id"]), UUID(move["taker_id"]), move["cost_ore"])
        for move in row["moves"]
    )
    known = {
        "kind": LineKind(row["kind"]),
        "state": LineState(row["state"]),
        "mode": Mode(row["mode"]) if row["mode"] else None,
        "moves": moves,
        "said": Text(row["said_da"], row["said_en"]) if row["said_da"] else None,
    }
    return RepairLine(**values | known)
