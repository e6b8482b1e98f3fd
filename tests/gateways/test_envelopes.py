"""Whom a mail in a mailbox was for, and what of a mail is the same by whichever way it came."""

from time import process_time

import pytest

from booking.gateways.essence import essence
from booking.gateways.feeders.envelopes import envelope_in

OURS = "svar+abc@tolk.example.org"
WRITTEN = (
    b"From: salma@example.org\r\nTo: svar+abc@tolk.example.org\r\nSubject: Accepteret:\r\n Tolkeopgave\r\n"
    b"Message-ID: <1@example.org>\r\nContent-Type: text/plain\r\n\r\nJa tak\r\n"
)


@pytest.mark.parametrize(
    ("headers", "recipient"),
    [
        ("Delivered-To: svar+abc@tolk.example.org\r\nTo: andre@example.org", OURS),
        ("Delivered-To: tolk@example.org\r\nX-Original-To: svar+abc@tolk.example.org", OURS),
        ("Delivered-To: tolk@example.org\r\nTo: Tolk <SVAR+abc@tolk.example.org>", "SVAR+abc@tolk.example.org"),
        ("Received: from mx by vm with LMTP\r\n\tid 4C (env)\r\n\tfor <svar+abc@tolk.example.org>; Sun", OURS),
        ("To: andre@example.org\r\nCc: Kollega <k@example.org>, bounce+d@x.example.org", "bounce+d@x.example.org"),
        ("To: andre@example.org", "andre@example.org"),
        ("To: =?utf-8?q?=0a?= <svar+\x00a@x.example.org>", "svar+?a@x.example.org"),
        ("Subject: uden modtager", ""),
        ("", ""),
    ],
)
def test_the_recipient_is_what_the_servers_wrote_down_of_the_envelope(headers: str, recipient: str) -> None:
    raw = f"{headers}\r\n\r\nhej".encode()

    assert envelope_in(raw)[1] == recipient


@pytest.mark.parametrize(
    ("header", "sender"),
    [("Return-Path: <salma@example.org>", "salma@example.org"), ("Return-Path: <>", ""), ("From: x@example.org", "")],
)
def test_the_sender_is_the_return_path(header: str, sender: str) -> None:
    assert envelope_in(f"{header}\r\n\r\n".encode())[0] == sender


@pytest.mark.parametrize(
    "way",
    [
        b"Return-Path: <salma@example.org>\r\nDelivered-To: svar@tolk.example.org\r\n" + WRITTEN,
        b"Received: from mx\r\n\tby vm\r\n\tfor <svar+abc@tolk.example.org>; Sun\r\n" + WRITTEN,
        b"Authentication-Results: mx; dmarc=pass\r\nX-Spam-Flag: NO\r\nDKIM-Signature: v=1; b=\r\n AAA\r\n" + WRITTEN,
        WRITTEN.replace(b"\r\n", b"\n"),
        WRITTEN + b"\r\n",
    ],
)
def test_what_servers_add_on_the_way_does_not_make_it_another_mail(way: bytes) -> None:
    assert essence(way, to=OURS) == essence(WRITTEN, to=OURS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Ja tak", b"Nej tak"),
        (b"<1@", b"<2@"),
        (b"\r\n Tolkeopgave", b"\r\n Tolkeopgaver"),
        (b"salma@", b"amal@"),
        (b"text/plain", b"text/html"),
    ],
)
def test_what_the_writer_wrote_otherwise_is_another_mail(before: bytes, after: bytes) -> None:
    assert essence(WRITTEN.replace(before, after), to=OURS) != essence(WRITTEN, to=OURS)


@pytest.mark.parametrize(
    ("to", "same"),
    [("SVAR+abc@other.example.org", True), ("svar+abd@tolk.example.org", False), ("tolk@example.org", False)],
)
def test_an_answer_to_another_of_our_addresses_is_another_whatever_its_domain(to: str, same: bool) -> None:
    assert (essence(WRITTEN, to=to) == essence(WRITTEN, to=OURS)) == same


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"no head at all", b"X-Only: this\r\n\r\nbody", b"\xff\x00:\r\n"])
def test_what_has_no_head_is_known_by_every_byte(raw: bytes) -> None:
    assert essence(raw, to=OURS) != essence(raw + b"!", to=OURS)
    assert essence(raw, to=OURS) == essence(raw, to=OURS)


def test_addresses_that_break_a_parser_do_not_keep_the_mails_behind_them_waiting() -> None:
    assert envelope_in(b"Return-Path: " + b"(" * 9000 + b"\r\nTo: " + b"(" * 9000 + b"\r\n\r\n") == ("", "")
    assert envelope_in(b"To: " + b"(" * 9000 + b"\r\nDelivered-To: svar+abc@tolk.example.org\r\n\r\n") == ("", OURS)


def test_a_head_of_one_long_word_is_known_in_a_moment() -> None:
    began = process_time()

    essence(b"From: a@example.org\r\n" + b"a" * 1_000_000 + b"\r\n\r\nHej", to=OURS)

    assert process_time() - began < 1
