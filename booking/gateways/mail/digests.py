"""Composes letters that tell of several things at once: the day, the week, what waits, what could not be texted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from booking.domain.texts import Text, Tongue
from booking.gateways.addresses import MailIdentity, Recipient
from booking.gateways.guards import cleaned
from booking.gateways.mail.letters import write
from booking.gateways.mail.mime import base64_part, multipart
from booking.gateways.mail.whole import alternative, finished

DigestKind = Literal[
    "day_sheet", "unfilled_week", "open_tasks", "text_failed", "welcome", "new_password", "trial", "leader_report"
]


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


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a letter carries; `name` in ASCII."""

    name: str
    content_type: str
    content: bytes

    @property
    def part(self) -> bytes:
        return base64_part(
            self.content,
            content_type=f'{self.content_type}; name="{self.name}"',
            disposition=f'attachment; filename="{self.name}"',
        )


def compose_digest(
    kind: DigestKind,
    digest: Digest,
    recipient: Recipient,
    identity: MailIdentity,
    *,
    token: str,
    note_id: UUID,
    now: datetime,
    attached: Attachment | None = None,
) -> bytes:
    """A finished mail without a calendar part; Invalid as for `compose`."""
    tongue, sender = recipient.tongue, identity.organizer(token)
    items = [(cleaned(one.title.in_(tongue)), _facts(one, tongue)) for one in digest.items]
    page = identity.public_url.rstrip("/") + digest.path
    said = cleaned(digest.said.in_(tongue))
    letter = write(kind, recipient, rows={}, page=page, sender=sender.name, items=items, said=said)
    message_id = f"<note.{note_id}@{identity.domain}>"
    content = alternative(letter)
    content = content if attached is None else multipart("mixed", content, attached.part)
    return finished(letter, recipient, sender, date=now, message_id=message_id, content=content)


def _facts(item: Item, tongue: Tongue) -> list[tuple[str, str]]:
    return [(label.in_(tongue), cleaned(value.in_(tongue))) for label, value in item.rows]
