"""Tasks as they go in and out of the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct


class AnswerOut(Struct, kw_only=True):
    """One way to settle a task, with the words of its button."""

    outcome: str
    label: str


class TaskOut(Struct, kw_only=True):
    """Something for the office to look at; settled when `outcome` says how."""

    id: UUID
    kind: str
    name: str
    says: str
    booking: str | None
    person: str
    facts: dict[str, str | int | bool | None]
    made_at: datetime
    answers: list[AnswerOut]
    done_at: datetime | None
    done_by: str
    outcome: str
    taken_by: str


class TasksOut(Struct):
    items: list[TaskOut]


class Taking(Struct, forbid_unknown_fields=True):
    """Whether it is given back."""

    give_back: bool = False


class Settlement(Struct, forbid_unknown_fields=True):
    """One of the outcomes that the task's `answers` name."""

    outcome: Annotated[str, Meta(min_length=1, max_length=40)]
