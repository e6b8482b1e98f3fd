"""Answers as Outlook, Gmail and Apple write them: what an independent parser and our own reader make of each."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from booking.domain.errors import Invalid
from booking.domain.inbound import Bounce, Message, Reply
from booking.domain.periods import Period
from booking.gateways.addresses import Mailbox
from booking.gateways.answering import ANSWERS, CLIENTS, Answer, Event, Original, Returned, answered, event_in
from booking.gateways.inbound import read_mail

NOW = datetime(2026, 3, 10, 7, 0, tzinfo=UTC)
ASKED = Period(NOW + timedelta(days=2), NOW + timedelta(days=2, hours=1))
PROPOSED = Period(NOW + timedelta(days=3), NOW + timedelta(days=3, hours=1))
WRITER, BOUNCES = "svar+abc@tolk.example.org", "bounce+def@tolk.example.org"
SALMA = Mailbox("Salma Hæddad", "salma@example.org")
EVENT = Event(
    "REQUEST", "1c9f@tolk.example.org", 2, NOW, ASKED, "Tolkeopgave B-2026-000001", "Rådhuset; lokale 2, 1. sal",
    "Mere", WRITER, SALMA.address, SALMA.name, "NEEDS-ACTION", True,
)  # fmt: skip
INVITATION = Original(SALMA, WRITER, BOUNCES, "<itip.1@tolk.example.org>", "Tolkeopgave", "Subject: x", EVENT)
COMMENT = "Kan først kl. 11 <tak>; ellers en anden"
OF_CALENDAR = [answer for answer, manner in ANSWERS.items() if manner.of_calendar]


def made(client: str, answer: Answer, **different: object) -> tuple[Returned, EmailMessage]:
    given = {"now": NOW, "comment": COMMENT} | different
    sent = answered(CLIENTS[client], answer, INVITATION, **given)  # type: ignore[arg-type]
    return sent, message_from_bytes(sent.raw, policy=policy.default)


def calendar_in(mail: EmailMessage) -> str:
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert part["Content-Type"].params["method"] in part.get_content()
    return str(part.get_content())


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("answer", OF_CALENDAR)
def test_an_answer_names_the_event_its_version_and_its_time(client: str, answer: Answer) -> None:
    period = PROPOSED if answer is Answer.COUNTER else None
    sent, mail = made(client, answer, period=period)

    found = event_in(calendar_in(mail))
    other = vobject.readOne(calendar_in(mail))

    assert found is not None
    assert (sent.envelope_from, sent.envelope_to, mail["To"]) == (SALMA.address, WRITER, WRITER)
    assert (found.method, found.partstat) == (ANSWERS[answer].method, ANSWERS[answer].partstat)
    assert (found.uid, found.sequence, found.attendee) == (EVENT.uid, EVENT.sequence, SALMA.address)
    assert found.period == (period or ASKED)
    assert found.organizer == ("" if client == "outlook" else WRITER)
    assert other.vevent.dtstart.value.astimezone(UTC) == found.period.starts_at
    assert (other.method.value, other.vevent.attendee.params["PARTSTAT"]) == (found.method, [found.partstat])


@pytest.mark.parametrize("client", CLIENTS)
def test_the_comment_comes_through_in_the_calendar_and_in_the_letter(client: str) -> None:
    _, mail = made(client, Answer.DECLINE)

    [event] = icalendar.Calendar.from_ical(calendar_in(mail)).events
    assert str(event["COMMENT"]).strip() == COMMENT
    assert COMMENT in str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("client", "parts"),
    [
        ("outlook", ["multipart/alternative", "text/plain", "text/html", "text/calendar"]),
        (
            "gmail",
            ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"],
        ),
        ("apple", ["multipart/alternative", "text/plain", "text/calendar"]),
    ],
)
def test_each_program_packs_its_answer_in_its_own_way(client: str, parts: list[str]) -> None:
    sent, mail = made(client, Answer.ACCEPT)

    assert [part.get_content_type() for part in mail.walk()] == parts
    assert str(mail["Subject"]).endswith(f": {EVENT.summary}")
    assert (mail["In-Reply-To"], sent.raw.isascii()) == (INVITATION.message_id, True)
    assert max(map(len, sent.raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(("client", "to"), [("outlook", WRITER), ("gmail", WRITER), ("apple", BOUNCES)])
def test_an_absence_reply_says_that_a_machine_wrote_it(client: str, to: str) -> None:
    sent, mail = made(client, Answer.ABSENCE)

    assert (sent.envelope_to, mail["Auto-Submitted"], mail.get_content_type()) == (to, "auto-replied", "text/plain")


@pytest.mark.parametrize("client", CLIENTS)
def test_a_bounce_is_a_report_to_the_envelope_sender_from_nobody(client: str) -> None:
    sent, mail = made(client, Answer.BOUNCE)

    [status] = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    said: Any = status.get_payload()
    assert (sent.envelope_from, sent.envelope_to) == ("", BOUNCES)
    assert (mail.get_content_type(), mail.get_param("report-type")) == ("multipart/report", "delivery-status")
    assert (said[1]["Action"], said[1]["Status"]) == ("failed", CLIENTS[client].status)
    assert said[1]["Final-Recipient"] == f"rfc822; {SALMA.address}"


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("answer", Answer)
def test_our_own_reader_understands_each_of_them(client: str, answer: Answer) -> None:
    period = PROPOSED if answer is Answer.COUNTER else None
    sent, _ = made(client, answer, period=period)

    read = read_mail(sent.raw, size=len(sent.raw), envelope_to=sent.envelope_to, secret=b"")

    assert type(read) is {Answer.MESSAGE: Message, Answer.ABSENCE: Message, Answer.BOUNCE: Bounce}.get(answer, Reply)
    if isinstance(read, Reply):
        manner = ANSWERS[answer]
        assert (read.method, read.partstat, read.uid) == (manner.method, manner.partstat, EVENT.uid)
        assert (read.sequence, read.attendees, read.comment.strip()) == (2, (SALMA.address,), COMMENT)
        assert read.proposed == period
    assert read.head.automatic == (answer in (Answer.ABSENCE, Answer.BOUNCE))


@pytest.mark.parametrize("answer", OF_CALENDAR)
def test_a_mail_without_an_invitation_has_no_answer_of_a_calendar(answer: Answer) -> None:
    letter = Original(SALMA, WRITER, BOUNCES, "<note.1@x>", "Nyt tilbud", "", None)

    with pytest.raises(Invalid):
        answered(CLIENTS["gmail"], answer, letter, now=NOW)


def test_a_mail_that_is_a_bounce_itself_is_not_returned() -> None:
    letter = Original(SALMA, WRITER, "", "<note.1@x>", "Retur", "", None)

    with pytest.raises(Invalid):
        answered(CLIENTS["gmail"], Answer.BOUNCE, letter, now=NOW)
