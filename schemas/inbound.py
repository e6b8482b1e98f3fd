"""Incoming email, as the API tells it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct


class InboundMailOut(Struct, kw_only=True):
    """One mail: what became of it, and why; what it says is on the page only, as text."""

    id: UUID
    received_at: datetime
    feeder: str
    size: int
    state: str
    outcome: str
    reason: str
    booking: str | None
    person: str


class InboundMails(Struct):
    items: list[InboundMailOut]


class Verdict(Struct, forbid_unknown_fields=True):
    """Judge it again, release it on the office's word, or discard it."""

    act: Literal["again", "release", "discard"]


class HeldAnswerOut(Struct, kw_only=True):
    """An answer in one's name that one has not confirmed; nothing has come of it."""

    id: UUID
    booking: str
    answer: str
    received_at: datetime


class HeldAnswers(Struct):
    items: list[HeldAnswerOut]


class OwnWord(Struct, forbid_unknown_fields=True):
    """Whether it was oneself who answered."""

    mine: bool
