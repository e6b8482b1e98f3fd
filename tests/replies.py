"""Answers as the large mail programs write them, put together from what is known of each; nothing is copied."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from booking.domain.periods import local

CRLF = "\r\n"
LOCAL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answers to which event: enough for any program to write it down."""

    uid: str
    attendee: str
    organizer: str
    sequence: int | None = 0
    partstat: str = "ACCEPTED"
    at: datetime = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
    sender: str = ""
    comment: str = ""
    method: str = "REPLY"
    starts_at: datetime = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
    ends_at: datetime = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
    headers: tuple[str, ...] = ()

    @property
    def stamp(self) -> str:
        return f"{self.at:%Y%m%dT%H%M%SZ}"

    @property
    def sequence_line(self) -> list[str]:
        return [] if self.sequence is None else [f"SEQUENCE:{self.sequence}"]


def calendar(*lines: str, method: str = "REPLY", before: tuple[str, ...] = ()) -> str:
    """One event in a calendar."""
    body = ["BEGIN:VCALENDAR", f"METHOD:{method}", *before, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return CRLF.join(body)


def mail(answer: Answer, subject: str, *parts: str, mixed: str = "alternative", message_id: str = "") -> bytes:
    """The parts in a message, as a relay would hand it over."""
    name = message_id or f"<{answer.partstat}.{answer.sequence}.{answer.at:%Y%m%d%H%M%S}.{answer.uid}>"
    head = [
        f"From: {answer.sender or answer.attendee}",
        f"To: {answer.organizer}",
        f"Subject: {subject}",
        f"Date: {format_datetime(answer.at)}",
        f"Message-ID: {name}",
        "MIME-Version: 1.0",
        *answer.headers,
        f'Content-Type: multipart/{mixed}; boundary="b1"',
    ]
    body = "".join(f"{CRLF}--b1{CRLF}{part}" for part in parts)
    return f"{CRLF.join(head)}{CRLF}{body}{CRLF}--b1--{CRLF}".encode()


def part(content_type: str, text: str, *, encoding: str = "8bit") -> str:
    content = base64.encodebytes(text.encode()).decode().replace("\n", CRLF) if encoding == "base64" else text
    return CRLF.join([f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {encoding}", "", content])


PREFIXES = {"ACCEPTED": "Accepteret", "DECLINED": "Afvist", "TENTATIVE": "Foreløbig"}


def outlook(answer: Answer) -> bytes:
    """Exchange: no ORGANIZER, a Windows zone with years of 1601, MAILTO in capitals, the subject in Danish."""
    zone = (
        "BEGIN:VTIMEZONE",
        "TZID:Romance Standard Time",
        "BEGIN:STANDARD",
        "DTSTART:16010101T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
    prefix = PREFIXES.get(answer.partstat, "Nyt tidspunkt foreslået")
    text = calendar(
        f"ATTENDEE;PARTSTAT={answer.partstat};CN=Farid Nazari:MAILTO:{answer.attendee.upper()}",
        f"COMMENT;LANGUAGE=da-DK:{answer.comment}\\n",
        f"UID:{answer.uid}",
        f"SUMMARY;LANGUAGE=da-DK:{prefix}: Tolkeopgave",
        f"DTSTART;TZID=Romance Standard Time:{_danish(answer.starts_at)}",
        f"DTEND;TZID=Romance Standard Time:{_danish(answer.ends_at)}",
        "CLASS:PUBLIC",
        "PRIORITY:5",
        f"DTSTAMP:{answer.stamp}",
        "TRANSP:OPAQUE",
        "STATUS:CONFIRMED",
        *answer.sequence_line,
        "X-MICROSOFT-CDO-APPT-SEQUENCE:0",
        method=answer.method,
        before=("PRODID:Microsoft Exchange Server 2010", "VERSION:2.0", *zone),
    )
    words = part('text/plain; charset="iso-8859-1"', "")
    said = part(f'text/calendar; charset="utf-8"; method={answer.method}', text, encoding="base64")
    return mail(answer, f"{prefix}: Tolkeopgave B-2026-000123", words, said)


def gmail(answer: Answer) -> bytes:
    """Google: the calendar twice, inside and attached, folded at 75, both the same."""
    text = calendar(
        f"DTSTART:{answer.starts_at:%Y%m%dT%H%M%SZ}",
        f"DTEND:{answer.ends_at:%Y%m%dT%H%M%SZ}",
        f"DTSTAMP:{answer.stamp}",
        f"ORGANIZER;CN=Tolkebooking:mailto:{answer.organizer}",
        f"UID:{answer.uid}",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer.partstat};CN=Farid Nazari;X",
        f" -NUM-GUESTS=0:mailto:{answer.attendee}",
        f"COMMENT:{answer.comment}",
        "CREATED:20260309T080000Z",
        f"LAST-MODIFIED:{answer.stamp}",
        "LOCATION:Telefonnummer i appen",
        *answer.sequence_line,
        "STATUS:CONFIRMED",
        "SUMMARY:Tolkeopgave",
        "TRANSP:OPAQUE",
        method=answer.method,
        before=("PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN"),
    )
    words = part("text/plain; charset=UTF-8; format=flowed; delsp=yes", "Farid har svaret.")
    said = part(f"text/calendar; charset=UTF-8; method={answer.method}", text)
    attached = part('application/ics; name="invite.ics"', text, encoding="base64")
    return mail(answer, f"Accepted: Tolkeopgave ({answer.sender})", words, said, attached, mixed="mixed")


def apple(answer: Answer) -> bytes:
    """Apple: a quoted name, the address as an EMAIL parameter too, the calendar attached as .ics."""
    attendee = (
        f'ATTENDEE;CN="Nazari, Farid";CUTYPE=INDIVIDUAL;EMAIL="{answer.attendee}";PARTSTAT={answer.partstat}'
        f";ROLE=REQ-PARTICIPANT:mailto:{answer.attendee}"
    )
    text = calendar(
        *answer.sequence_line,
        "TRANSP:OPAQUE",
        f"DTSTAMP:{answer.stamp}",
        f"UID:{answer.uid}",
        f"DTSTART;TZID=Europe/Copenhagen:{_danish(answer.starts_at)}",
        f"DTEND;TZID=Europe/Copenhagen:{_danish(answer.ends_at)}",
        *([f"COMMENT:{answer.comment}"] if answer.comment else []),
        attendee,
        f"ORGANIZER:mailto:{answer.organizer}",
        "SUMMARY:Tolkeopgave",
        method=answer.method,
        before=("CALSCALE:GREGORIAN", "PRODID:-//Apple Inc.//iOS 17.4//EN", "VERSION:2.0"),
    )
    words = part("text/plain; charset=us-ascii", "Farid Nazari has replied.")
    said = part(f'text/calendar; charset=utf-8; name="iCal-1.ics"; method={answer.method}', text)
    return mail(answer, "Accepted: Tolkeopgave", words, said)


def thunderbird(answer: Answer) -> bytes:
    """Thunderbird: a lower-case method in the type, CREATED before UID, STATUS in a REPLY."""
    text = calendar(
        "CREATED:20260309T080000Z",
        f"LAST-MODIFIED:{answer.stamp}",
        f"DTSTAMP:{answer.stamp}",
        f"UID:{answer.uid}",
        "SUMMARY:Tolkeopgave",
        f"ORGANIZER;RSVP=TRUE:mailto:{answer.organizer}",
        f"ATTENDEE;RSVP=TRUE;CN=Farid;PARTSTAT={answer.partstat};ROLE=REQ-PARTICIPANT:mailto:{answer.attendee}",
        f"DTSTART;TZID=Europe/Copenhagen:{_danish(answer.starts_at)}",
        f"DTEND;TZID=Europe/Copenhagen:{_danish(answer.ends_at)}",
        *answer.sequence_line,
        "STATUS:CONFIRMED",
        *([f"COMMENT:{answer.comment}"] if answer.comment else []),
        method=answer.method.lower(),
        before=("PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "VERSION:2.0"),
    )
    words = part("text/plain; charset=utf-8", "Farid har accepteret invitationen.")
    return mail(answer, "Event Invitation Reply (Accepted)", words, part("text/calendar; charset=utf-8", text))


def _danish(instant: datetime) -> str:
    return f"{local(instant):{LOCAL}}"


PROGRAMS: dict[str, Callable[[Answer], bytes]] = {
    "outlook": outlook,
    "gmail": gmail,
    "apple": apple,
    "thunderbird": thunderbird,
}


def report(*, to: str, recipient: str, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A delivery report (RFC 3464) as a relay sends it back."""
    lines = [
        "From: Mail Delivery System <MAILER-DAEMON@relay.example.org>",
        f"To: {to}",
        "Subject: Undelivered Mail Returned to Sender",
        "Message-ID: <report@relay.example.org>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
        "",
        "--r",
        "Content-Type: text/plain",
        "",
        "I'm sorry to have to inform you that your message could not be delivered.",
        "--r",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; relay.example.org",
        "",
        f"Final-Recipient: rfc822; {recipient}",
        f"Action: {action}",
        f"Status: {status}",
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown",
        "",
        "--r",
        "Content-Type: message/rfc822-headers",
        "",
        "Subject: Tolkeopgave",
        "--r--",
        "",
    ]
    return CRLF.join(lines).encode()


def letter(
    sender: str, text: str, *headers: str, subject: str = "Ferie", message_id: str = "<m1@mail.example>"
) -> bytes:
    """A mail without a calendar."""
    lines = [f"From: {sender}", f"Subject: {subject}", f"Message-ID: {message_id}", *headers]
    return CRLF.join([*lines, "Content-Type: text/plain; charset=utf-8", "", text, ""]).encode()
