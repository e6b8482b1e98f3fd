"""Letters as a mail program shows them."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from html import unescape
from typing import Literal, get_args
from uuid import UUID

import pytest

from booking.domain.deadlines import DeadlineRule, answer_deadline, deadline
from booking.domain.invitations import EventFacts, Form, Invite, Place, Stream, changes_between, invite, withdraw
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text, Tongue
from booking.domain.workdays import Workdays
from booking.gateways.mail import (
    NOTICES,
    MailIdentity,
    Moved,
    NoticeFacts,
    NoticeKind,
    Receipt,
    Recipient,
    compose,
    compose_notice,
)

NOW = datetime(2026, 11, 2, 8, 30, 15, tzinfo=UTC)
IDENTITY = MailIdentity("fjordby.example", "Fjordby Kommune", "https://tolk.fjordby.example/")
TOKEN = "k7gq2m"
STREAM = Stream(
    UUID(int=1), UUID(int=2), "interpreter", "aase@tolke.example", "Åse Østergård", "da", "6f1c1c39@fjordby.example"
)
LESSON = Period(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
FACTS = EventFacts("B-2026-000123", LESSON, Mode.SKYPE, Place("link", "https://moede.fjordby.example/rum"))
MOVED = replace(FACTS, period=LESSON.shifted(60), mode=Mode.PHONE, place=Place("phone", "99 00 11 22"))
UPDATED = replace(MOVED, changes=changes_between(FACTS, MOVED))
FREE_UNTIL = deadline(DeadlineRule("hours_before", "24"), LESSON.starts_at, Workdays(frozenset()))
NOTICE = NoticeFacts(
    "B-2026-000123",
    LESSON,
    Mode.SKYPE,
    Place("private"),
    Text("Tigrinya", "Tigrinya"),
    answer_deadline(NOW, NOW + timedelta(hours=4), LESSON.starts_at),
    pay_ore=45000,
    trip=(25, 18.4),
    receipt=Receipt(NOW, FREE_UNTIL, 36000),
    ways=(Text("Telefontolkning: 3", "Telephone: 3"),),
)
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "X-Auto-Response-Suppress", "Content-Type"]

Step = Literal["first", "update", "detail", "cancel", "to_feed", "to_address"]


def message_of(step: Step, stream: Stream = STREAM, *, accepted: bool = False) -> bytes:
    facts = {"first": FACTS, "update": UPDATED, "detail": FACTS}.get(step, MOVED)
    moved: Moved = "feed" if step == "to_feed" else "address" if step == "to_address" else ""
    stream, sent = invite(stream, voiding=False, now=NOW, accepted=accepted)
    if step in {"update", "detail"}:
        stream, sent = invite(stream, voiding=step == "update", now=NOW)
    if step == "cancel" or moved:
        stream, sent = withdraw(stream, now=NOW)
    if stream.recipient_role == "requester":
        facts = replace(facts, free_until=FREE_UNTIL)
    return compose(sent, facts, stream, IDENTITY, token=TOKEN, moved=moved)


def notice_of(kind: NoticeKind, tongue: Tongue = "da", facts: NoticeFacts = NOTICE) -> bytes:
    role: Literal["requester", "interpreter"] = (
        "requester" if kind in ("unfilled", "late_cancellation") else "interpreter"
    )
    reader = Recipient("aase@tolke.example", "Åse Østergård", tongue, role)
    return compose_notice(kind, facts, reader, IDENTITY, token=TOKEN, note_id=UUID(int=9), now=NOW)


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=modern)
    assert not message.defects
    return message


def body(raw: bytes, subtype: str) -> str:
    (part,) = [part for part in read(raw).walk() if part.get_content_type() == f"text/{subtype}"]
    return str(part.get_content()).replace("\r\n", "\n")


def shape(message: EmailMessage) -> list[tuple[str, str | None]]:
    return [(part.get_content_type(), part["Content-Transfer-Encoding"]) for part in message.walk()]


EVERY_LETTER = [
    *[
        message_of(step, replace(STREAM, recipient_role=role, tongue=tongue, form=form), accepted=accepted)
        for step in get_args(Step)
        for role in ("interpreter", "requester")
        for tongue in get_args(Tongue)
        for accepted in (False, True)
        for form in get_args(Form)
    ],
    *[notice_of(kind, tongue) for kind in NOTICES for tongue in get_args(Tongue)],
]


def test_an_invitation_is_a_letter_a_calendar_part_and_an_attachment() -> None:
    message = read(message_of("first"))

    assert shape(message) == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", "quoted-printable"),
        ("text/html", "quoted-printable"),
        ("text/calendar", "base64"),
        ("application/ics", "base64"),
    ]
    *_, event, attachment = message.walk()
    assert event["Content-Type"].params == {"charset": "UTF-8", "method": "REQUEST", "component": "VEVENT"}
    assert (attachment.get_filename(), attachment.get_content_disposition()) == ("invite.ics", "attachment")
    assert attachment.get_payload(decode=True) == event.get_payload(decode=True)


def test_a_recipient_whose_gateway_blocks_attachments_gets_none() -> None:
    stream, first = invite(STREAM, voiding=False, now=NOW)

    message = read(compose(first, FACTS, stream, replace(IDENTITY, attach_ics=False), token=TOKEN))

    assert [kind for kind, _ in shape(message)] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]


@pytest.mark.parametrize(("step", "method"), [("first", "REQUEST"), ("update", "REQUEST"), ("cancel", "CANCEL")])
def test_whoever_subscribes_gets_the_same_news_and_no_calendar_part(step: Step, method: str) -> None:
    message = read(message_of(step, replace(STREAM, form="notice")))

    assert [kind for kind, _ in shape(message)] == ["multipart/alternative", "text/plain", "text/html"]
    assert message["Subject"] == read(message_of(step))["Subject"]
    assert f".{method}@" in message["Message-ID"]


@pytest.mark.parametrize("step", ["to_feed", "to_address"])
def test_what_only_leaves_a_calendar_is_nowhere_called_cancelled(step: Step) -> None:
    raw = message_of(step)

    assert str(read(raw)["Subject"]).startswith("Ikke aflyst, kun taget ud af kalenderen: B-2026-000123")
    event = str(body(raw, "calendar"))
    assert "SUMMARY:Tolkeopgave B-2026-000123\n" in event
    assert "METHOD:CANCEL\n" in event
    assert "STATUS:CANCELLED\n" in event


@pytest.mark.parametrize(("step", "method"), [("first", "REQUEST"), ("update", "REQUEST"), ("cancel", "CANCEL")])
def test_the_method_outside_is_the_method_inside(step: Step, method: str) -> None:
    (part,) = [part for part in read(message_of(step)).walk() if part.get_content_type() == "text/calendar"]

    assert part["Content-Type"].params["method"] == method
    event = part.get_payload(decode=True)
    assert isinstance(event, bytes)
    assert f"\r\nMETHOD:{method}\r\n".encode() in event


def test_the_head_says_who_to_whom_and_when_and_nothing_else() -> None:
    message = read(message_of("first"))

    assert message.keys() == HEADERS
    assert {name: str(message[name]) for name in HEADERS[:5]} == {
        "From": '"Tolkebooking, Fjordby Kommune" <svar+k7gq2m@fjordby.example>',
        "To": "Åse Østergård <aase@tolke.example>",
        "Subject": "Tolkeopgave B-2026-000123 – tirsdag 24. november kl. 10.00–11.00, video",
        "Date": "Mon, 02 Nov 2026 08:30:15 +0000",
        "Message-ID": f"<itip.{STREAM.id}.0.REQUEST@fjordby.example>",
    }
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"


def test_the_organizer_in_the_calendar_is_the_sender_of_the_mail() -> None:
    (event,) = [part for part in read(message_of("first")).walk() if part.get_content_type() == "text/calendar"]

    text = event.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert b"mailto:svar+k7gq2m@fjordby.example" in text.replace(b"\r\n ", b"")


@pytest.mark.parametrize(
    ("step", "role", "tongue", "subject"),
    [
        ("first", "requester", "da", "Tolk bestilt B-2026-000123 – tirsdag 24. november kl. 10.00–11.00, video"),
        ("first", "requester", "en", "Interpreter booked B-2026-000123 – Tuesday 24 November 10:00–11:00, video"),
        (
            "update",
            "interpreter",
            "da",
            "Ny tid: tirsdag 24. november kl. 11.00–12.00, før tirsdag 24. november kl. 10.00–11.00; "
            "Ny mødeform: telefon, før video; Nyt nummer – Tolkeopgave B-2026-000123",
        ),
        ("detail", "interpreter", "en", "Updated – Interpreting job B-2026-000123"),
        ("cancel", "interpreter", "da", "Aflyst: Tolkeopgave B-2026-000123 – tirsdag 24. november kl. 11.00–12.00"),
    ],
)
def test_the_subject_says_the_news_first(
    step: Step, role: Literal["interpreter", "requester"], tongue: Tongue, subject: str
) -> None:
    message = read(message_of(step, replace(STREAM, recipient_role=role, tongue=tongue)))

    assert message["Subject"] == subject


def test_a_letter_reads_pleasantly() -> None:
    assert body(message_of("update"), "plain") == (
        "* Ny tid: tirsdag 24. november kl. 11.00–12.00, før tirsdag 24. november kl. 10.00–11.00\n"
        "* Ny mødeform: telefon, før video\n"
        "* Nyt nummer: 99 00 11 22, før https://moede.fjordby.example/rum\n"
        "\n"
        "Opgaven er ændret\n"
        "\n"
        "Hej Åse Østergård,\n"
        "\n"
        "Passer det dig stadig? Dit tidligere svar gælder ikke længere, "
        "så svar i din kalender, eller giv opgaven tilbage på siden herunder.\n"
        "\n"
        "Tid: tirsdag 24. november 2026 kl. 11.00–12.00\n"
        "Form: Telefontolkning\n"
        "Ring til: 99 00 11 22\n"
        "Nummer: B-2026-000123\n"
        "\n"
        "Åbn opgaven: https://tolk.fjordby.example/tolk#B-2026-000123\n"
        "\n"
        "Sådan ser det ud nu. Tidligere beskeder om samme nummer gælder ikke længere.\n"
        "\n"
        "Venlig hilsen\n"
        "Tolkebooking, Fjordby Kommune\n"
    )


def test_whoever_ordered_reads_until_when_it_is_free_to_cancel() -> None:
    said = "Afbestil gratis senest: mandag 23/11 kl. 10.00 (24 timer før tirsdag 24/11 kl. 10.00)\n"

    assert said in body(message_of("first", replace(STREAM, recipient_role="requester")), "plain")


@pytest.mark.parametrize("raw", EVERY_LETTER)
def test_both_forms_of_a_letter_say_the_same(raw: bytes) -> None:
    linked = re.sub(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', r"\2: \1", body(raw, "html").partition("<body")[2])
    html = unescape(re.sub(r"<[^>]*>", "", linked.partition(">")[2]))

    assert html.split() == body(raw, "plain").replace("* ", "").split()


@pytest.mark.parametrize("raw", EVERY_LETTER)
def test_a_letter_has_one_link_to_a_page_and_no_form(raw: bytes) -> None:
    html = body(raw, "html")

    assert re.findall(r'(?:href|src|action)="([^"]*)"', html) in (
        ["https://tolk.fjordby.example/tolk#B-2026-000123"],
        ["https://tolk.fjordby.example/bestillinger/B-2026-000123"],
    )
    assert "<form" not in html


@pytest.mark.parametrize("raw", EVERY_LETTER)
def test_a_message_is_seven_bit_clean_with_short_lines(raw: bytes) -> None:
    raw.decode("ascii")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 98
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert b"Auto-Submitted" not in raw
    assert b"Precedence" not in raw


def test_markup_in_a_name_or_a_place_stays_text() -> None:
    trap = '<img src=x onerror="alert(1)">'
    stream = replace(STREAM, name=trap)
    stream, first = invite(stream, voiding=False, now=NOW)
    facts = replace(FACTS, mode=Mode.IN_PERSON, place=Place("public", trap))

    raw = compose(first, facts, stream, IDENTITY, token=TOKEN)

    assert "<img" not in body(raw, "html")
    assert trap in body(raw, "plain")


def test_two_versions_of_a_stream_never_share_a_message_id() -> None:
    steps: tuple[Step, ...] = ("first", "update", "cancel")

    assert len({read(message_of(step))["Message-ID"] for step in steps}) == 3


def test_the_date_is_the_stamp_of_the_calendar_object() -> None:
    late = Invite("REQUEST", STREAM.uid, 1, NOW + timedelta(seconds=5), "ACCEPTED", False, "<itip.x@fjordby.example>")

    assert read(compose(late, FACTS, STREAM, IDENTITY, token=TOKEN))["Date"] == "Mon, 02 Nov 2026 08:30:20 +0000"
