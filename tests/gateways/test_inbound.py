"""Incoming email, read: what the large programs write, and what no program should."""

from dataclasses import replace
from datetime import UTC, datetime
from time import process_time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.inbound import Bounce, Head, Mail, Message, Reply, Unreadable
from booking.domain.periods import Period
from booking.gateways.addresses import token_in, verp_address
from booking.gateways.inbound import MOST_BYTES, message_id_in, read_mail
from tests.replies import PROGRAMS, Answer, calendar, gmail, letter, mail, outlook, part, report

SECRET = b"a secret of thirty-two octets...."
ORGANIZER = "svar+abcdefghijklmnopqrstuvwxyz@tolk.example.org"
ANSWER = Answer(
    uid="6f1c1c39@tolk.example.org",
    attendee="farid@tolk.example.org",
    organizer=ORGANIZER,
    sequence=3,
    comment="Jeg kommer\\, hvis bussen går",
    sender="Farid Nazari <Farid@tolk.example.org>",
)
PERIOD = Period(datetime(2026, 3, 12, 9, 0, tzinfo=UTC), datetime(2026, 3, 12, 10, 0, tzinfo=UTC))


def read(raw: bytes, *, to: str = ORGANIZER, size: int | None = None, trusted: str = "") -> Mail:
    return read_mail(raw, size=len(raw) if size is None else size, envelope_to=to, secret=SECRET, trusted=trusted)


def reply(raw: bytes) -> Reply:
    found = read(raw)
    assert isinstance(found, Reply), found
    return found


def wrapped(text: str, *, kind: str = "text/calendar; charset=utf-8; method=REPLY") -> bytes:
    """A calendar text in a mail."""
    return mail(ANSWER, "Svar", part("text/plain", "Hej"), part(kind, text))


