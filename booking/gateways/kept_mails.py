"""Reads the folder in which the local mail sink keeps what it accepted."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, message_from_string
from email.message import Message
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path

from booking.gateways.addresses import Mailbox, answer_part
from booking.gateways.answering import Event, Original, event_in
from booking.gateways.essence import essence
from booking.gateways.inbound.heads import decoded

INDEX = "accepted.jsonl"
LOOKED_AT = 3000
_NUMBER = re.compile(r"\bB-\d{4}-\d{6,}\b")
_NAMED = re.compile(r"^Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """One mail as received: its envelope, its words, and its calendar object where it has one.

    `number` is the booking it names, `answers` the Message-ID of the mail it answers or returns, `essence` what the
    door for mail that comes in knows it by.
    """

    file: str
    at: datetime
    envelope_from: str
    envelope_to: tuple[str, ...]
    sender: Mailbox
    recipient: Mailbox
    to: str
    subject: str
    plain: str
    html: str
    calendar: str | None
    method: str | None
    uid: str | None
    sequence: int | None
    message_id: str
    answers: str
    number: str
    essence: bytes
    automatic: bool
    report: bool
    head: str

    @property
    def event(self) -> Event | None:
        return _event(self.calendar) if self.calendar else None

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Name and value of each, in order."""
        return tuple((name, _decoded(value)) for name, value in message_from_string(self.head).items())

    @property
    def incoming(self) -> bool:
        """Whether it was sent to us: an answer or a bounce."""
        return any(map(answer_part, self.envelope_to))

    def original(self) -> Original:
        """What an answer to it needs to know."""
        return Original(
            self.recipient,
            self.sender.address,
            self.envelope_from,
            self.message_id,
            self.subject,
            self.head,
            self.event if self.method == "REQUEST" else None,
        )


def kept_mails(folder: Path, *, containing: str | None = None, to: str = "", newest: int = 500) -> list[KeptMail]:
    """The newest mails, oldest of them first, of which no more than the last LOOKED_AT are looked at.

    `containing` narrows to those whose subject, or booking's number, has that text; `to` to addresses with it, whoever
    answers included.
    """
    index = folder / INDEX
    lines = index.read_text().splitlines() if index.exists() else []
    found: list[KeptMail] = []
    for line in reversed(lines[-LOOKED_AT:]):
        mail = kept_mail(folder, line)
        if mail is not None and _names(mail, (containing or "").lower()) and _concerns(mail, to.lower()):
            found.append(mail)
        if len(found) == newest:
            break
    return found[::-1]


def _names(mail: KeptMail, text: str) -> bool:
    return text in mail.subject.lower() or text in mail.number.lower()


def _concerns(mail: KeptMail, text: str) -> bool:
    if mail.report:  # a machine wrote it, and says in its words whom it could not reach
        return text in mail.plain.lower()
    who = mail.sender if mail.incoming else mail.recipient
    return text in who.address.lower() or text in who.name.lower()


def kept_mail_named(folder: Path, file: str) -> KeptMail | None:
    """None for anything that is not in the index: a name alone opens no file."""
    index = folder / INDEX
    lines = index.read_text().splitlines() if index.exists() else []
    found = (kept_mail(folder, line) for line in reversed(lines) if f'"{file}"' in line)
    return next((mail for mail in found if mail is not None and mail.file == file), None)


def kept_mail(folder: Path, line: str) -> KeptMail | None:
    """None for a line that a kill cut short, a file that was tidied away, or a mail that nobody can read."""
    try:
        known = json.loads(line)
        return _read(folder / known["file"], known["time"], known["envelope_from"], tuple(known["envelope_to"]))
    except (ValueError, OSError, LookupError):
        return None


@lru_cache(maxsize=LOOKED_AT)
def _read(file: Path, time: str, envelope_from: str, envelope_to: tuple[str, ...]) -> KeptMail:
    """A mail is never changed once it is kept, so it is parsed once, and no more of it than a list needs."""
    raw = file.read_bytes()
    message = message_from_bytes(raw)
    texts = _texts(message)
    calendar, plain = texts.get("text/calendar"), texts.get("text/plain", "")
    subject = _decoded(message["Subject"])
    number = _NUMBER.search(subject) or _NUMBER.search(plain)
    returned = _NAMED.search(texts.get("text/rfc822-headers", ""))
    return KeptMail(
        file=file.name,
        at=datetime.fromisoformat(time),
        envelope_from=envelope_from,
        envelope_to=envelope_to,
        sender=_mailbox(message["From"]),
        recipient=_mailbox(message["To"]),
        to=_decoded(message["To"]),
        subject=subject,
        plain=plain,
        html=texts.get("text/html", ""),
        calendar=calendar,
        method=_property(calendar, "METHOD"),
        uid=_property(calendar, "UID"),
        sequence=int(_property(calendar, "SEQUENCE") or 0) if calendar else None,
        message_id=str(message["Message-ID"] or "").strip(),
        answers=str(message["In-Reply-To"] or "").strip() or (returned[1] if returned else ""),
        number=number[0] if number else "",
        essence=essence(raw, to=envelope_to[0] if envelope_to else ""),
        automatic=str(message["Auto-Submitted"] or "no").lower() != "no",
        report=message.get_content_type() == "multipart/report",
        head=raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace"),
    )


def _texts(message: Message) -> dict[str, str]:
    """The first part of each kind, as text."""
    found: dict[str, str] = {}
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            found.setdefault(part.get_content_type(), payload.decode(part.get_content_charset("utf-8"), "replace"))
    return found


def _decoded(header: object) -> str:
    """A header on one line, its encoded words written out."""
    return decoded(re.sub(r"\r?\n[ \t]", " ", str(header or "")))


def _mailbox(header: object) -> Mailbox:
    name, address = parseaddr(str(header or "").replace("\r\n", ""))
    return Mailbox(_decoded(name), address)


def _property(calendar: str | None, name: str) -> str | None:
    unfolded = re.sub(r"\r?\n[ \t]", "", calendar or "")
    found = re.search(rf"^{name}(?:;[^:\n]*)?:(.*?)\r?$", unfolded, re.MULTILINE)
    return found[1].strip() if found else None


@lru_cache(maxsize=LOOKED_AT)
def _event(calendar: str) -> Event | None:
    return event_in(calendar)
