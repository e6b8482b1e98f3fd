"""Composes letters that tell of several things at once: the day, the week, what waits, what could not be texted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from booking.domain.texts import Text, Tongue
from booking.gateways.addresses import MailIdentity, Recipient
from booking.gateways.guards import cleaned
from booking.gateways.mail.letters import write
from booking.gateways.mail.whole import alternative, finished

DigestKind = Literal["day_sheet", "unfilled_week", "open_tasks", "text_failed", "welcome", "new_password", "trial"]


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: what it is, and its facts as label and value."""

    title: Text
    rows: tuple[tuple[Text, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What a letter lists; `path` is the page its one link opens, `said` the day, weeks or words it is about."""

    path: str
    items: tuple[Item, ...] = ()
    said: Text = NOTHING


def compose_digest(
    kind: DigestKind,
    digest: Digest,
    recipient: Recipient,
    identity: MailIdentity,
    *,
    token: str,
    note_id: UUID,
    now: datetime,
) -> bytes:
    """A finished mail without a calendar part; Invalid as for `compose`."""
    tongue, sender = recipient.tongue, identity.organizer(token)
    items = [(cleaned(one.title.in_(tongue)), _facts(one, tongue)) for one in digest.items]
    page = identity.public_url.rstrip("/") + digest.path
    said = cleaned(digest.said.in_(tongue))
    letter = write(kind, recipient, rows={}, page=page, sender=sender.name, items=items, said=said)
    message_id = f"<note.{note_id}@{identity.domain}>"
    return finished(letter, recipient, sender, date=now, message_id=message_id, content=alternative(letter))


def _facts(item: Item, tongue: Tongue) -> list[tuple[str, str]]:
    return [(label.in_(tongue), cleaned(value.in_(tongue))) for label, value in item.rows]
