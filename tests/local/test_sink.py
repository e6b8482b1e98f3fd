"""The mail sink speaks real SMTP, keeps what it accepts, and misbehaves exactly as told."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import aiosmtplib
import pytest

from booking.gateways.feeders.accounts import Site
from booking.gateways.feeders.listener import Listener
from booking.local.onward import Onward
from booking.local.sink import INDEX, Fault, Sink, accepted_in

BODY = b"Message-ID: <7@tolk.example.org>\r\nSubject: Tolk\r\n\r\nS\xc3\xb8ren m\xc3\xb8der kl. 9\r\n.\r\n..to\r\n"


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[Sink]:
    async with Sink(tmp_path / "mail") as running:
        yield running


async def send(sink: Sink, body: bytes = BODY, *, to: str = "tolk@example.org") -> None:
    async with aiosmtplib.SMTP(hostname=sink.host, port=sink.port, timeout=5) as client:
        await client.sendmail("bounce+1@tolk.example.org", [to], body)


async def test_an_accepted_message_is_kept_byte_for_byte_with_its_envelope(sink: Sink) -> None:
    await send(sink)

    [kept] = sink.messages()
    assert (kept.message_id, kept.envelope_from, kept.envelope_to, kept.sha256) == (
        "<7@tolk.example.org>",
        "bounce+1@tolk.example.org",
        ("tolk@example.org",),
        hashlib.sha256(BODY).hexdigest(),
    )
    assert (sink.directory / kept.file).read_bytes() == BODY
    assert sink.read(kept)["Subject"] == "Tolk"


async def test_the_same_message_twice_is_kept_twice(sink: Sink) -> None:
    await send(sink)
    await send(sink)

    assert [kept.message_id for kept in sink.messages()] == ["<7@tolk.example.org>"] * 2
    assert len({kept.file for kept in sink.messages()}) == 2


@pytest.mark.parametrize("code", [451, 452, 550])
async def test_a_refused_message_is_not_kept_and_the_next_one_is(sink: Sink, code: int) -> None:
    with sink.failing(Fault("refuse", code=code)):
        with pytest.raises(aiosmtplib.SMTPDataError) as refused:
            await send(sink)
        await send(sink)

    assert refused.value.code == code
    assert len(sink.messages()) == 1


async def test_a_recipient_can_be_refused_while_others_are_served(sink: Sink) -> None:
    with sink.failing(Fault("refuse_recipient", code=550, address="gone@example.org", times=9)):
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
            await send(sink, to="gone@example.org")
        await send(sink, to="here@example.org")

    assert refused.value.recipients[0].code == 550
    assert [kept.envelope_to for kept in sink.messages()] == [("here@example.org",)]


@pytest.mark.parametrize(("kind", "kept"), [("drop_before_store", 0), ("drop_after_store", 1)])
async def test_a_dropped_connection_says_nothing_about_whether_the_message_was_kept(
    sink: Sink, kind: Literal["drop_before_store", "drop_after_store"], kept: int
) -> None:
    with sink.failing(Fault(kind)), pytest.raises(aiosmtplib.SMTPServerDisconnected):
        await send(sink)

    assert len(sink.messages()) == kept


async def test_a_late_answer_comes_after_the_message_is_kept(sink: Sink) -> None:
    async with aiosmtplib.SMTP(hostname=sink.host, port=sink.port, timeout=0.2) as client:
        with sink.failing(Fault("delay", seconds=0.5)), pytest.raises(aiosmtplib.SMTPReadTimeoutError):
            await client.sendmail("a@example.org", ["b@example.org"], BODY)

    assert len(sink.messages()) == 1


@dataclass
class Door:
    """A door behind a real listener: keeps, or is closed."""

    kept: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False

    async def take(self, raw: bytes, *, envelope_from: str, envelope_to: str) -> None:
        if self.closed:
            raise ConnectionRefusedError
        self.kept.append((envelope_from, envelope_to))


async def test_what_comes_back_to_us_is_handed_on_before_it_is_accepted(tmp_path: Path) -> None:
    door = Door()
    listener = Listener(Site("lmtp", "127.0.0.1", 0), door.take, hostname="tolk.example.org")
    await listener.start()
    onward = Onward("tolk.example.org", "127.0.0.1", listener.port)

    async with Sink(tmp_path, fsync=False, onward=onward) as sink:
        await send(sink, to="Svar+abc@Tolk.example.org")
        await send(sink, to="salma@tolk.example.org")
        await send(sink, to="svar+abc@andetsteds.example.org")
        door.closed = True
        with pytest.raises(aiosmtplib.SMTPDataError) as closed:
            await send(sink, to="bounce+def@tolk.example.org")
        await listener.stop()
        with pytest.raises(aiosmtplib.SMTPDataError) as nobody:
            await send(sink, to="bounce+def@tolk.example.org")

    assert door.kept == [("bounce+1@tolk.example.org", "Svar+abc@Tolk.example.org")]
    assert (closed.value.code, nobody.value.code, len(sink.messages())) == (451, 451, 3)


async def test_a_later_sink_on_the_same_folder_goes_on_with_the_list(tmp_path: Path) -> None:
    for _ in range(2):
        async with Sink(tmp_path, fsync=False) as sink:
            await send(sink)

    assert len(accepted_in(tmp_path)) == 2


async def test_a_line_that_a_kill_cut_short_is_not_counted_and_does_no_harm(tmp_path: Path) -> None:
    async with Sink(tmp_path) as sink:
        await send(sink)
    with (tmp_path / INDEX).open("ab") as index:
        index.write(b'{"time": "2026-')
    before = len(accepted_in(tmp_path))

    async with Sink(tmp_path) as sink:
        await send(sink)

    assert (before, len(accepted_in(tmp_path))) == (1, 2)


def test_a_folder_without_mail_has_no_messages(tmp_path: Path) -> None:
    assert accepted_in(tmp_path) == []
