"""What every letter has: when, how and where in rows, both forms of its words, and its head."""

from datetime import datetime
from typing import Protocol

from booking.domain.invitations import Place, when
from booking.domain.modes import MODES, Mode
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.gateways.addresses import Mailbox, Recipient
from booking.gateways.mail.letters import Letter
from booking.gateways.mail.mime import message, multipart, text_part


class Facts(Protocol):
    """What a letter is about."""

    @property
    def number(self) -> str: ...
    @property
    def period(self) -> Period: ...
    @property
    def mode(self) -> Mode: ...
    @property
    def place(self) -> Place: ...


def time_rows(facts: Facts) -> dict[Text, Text]:
    return {
        Text("Tid", "When"): when(facts.period, year=True),
        Text("Form", "How"): MODES[facts.mode].name,
    }


def rows_of(facts: Facts) -> dict[Text, Text]:
    return time_rows(facts) | {facts.place.label: facts.place.shown(facts.mode)}


def spoken(facts: Facts, recipient: Recipient) -> dict[str, str]:
    """What stands in subjects."""
    return {
        "number": facts.number,
        "when": when(facts.period).in_(recipient.tongue),
        "mode": MODES[facts.mode].short.in_(recipient.tongue).lower(),
    }


def alternative(letter: Letter, *more: bytes) -> bytes:
    """Plain text, HTML, and what is richer still."""
    texts = text_part(letter.plain, subtype="plain"), text_part(letter.html, subtype="html")
    return multipart("alternative", *texts, *more)


def finished(
    letter: Letter, recipient: Recipient, sender: Mailbox, *, date: datetime, message_id: str, content: bytes
) -> bytes:
    """Finished bytes; Invalid when a name, an address or the subject would break out of its header."""
    to = Mailbox(recipient.name, recipient.address)
    return message(sender=sender, to=to, subject=letter.subject, date=date, message_id=message_id, content=content)
