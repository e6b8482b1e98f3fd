"""The listener speaks LMTP and SMTP with real clients, and says 250 to nobody whose mail is not committed."""

import asyncio
import smtplib
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest

from booking.gateways.feeders.accounts import Site, sites_in
from booking.gateways.feeders.listener import Listener
from booking.gateways.feeders.taking import MOST_BYTES
from tests.certificates import certificate

MAIL = b"From: salma@tolk.example.org\r\nSubject: Accepteret: Tolkeopgave\r\n\r\nS\xc3\xb8ren\r\n..\r\n"
TO, BOUNCE = "svar+abc@tolk.example.org", "bounce+def@tolk.example.org"
CROSSED = {"smtp": smtplib.SMTP, "lmtp": smtplib.LMTP}
Kind = Literal["lmtp", "smtp"]


@dataclass
class Door:
    """A door that keeps what it is given, or refuses those it is told to refuse."""

    kept: list[tuple[str, str, bytes]] = field(default_factory=list)
    closed_to: set[str] = field(default_factory=set)

    async def take(self, raw: bytes, *, envelope_from: str, envelope_to: str) -> None:
        if envelope_to in self.closed_to:
            raise ConnectionRefusedError("the database is away")
        self.kept.append((envelope_from, envelope_to, raw))


@asynccontextmanager
async def listening(door: Door, kind: Kind = "lmtp", **different: Any) -> AsyncIterator[Listener]:
    listener = Listener(Site(kind, "127.0.0.1", 0), door.take, hostname="tolk.example.org", **different)
    await listener.start()
    try:
        yield listener
    finally:
        await listener.stop()


async def speak(listener: Listener, words: Callable[[smtplib.SMTP], Any]) -> Any:
    """What a client of the standard library makes of it, in a thread of its own."""

    def at_length() -> Any:
        with CROSSED[listener.site.kind](listener.site.host, listener.port, timeout=10) as client:
            return words(client)

    return await asyncio.to_thread(at_length)


def refused(words: Callable[[smtplib.SMTP], Any]) -> Callable[[smtplib.SMTP], int]:
    """The code with which it was refused."""

    def code(client: smtplib.SMTP) -> int:
        with pytest.raises(smtplib.SMTPResponseException) as answer:
            words(client)
        return int(answer.value.smtp_code)

    return code


@pytest.mark.parametrize("kind", ["lmtp", "smtp"])
async def test_a_mail_comes_through_byte_for_byte_with_its_envelope(kind: Kind) -> None:
    door = Door()

    async with listening(door, kind) as listener:
        refusals = await speak(listener, lambda client: client.sendmail("salma@tolk.example.org", [TO], MAIL))

    assert (refusals, door.kept) == ({}, [("salma@tolk.example.org", TO, MAIL)])


@pytest.mark.parametrize("kind", ["lmtp", "smtp"])
async def test_a_bounce_comes_with_its_empty_sender(kind: Kind) -> None:
    door = Door()

    async with listening(door, kind) as listener:
        await speak(listener, lambda client: client.sendmail("", [BOUNCE], MAIL))

    assert door.kept == [("", BOUNCE, MAIL)]


@pytest.mark.parametrize("kind", ["lmtp", "smtp"])
async def test_what_cannot_be_committed_is_put_off_and_not_refused_for_good(kind: Kind) -> None:
    door = Door(closed_to={TO})

    async with listening(door, kind) as listener:
        code = await speak(listener, refused(lambda client: client.sendmail("a@example.org", [TO], MAIL)))
        door.closed_to.clear()
        await speak(listener, lambda client: client.sendmail("a@example.org", [TO], MAIL))

    assert (code, len(door.kept)) == (451, 1)


async def test_an_unknown_local_part_is_taken_for_the_quarantine_to_judge() -> None:
    door = Door()

    async with listening(door) as listener:
        await speak(listener, lambda client: client.sendmail("a@example.org", ["hvem@andetsteds.example.org"], MAIL))

    assert [to for _, to, _ in door.kept] == ["hvem@andetsteds.example.org"]


async def answers(listener: Listener, *lines: bytes, wanted: int) -> list[str]:
    """What is said to lines that are sent in one go, as a relay that pipelines does: so many final answers."""
    reader, writer = await asyncio.open_connection(listener.site.host, listener.port)
    writer.write(b"".join(lines))
    said: list[str] = []
    while len(said) < wanted:
        line = (await asyncio.wait_for(reader.readline(), 10)).decode()
        if line[3:4] != "-":
            said.append(line[:3])
    writer.close()
    await writer.wait_closed()
    return said


async def test_each_recipient_gets_an_answer_of_its_own_also_in_a_pipeline() -> None:
    door = Door(closed_to={BOUNCE})
    envelope = (b"LHLO relay\r\n", b"MAIL FROM:<> SIZE=90\r\n", b"RCPT TO:<%s>\r\n" % TO.encode())
    second = (b"RCPT TO:<%s>\r\n" % BOUNCE.encode(), b"DATA\r\n", MAIL.replace(b"\r\n..", b"\r\n..."), b".\r\n")

    async with listening(door) as listener:
        said = await answers(listener, *envelope, *second, b"QUIT\r\n", wanted=9)

    assert said == ["220", "250", "250", "250", "250", "354", "250", "451", "221"]
    assert door.kept == [("", TO, MAIL)]