EVENT = (
    f"UID:{ANSWER.uid}",
    "SEQUENCE:3",
    "DTSTAMP:20260310T070000Z",
    f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ANSWER.attendee}",
)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_each_program_is_understood_alike(program: str, partstat: str) -> None:
    found = reply(PROGRAMS[program](replace(ANSWER, partstat=partstat)))

    assert found.head.sender == "farid@tolk.example.org"
    assert replace(found, head=Head()) == Reply(
        head=Head(),
        method="REPLY",
        uid=ANSWER.uid,
        sequence=3,
        dtstamp=ANSWER.at,
        attendees=("farid@tolk.example.org",),
        partstat=partstat,
        comment="Jeg kommer, hvis bussen går",
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_proposal_is_read_in_the_zone_of_each(program: str) -> None:
    found = reply(PROGRAMS[program](replace(ANSWER, method="COUNTER", partstat="TENTATIVE")))

    assert (found.method, found.proposed) == ("COUNTER", PERIOD)


def counter(*lines: str) -> Reply:
    return reply(wrapped(calendar(*EVENT, *lines, method="COUNTER")))


@pytest.mark.parametrize(
    ("lines", "proposed"),
    [
        (("DTSTART:20260312T090000Z", "DURATION:PT1H"), PERIOD),
        (("DTSTART:20260312T090000Z", "DURATION:P0DT0H60M"), PERIOD),
        (("DTSTART;TZID=Europe/Copenhagen:20260312T100000", "DTEND;TZID=UTC:20260312T100000"), PERIOD),
        (("DTSTART;TZID=W. Europe Standard Time:20260312T100000", "DTEND:20260312T100000Z"), PERIOD),
        (("DTSTART:20260312T100000", "DTEND:20260312T110000"), None),
        (("DTSTART;TZID=Customized Time Zone:20260312T100000", "DTEND:20260312T100000Z"), None),
        (("DTSTART;TZID=../../etc/passwd:20260312T100000", "DTEND:20260312T100000Z"), None),
        (("DTSTART;VALUE=DATE:20260312", "DTEND;VALUE=DATE:20260313"), None),
        (("DTSTART:20260231T100000Z", "DTEND:20260312T110000Z"), None),
        (("DTSTART:20260312T090000Z", "DTEND:20260312T080000Z"), None),
        (("DTSTART:20260312T090000Z",), None),
        ((), None),
    ],
)
def test_only_a_time_that_is_certain_is_proposed(lines: tuple[str, ...], proposed: Period | None) -> None:
    found = counter(*lines)

    assert found.proposed == proposed
    assert found.proposed_text == (lines[0].partition(":")[2] if lines else "")


def test_a_secretary_a_delegate_and_a_missing_method_are_read() -> None:
    attendee = 'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:En@anden.example":mailto:farid@tolk.example.org'
    text = calendar(f"UID:{ANSWER.uid}", attendee).replace("METHOD:REPLY\r\n", "")

    found = reply(wrapped(text))

    assert (found.method, found.partstat, found.delegated_to) == ("REPLY", "DELEGATED", "en@anden.example")
    assert (found.sequence, found.dtstamp) == (None, None)


@pytest.mark.parametrize(
    ("results", "trusted", "disowned"),
    [
        ("mx.example.org; spf=pass; dmarc=fail (p=none) header.from=x", "mx.example.org", True),
        ("MX.example.org 1; dmarc = FAIL", "mx.example.org", True),
        ("mx.example.org; dmarc=pass", "mx.example.org", False),
        ("evil.example; dmarc=fail", "mx.example.org", False),
        ("mx.example.org; dmarc=fail", "", False),
    ],
)
def test_only_our_own_server_is_believed_about_dmarc(results: str, trusted: str, disowned: bool) -> None:
    raw = gmail(replace(ANSWER, headers=(f"Authentication-Results: {results}",)))

    assert read(raw, trusted=trusted).head.disowned is disowned


NESTED = "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 3000 + "END:VEVENT\r\n" * 3000 + "END:VCALENDAR\r\n"
DEEP = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(2000))
WHOLE = calendar(*EVENT)
UNREADABLE: dict[str, bytes] = {
    "empty": b"",
    "white": b"\r\n \r\n",
    "3,000 nested BEGINs": wrapped(NESTED),
    "nested components": wrapped(WHOLE.replace("UID:", "BEGIN:X\r\n" * 9 + "END:X\r\n" * 9 + "UID:")),
    "two calendars in one part": wrapped(WHOLE + WHOLE),
    "two calendars in two parts": mail(
        ANSWER, "Svar", part("text/calendar", WHOLE), part("text/calendar", WHOLE.replace("ACCEPTED", "DECLINED"))
    ),
    "two events": wrapped(WHOLE.replace("END:VEVENT", "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT")),
    "no event": wrapped("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"),
    "an event alone": wrapped("BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n"),
    "truncated": wrapped(WHOLE[: len(WHOLE) // 2]),
    "closed wrongly": wrapped(WHOLE.replace("END:VEVENT", "END:VTODO")),
    "a BOM": wrapped("\ufeff" + WHOLE),
    "outside": wrapped("X:1\r\n" + WHOLE),
    "no UID": wrapped(calendar(EVENT[3])),
    "two UIDs": wrapped(calendar(*EVENT, "UID:another")),
    "an endless UID": wrapped(calendar(f"UID:{'x' * 300}", EVENT[3])),
    "two attendees": wrapped(calendar(*EVENT, EVENT[3])),
    "no attendee": wrapped(calendar(*EVENT[:3])),
    "no method": wrapped(WHOLE.replace("METHOD:REPLY\r\n", ""), kind="text/calendar"),
    "a sequence of words": wrapped(WHOLE.replace("SEQUENCE:3", "SEQUENCE:tre")),
    "a negative sequence": wrapped(WHOLE.replace("SEQUENCE:3", "SEQUENCE:-1")),
    "an endless sequence": wrapped(WHOLE.replace("SEQUENCE:3", "SEQUENCE:99999999999999")),
    "a line without a value": wrapped(WHOLE.replace(EVENT[3], "ATTENDEE;PARTSTAT=ACCEPTED")),
    "51 parts": mail(ANSWER, "Svar", *[part("text/plain", "x")] * 51),
    "2,000 nested parts": DEEP,
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_not_one_answer_is_said_to_be_unreadable(name: str) -> None:
    found = read(UNREADABLE[name])

    assert isinstance(found, Unreadable)
    assert found.reason.da != found.reason.en


def test_ten_megabytes_are_not_even_parsed() -> None:
    raw = gmail(ANSWER)

    assert isinstance(read(raw[:65536], size=10_000_000), Unreadable)
    assert isinstance(read(raw, size=MOST_BYTES), Reply)


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?=0a?=Bcc: alle@example.org",
        "=?utf-8?q?Hej=0d=0aBcc:_alle@example.org?=",
        "=?utf-8?b?AAAA?=",
        "=?x?q?=?=",
    ],
)
def test_a_header_never_has_a_second_line(subject: str) -> None:
    found = read(letter("farid@tolk.example.org", "Hej", subject=subject))

    assert isinstance(found, Message)
    assert found.head.subject.isprintable()


def test_nothing_of_a_calendar_becomes_a_line_of_its_own() -> None:
    found = reply(wrapped(calendar(*EVENT, "COMMENT:Hej\\nUID:forged\\nBEGIN:VEVENT", "COMMENT:\x00\x07to")))

    assert found.uid == ANSWER.uid
    assert found.comment == "Hej UID:forged BEGIN:VEVENT to"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (letter("x@y.dk", "Hej\r\n\r\n\r\n\r\n  du \x00\x1b[31m"), "Hej\n\ndu [31m"),
        (mail(ANSWER, "x", part("text/html", "<p>Hej<script>x()</script><br>du &lt;b&gt;</p>")), "Hej\ndu <b>"),
        (mail(ANSWER, "x", part("text/plain; charset=ukendt", "Hej")), "Hej"),
        (mail(ANSWER, "x", part("image/png", "Hej")), ""),
        (letter("x@y.dk", "æ" * 9000), "æ" * 4000),
    ],
)
def test_a_message_is_its_words(raw: bytes, text: str) -> None:
    found = read(raw)

    assert isinstance(found, Message)
    assert found.text == text


