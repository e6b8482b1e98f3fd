"""Illnesses and repairs as they go in and out of the API."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from booking.domain.modes import Mode
from booking.domain.repairs import LineKind, LineState


class NewIllness(Struct, forbid_unknown_fields=True, kw_only=True):
    """From now to the end of a day, by default today; until further notice is prolonged day by day."""

    until: date | None = None
    further_notice: bool = False


class LineChoice(Struct, forbid_unknown_fields=True, kw_only=True):
    """The lines that are approved; all that are undecided when none is named."""

    lines: Annotated[list[UUID], Meta(min_length=1, max_length=200)] | None = None


class LineToTakeBack(Struct, forbid_unknown_fields=True, kw_only=True):
    line: UUID


class MoveOut(Struct, kw_only=True):
    """A job that goes from one interpreter to another; `cost` is what it costs more, negative for less."""

    number: str
    giver: UUID
    taker: UUID
    taker_name: str
    cost: str


class ToldOut(Struct, kw_only=True):
    """Who is told what when the line is carried out."""

    name: str
    text: str


class LineOut(Struct, kw_only=True):
    """One job of the ill interpreter: what is proposed, who is told, and what became of it."""

    id: UUID
    number: str
    kind: LineKind
    state: LineState
    moves: list[MoveOut]
    cost: str
    mode: Mode | None
    able: int
    tells: list[ToldOut]
    said: str
    may_take_back: bool


class RepairOut(Struct, kw_only=True):
    """An illness with its proposal; nothing is changed or sent before a line is approved."""

    id: UUID
    interpreter: UUID
    name: str
    starts_at: datetime
    until: datetime
    further_notice: bool
    ended_at: datetime | None
    best: bool
    cost: str
    lines: list[LineOut]
