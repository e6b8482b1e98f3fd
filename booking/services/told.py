"""What was told of a booking beside the calendar: reminders and text messages, sent or not, and why not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.messages import REASONS, Reason, Topic, Way, said_number
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text
from booking.persistence.reminders import Mark
from booking.persistence.texts import SentText
from booking.services.bookings.reading import find
from booking.services.desk import Desk

PERMISSION = "messages:read"
STATES: dict[str, Text] = {
    "sent": Text("Sendt", "Sent"),
    "pending": Text("På vej", "On its way"),
    "dead": Text("Kunne ikke sendes", "Could not be sent"),
    "skipped": Text("Ikke sendt", "Not sent"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One message: its topic, to whom (a name or a number), by which way, its state, and why where it was not sent."""

    topic: Topic
    to: str
    way: Way
    state: str
    reason: Text | None
    at: datetime

    @property
    def said(self) -> Text:
        return STATES[self.state]


async def told_of(desk: Desk, *, number: str) -> list[Told]:
    """In the order in which it was told; for the office alone."""
    booking = await find(desk, number, permission=PERMISSION)
    require_permission(desk.actor, PERMISSION)
    marks = await desk.reminders.of_bookings([booking.id])
    texts = await desk.texts.of_bookings([booking.id])
    names = await _names(desk, [one.person_id for one, _ in marks])
    found = [_mark(one, state, names) for one, state in marks if Way(one.way or Way.MAIL).by_mail]
    return sorted([*found, *map(_text, texts)], key=lambda one: one.at)


def may_read(desk: Desk) -> bool:
    return may(desk.actor, PERMISSION)


async def _names(desk: Desk, people: list[UUID]) -> dict[UUID, str]:
    if not people:
        return {}
    interpreters = await desk.interpreters.by_ids(people)
    return {**await desk.accounts.names_of(people), **{key: one.name for key, one in interpreters.items()}}


def _mark(one: Mark, state: str, names: dict[UUID, str]) -> Told:
    """The letter of a reminder; by text alone it is among the texts."""
    reason = REASONS[Reason(one.reason)] if one.reason else None
    state = "skipped" if reason is not None else state if state in STATES else "pending"
    return Told(Topic(one.topic), names.get(one.person_id, ""), Way.MAIL, state, reason, one.judged_at)


def _text(one: SentText) -> Told:
    """The gateway's own words are the operator's; the office reads that it failed."""
    reason = REASONS[Reason(one.error)] if one.state == "skipped" else None
    state = one.state if one.state in STATES else "pending"
    return Told(Topic(one.topic), said_number(one.to), Way.SMS, state, reason, one.done_at or one.made_at)