@pytest.mark.parametrize(
    ("header", "automatic"),
    [
        ("Auto-Submitted: auto-replied", True),
        ("Auto-Submitted: no", False),
        ("Precedence: bulk", True),
        ("X-A: 1", False),
        ("X-Autoreply: yes", True),
    ],
)
def test_a_machine_is_told_from_a_person(header: str, automatic: bool) -> None:
    assert read(letter("x@y.dk", "Ferie", header)).head.automatic is automatic


ROW = UUID("6f1c1c39-8a3f-4a60-9f8e-3a0d0a0f5f10")
BACK = verp_address(ROW, SECRET, domain="tolk.example.org")


@pytest.mark.parametrize(
    ("to", "action", "status", "bounce"),
    [
        (BACK, "failed", "5.1.1", ("failed", "5.1.1", ROW)),
        (BACK, "Delayed", " 4.4.1 (kø)", ("delayed", "4.4.1", ROW)),
        (BACK, "failed", "nonsense", ("failed", "", ROW)),
        (BACK.replace("6f1c", "6f1d"), "failed", "5.1.1", ("failed", "5.1.1", None)),
        (ORGANIZER, "failed", "5.1.1", ("failed", "5.1.1", None)),
    ],
)
def test_a_report_is_of_the_mail_that_its_address_proves(
    to: str, action: str, status: str, bounce: tuple[str, str, UUID | None]
) -> None:
    found = read(report(to=to, recipient="farid@x.dk", action=action, status=status), to=to)

    assert isinstance(found, Bounce)
    assert (found.action, found.status, found.row) == bounce


def test_a_report_without_a_status_says_nothing() -> None:
    raw = report(to=BACK, recipient="x@y.dk").replace(b"Status:", b"X-Status:")

    assert read(raw, to=BACK) == Bounce(head=read(raw).head, action="", status="", row=ROW)


def test_the_message_id_is_found_in_the_bytes_alone() -> None:
    assert message_id_in(gmail(ANSWER)).startswith("<ACCEPTED.3.")
    assert message_id_in(b"Subject: x\r\n\r\nHej") == ""


@pytest.mark.parametrize(
    ("address", "token"),
    [
        (ORGANIZER, "abcdefghijklmnopqrstuvwxyz"),
        (ORGANIZER.upper(), "abcdefghijklmnopqrstuvwxyz"),
        ("svar+kort@tolk.example.org", ""),
        (f"x{ORGANIZER}", ""),
        ("", ""),
    ],
)
def test_a_reply_address_carries_its_token(address: str, token: str) -> None:
    assert token_in(address) == token


@given(st.binary(max_size=2000), st.integers(0, 4000), st.integers(0, 4000))
def test_no_bytes_at_all_are_an_error(noise: bytes, start: int, end: int) -> None:
    whole = outlook(ANSWER)

    for raw in (noise, whole[:start] + noise + whole[max(start, end) :]):
        assert isinstance(read(raw), Reply | Bounce | Message | Unreadable)


@pytest.mark.parametrize(
    "filling",
    [b"BEGIN:X\r\n", b"<script", b"<a ", b"<!--", b"&#", b"=?utf-8?q?=0a?= ", b'A;B="', b"--b1\r\n", b" \r\n", b"("],
)
def test_a_megabyte_of_anything_is_read_in_a_moment(filling: bytes) -> None:
    much, began = filling * (1_000_000 // len(filling)), process_time()

    read(wrapped(WHOLE)[:-20] + much)
    read(b"Subject: " + much + b"\r\n\r\nHej")
    read(b"From: " + much + b"\r\n\r\nHej")
    read(b"Content-Type: text/html\r\n\r\n" + much)

    assert process_time() - began < 5


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/plain; " + b"a=b;" * 250_000 + b"\r\n\r\nHej",
        b"Content-Type: text/plain;" + b"\r\n a=b;" * 130_000 + b"\r\n\r\nHej",
        b"Content-Type: text/plain;" + b"\r a=b;" * 160_000 + b"\r\rHej",
        b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a" * 500_000 + b"-" + b"9" * 500_000,
    ],
    ids=["parameters", "folded parameters", "parameters by carriage returns", "punycode"],
)
def test_what_takes_a_parser_minutes_is_not_given_to_it(raw: bytes) -> None:
    began = process_time()

    read(raw)

    assert process_time() - began < 2
