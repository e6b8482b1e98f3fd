"""Whole mails around what is answered, in each program's own shape, with the envelope they leave in."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import uuid4

from booking.domain.errors import Invalid
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.gateways.addresses import Mailbox
from booking.gateways.answering.clients import ANSWERS, Answer, Client
from booking.gateways.answering.events import Event
from booking.gateways.answering.objects import calendar_answer
from booking.gateways.guards import cleaned

NO_EVENT = Text(
    "Mailen har ingen invitation at svare på. Vælg besked, autosvar eller uleverlig.",
    "The mail has no invitation to answer. Choose message, absence reply or undeliverable.",
)

NOWHERE = Text("Mailen har ingen afsender at svare.", "The mail has no sender to answer.")


@dataclass(frozen=True, slots=True)
class Original:
    """The mail that is answered: who got it, who wrote it and under which envelope sender, what it said."""

    to: Mailbox
    writer: str
    envelope_from: str
    message_id: str
    subject: str
    head: str
    event: Event | None


@dataclass(frozen=True, slots=True)
class Returned:
    """A finished mail with its envelope; the sender of a bounce is empty."""

    envelope_from: str
    envelope_to: str
    message_id: str
    raw: bytes


def answered(
    client: Client,
    answer: Answer,
    original: Original,
    *,
    now: datetime,
    comment: str = "",
    period: Period | None = None,
) -> Returned:
    """What the program would send; `period` is the time proposed. Invalid when there is no invitation to answer."""
    if answer is Answer.BOUNCE:
        return _bounce(client, original, now)
    to = original.writer
    if answer is Answer.ABSENCE and not client.to_sender:
        to = original.envelope_from
    mail = _begun(original.to, to, now)
    mail["Subject"] = client.prefixes[answer] + _about(original)
    mail["In-Reply-To"] = mail["References"] = original.message_id
    if ANSWERS[answer].of_calendar:
        _with_calendar(mail, client, answer, original, now, cleaned(comment), period)
    elif answer is Answer.ABSENCE:
        _with_absence(mail, client, comment)
    else:
        mail.set_content(comment or "Tak for beskeden.\n", cte="quoted-printable")
    return _finished(mail, original.to.address, to)


def _about(original: Original) -> str:
    return original.event.summary if original.event is not None else original.subject


def _begun(writer: Mailbox, to: str, now: datetime) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f'"{cleaned(writer.name).replace(chr(34), "")}" <{writer.address}>'
    mail["To"] = to
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{uuid4().hex}@{writer.address.rpartition('@')[2]}>"
    return mail


def _with_calendar(
    mail: EmailMessage,
    client: Client,
    answer: Answer,
    original: Original,
    now: datetime,
    comment: str,
    period: Period | None,
) -> None:
    event = original.event
    if event is None:
        raise Invalid(NO_EVENT, field="answer")
    body = calendar_answer(
        client, answer, event, period=period or event.period, now=now, comment=comment, subject=str(mail["Subject"])
    ).decode()
    method = {"method": ANSWERS[answer].method}
    said = comment or str(mail["Subject"])
    mail.set_content(said + "\n", cte="quoted-printable")
    if client.key != "apple":
        mail.add_alternative(f"<html><body><p>{_escaped(said)}</p></body></html>", subtype="html", cte="base64")
    mail.add_alternative(body, subtype="calendar", params=method, cte="base64")
    if client.attaches:
        attached = EmailMessage(policy=SMTP)
        attached.set_content(body.encode(), "application", "ics", filename="invite.ics", disposition="attachment")
        mail.make_mixed()
        mail.attach(attached)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _with_absence(mail: EmailMessage, client: Client, comment: str) -> None:
    mail["Auto-Submitted"] = "auto-replied"
    if client.key == "outlook":
        mail["X-Auto-Response-Suppress"] = "All"
    else:
        mail["Precedence"] = "bulk"
    mail.set_content(comment or "Jeg er ikke på arbejde i dag og læser ikke mails.\n", cte="quoted-printable")


def _bounce(client: Client, original: Original, now: datetime) -> Returned:
    """A report (RFC 3464) of the recipient's own mail server, to the envelope sender of what it could not deliver."""
    domain = original.to.address.rpartition("@")[2]
    mail = _begun(Mailbox("Mail Delivery System", f"{client.postmaster}@{domain}"), original.envelope_from, now)
    mail["Subject"] = client.undelivered + (_about(original) if client.undelivered.endswith(": ") else "")
    mail["Auto-Submitted"], mail["MIME-Version"] = "auto-replied", "1.0"
    text = f"Din mail til {original.to.address} kunne ikke leveres: adressen findes ikke.\n"
    mail.make_mixed()
    mail.replace_header("Content-Type", 'multipart/report; report-type="delivery-status"')
    words = EmailMessage(policy=SMTP)
    words.set_content(text, cte="quoted-printable")
    mail.attach(words)
    mail.attach(_part("message/delivery-status", _status(client, original, domain)))
    mail.attach(_part("text/rfc822-headers", original.head))
    return _finished(mail, "", original.envelope_from)


def _status(client: Client, original: Original, domain: str) -> str:
    return (
        f"Reporting-MTA: dns; mx.{domain}\n\n"
        f"Final-Recipient: rfc822; {original.to.address}\n"
        f"Action: failed\nStatus: {client.status}\n"
        f"Diagnostic-Code: smtp; 550 {client.status} No such user here\n"
    )


def _part(content_type: str, text: str) -> EmailMessage:
    return message_from_string(f"Content-Type: {content_type}\n\n{text}", policy=SMTP)


def _finished(mail: EmailMessage, envelope_from: str, envelope_to: str) -> Returned:
    if not envelope_to:
        raise Invalid(NOWHERE, field="answer")
    return Returned(envelope_from, envelope_to, str(mail["Message-ID"]), mail.as_bytes())
