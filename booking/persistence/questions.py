"""Questions that are kept."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.reports.kept import SavedQuestion
from booking.persistence.rows import columns_of
from booking.persistence.tables.questions import saved_questions


async def add_question(connection: AsyncConnection, question: SavedQuestion) -> None:
    await connection.execute(insert(saved_questions), columns_of(question))


async def find_question(connection: AsyncConnection, question_id: UUID) -> SavedQuestion | None:
    query = select(saved_questions).where(saved_questions.c.id == question_id)
    row = (await connection.execute(query)).mappings().first()
    return SavedQuestion(**cast(dict[str, Any], dict(row))) if row is not None else None


async def questions_of(connection: AsyncConnection, account_id: UUID | None) -> list[SavedQuestion]:
    """Those of an account and those that are shared, the newest first; at most 200."""
    columns = saved_questions.c
    query = select(saved_questions).where(or_(columns.saved_by == account_id, columns.shared))
    rows = (await connection.execute(query.order_by(columns.saved_at.desc(), columns.id).limit(200))).mappings()
    return [SavedQuestion(**cast(dict[str, Any], dict(row))) for row in rows]


async def share_question(connection: AsyncConnection, question_id: UUID, *, shared: bool) -> None:
    query = update(saved_questions).where(saved_questions.c.id == question_id)
    await connection.execute(query.values(shared=shared))


async def remove_question(connection: AsyncConnection, question_id: UUID) -> None:
    await connection.execute(delete(saved_questions).where(saved_questions.c.id == question_id))
