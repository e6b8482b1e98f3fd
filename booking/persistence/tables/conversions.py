"""The remote advisor's questions and their answers: one a booking, for ever."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Uuid
from sqlalchemy import text as sql

from booking.persistence.tables.base import instant, key, metadata, ore, ref, text

remote_advice = Table(
    "remote_advice",
    metadata,
    key(),
    Column("booking_id", Uuid, ForeignKey("bookings.id"), nullable=False, unique=True),
    text("case_ref"),
    text("mode", default=None),
    ore("in_person_ore"),
    ore("remote_ore"),
    Column("freed_minutes", Integer, nullable=False),
    instant("asked_at"),
    ref("asked_by", "accounts.id", nullable=True),
    text("asked_by_name"),
    text("state", default=None),
    text("reason"),
    text("words"),
    Column("never", Boolean, nullable=False, server_default=sql("false")),
    instant("answered_at", nullable=True),
    text("answered_by_name"),
)
Index("ix_remote_advice_never", remote_advice.c.case_ref, postgresql_where=sql("never"))
