"""What people typed never becomes a header, whatever they typed."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.policy import default as modern
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.errors import Invalid
from booking.gateways.addresses import Mailbox
from booking.gateways.guards import LINE_BREAKERS, check_headers, cleaned, guarded, guarded_address
from booking.gateways.mail.mime import HEADERS, message, multipart, text_part

NOW = datetime(2026, 11, 2, 8, 30, 15, tzinfo=UTC)
OFFICE = Mailbox("Tolkebooking, Fjordby Kommune", "svar+k7gq2m@fjordby.example")
CONTENT = multipart("alternative", text_part("Hej", subtype="plain"))
HOSTILE = [
    "A\r\nBcc: x@evil.example",
    "A\nBcc: x@evil.example",
    "A\rBcc: x@evil.example",
    "=?utf-8?q?=0aBcc:_x@evil.example?=",
    "=?utf-8?q?A=0D=0A=0D=0Abody?=",
    "=?utf-8?b?CkJjYzogeEBldmlsLmV4YW1wbGU=?=",
    "A =?unfinished",
    "A\x00B",
    "A\x0bB",
    "A\x85B",
    "A\u2028B",
    "A\u2029B",
    "A\ud800B",
]


def built(*, subject: str = "Tolkeopgave", name: str = "Bo", address: str = "bo@tolke.example") -> bytes:
    return message(
        sender=OFFICE,
        to=Mailbox(name, address),
        subject=subject,
        date=NOW,
        message_id="<note.1@fjordby.example>",
        content=CONTENT,
    )


def decoded(raw: bytes, header: str) -> str:
    value = BytesHeaderParser().parsebytes(raw)[header]
    return str(make_header(decode_header(value)))


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_hostile_text_is_refused_in_every_header_that_takes_text(text: str) -> None:
    with pytest.raises(Invalid):
        built(subject=text)
    with pytest.raises(Invalid):
        built(name=text)
    with pytest.raises(Invalid):
        built(address=text)
    with pytest.raises(Invalid):
        built(address=f"{text}@tolke.example")


def test_a_refusal_names_the_field_in_both_languages() -> None:
    with pytest.raises(Invalid) as refused:
        guarded("A\nB", field="name")

    assert refused.value.field == "name"
    assert "Linjeskift" in refused.value.message.da


@given(subject=st.text(max_size=300), name=st.text(max_size=120))
def test_whatever_is_typed_the_headers_are_the_eight_expected(subject: str, name: str) -> None:
    if any(LINE_BREAKERS.search(text) or "=?" in text for text in (subject, name)):
        with pytest.raises(Invalid):
            built(subject=subject, name=name)
        return
    raw = built(subject=subject, name=name)
    head = raw.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert sorted(names) == sorted(HEADERS)
    assert max(len(line) for line in head.split(b"\r\n")) <= 78


@pytest.mark.parametrize(
    "subject",
    ["Tolkeopgave", "x" * 65, "x" * 400, "blåbærgrød – " * 20, "€𝄞" * 100, "", " "],
    ids=lambda subject: f"{len(subject)} characters",
)
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    assert decoded(built(subject=subject), "Subject").strip() == subject.strip()


@pytest.mark.parametrize(
    "name", ["Bo Lund", "Åse Østergård", 'Bo "Tolk" Lund', "Lund, Bo", "Bo\\Lund", "<b@c.example>", "ø" * 100, "L" * 90]
)
def test_a_name_arrives_beside_its_address_and_makes_no_second_one(name: str) -> None:
    raw = built(name=name)

    shown, address = parseaddr(BytesHeaderParser().parsebytes(raw)["To"])
    assert (str(make_header(decode_header(shown))), address) == (name, "bo@tolke.example")
    assert len(message_from_bytes(raw, policy=modern)["To"].addresses) == 1


def test_no_name_is_no_name() -> None:
    assert decoded(built(name=""), "To") == "bo@tolke.example"


@pytest.mark.parametrize("address", ["bo@tolke.example", "o'neill+tolk@mail.fjordby.example", "BO_1.x@xn--fjor-gra.dk"])
def test_an_ordinary_address_passes(address: str) -> None:
    assert guarded_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["bo", "bo@tolke", "bo@@tolke.example", "bo@tolke.example>", "bø@tolke.example", "a,b@c.example", " a@b.dk"],
)
def test_anything_else_is_no_address(address: str) -> None:
    with pytest.raises(Invalid):
        guarded_address(address)


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: a\r\nBcc: x@evil.example\r\n\r\n",
        b"Subject: a\r\nSubject: b\r\n\r\n",
        b"\r\n\r\nSubject: a\r\n\r\n",
        b"Subject: a\r\nno header at all\r\n\r\n",
        b"Subject: =?utf-8?q?a=0Ab?=\r\n\r\n",
        b"Subject: =?utf-8?b?YQAK?=\r\n\r\n",
        b"\r\n\r\n",
    ],
)
def test_a_finished_head_with_anything_unexpected_is_refused(head: bytes) -> None:
    with pytest.raises(Invalid):
        check_headers(head + b"body", names=["Subject"])


def test_a_finished_head_as_expected_passes_unchanged() -> None:
    raw = b"Subject: =?utf-8?q?gr=C3=B8d?=\r\n =?utf-8?q?_og_sm=C3=B8r?=\r\n\r\nBcc: in the body is only text"

    assert check_headers(raw, names=["Subject"]) == raw


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Rådhuset\r\nlokale 3", "Rådhuset lokale 3"),
        ("a\x00\x0b\x85\u2028\u2029b", "a b"),
        ("\tblåbær\n", "blåbær"),
        ("a\ud800b", "a b"),
        ("=?utf-8?q?=0a?=", "=?utf-8?q?=0a?="),
    ],
)
def test_text_for_one_line_loses_only_what_would_break_the_line(text: str, clean: str) -> None:
    assert cleaned(text) == clean