async def test_too_large_a_mail_is_announced_and_refused_for_each_recipient() -> None:
    door, large = Door(), b"Subject: stor\r\n\r\n" + (b"x" * 78 + b"\r\n") * (MOST_BYTES // 80)
    two = (b"RCPT TO:<%s>\r\n" % TO.encode(), b"RCPT TO:<%s>\r\n" % BOUNCE.encode())

    async with listening(door) as listener:
        features = await speak(listener, lambda client: (client.ehlo(), client.esmtp_features)[1])
        said_before = await speak(listener, refused(lambda client: client.sendmail("", [TO], large)))
        said = await answers(
            listener, b"LHLO relay\r\n", b"MAIL FROM:<>\r\n", *two, b"DATA\r\n", large, b"\r\n.\r\n", wanted=8
        )

    assert (features["size"], "pipelining" in features, "auth" in features) == (str(MOST_BYTES), True, False)
    assert said_before == 552
    assert said == ["220", "250", "250", "250", "250", "354", "552", "552"]
    assert door.kept == []


async def test_long_lines_are_no_reason_to_lose_an_answer() -> None:
    door, long = Door(), b"Subject: lang\r\n\r\n" + b"x" * 5000 + b"\r\n"

    async with listening(door, "smtp") as listener:
        await speak(listener, lambda client: client.sendmail("a@example.org", [TO], long))

    assert [raw for _, _, raw in door.kept] == [long]


async def test_one_connection_too_many_is_told_to_come_again_and_then_may() -> None:
    door = Door()

    async with listening(door, most_sessions=1) as listener:
        first = await asyncio.open_connection(listener.site.host, listener.port)
        await first[0].readline()
        second = await asyncio.open_connection(listener.site.host, listener.port)
        busy, end = await second[0].readline(), await second[0].read()
        for _, writer in (first, second):
            writer.close()
            await writer.wait_closed()
        while listener.sessions:
            await asyncio.sleep(0)
        await speak(listener, lambda client: client.sendmail("a@example.org", [TO], MAIL))

    assert (busy[:3], end, len(door.kept)) == (b"421", b"", 1)


async def test_a_client_that_says_nothing_is_let_go() -> None:
    async with listening(Door(), command_seconds=0.05) as listener:
        reader, writer = await asyncio.open_connection(listener.site.host, listener.port)
        said = await asyncio.wait_for(reader.read(), 5)
        writer.close()
        await writer.wait_closed()

    assert said.startswith(b"220")


async def test_what_is_being_committed_is_finished_before_it_stops_though_the_client_is_gone() -> None:
    door, may_go_on, began = Door(), asyncio.Event(), asyncio.Event()
    take = door.take

    async def slowly(raw: bytes, *, envelope_from: str, envelope_to: str) -> None:
        began.set()
        await may_go_on.wait()
        await take(raw, envelope_from=envelope_from, envelope_to=envelope_to)

    door.take = slowly  # type: ignore[method-assign]
    async with listening(door) as listener:
        _, writer = await asyncio.open_connection(listener.site.host, listener.port)
        to = TO.encode()
        writer.write(b"LHLO relay\r\nMAIL FROM:<>\r\nRCPT TO:<%s>\r\nDATA\r\n%s.\r\n" % (to, b"Subject: x\r\n\r\n"))
        await began.wait()
        writer.close()
        await writer.wait_closed()
        stopping = asyncio.create_task(listener.stop())
        may_go_on.set()
        await stopping

    assert [to for _, to, _ in door.kept] == [TO]


async def test_a_relay_that_asks_for_it_is_spoken_to_encrypted(tmp_path: Path) -> None:
    door, tls = Door(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    pem = certificate(tmp_path)
    tls.load_cert_chain(pem)
    trusting = ssl.create_default_context(cafile=pem)

    def encrypted(client: smtplib.SMTP) -> None:
        client.starttls(context=trusting)
        client.sendmail("a@example.org", [TO], MAIL)

    async with listening(door, "smtp", tls=tls) as listener:
        await speak(listener, encrypted)
        while listener.sessions:
            await asyncio.sleep(0.01)

    assert [raw for _, _, raw in door.kept] == [MAIL]


def test_the_places_to_listen_on_are_read_from_one_line() -> None:
    assert sites_in("lmtp://127.0.0.1:2424, smtp://[::]:2526") == (
        Site("lmtp", "127.0.0.1", 2424),
        Site("smtp", "::", 2526),
    )
    assert sites_in("") == ()


@pytest.mark.parametrize(
    "text", ["127.0.0.1:2424", "lmtp://127.0.0.1", "imap://127.0.0.1:1", "lmtp://h:0", "lmtp://:1"]
)
def test_a_place_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        sites_in(text)
