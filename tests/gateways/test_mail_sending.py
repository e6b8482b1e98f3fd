"""What became of a message: sent, later, never, or unknown."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from booking.gateways.mail import (
    Mailer,
    MailError,
    PermanentMailError,
    SmtpServer,
    TemporaryMailError,
    UnknownMailOutcome,
)
from booking.local.sink import Fault, Sink

SENDER, READER = "bounce+1.seal@fjordby.example", "bo@tolke.example"
BODY = b"Message-ID: <note.1@fjordby.example>\r\nSubject: Tolk\r\n\r\nHej\r\n.\r\n..prikker\r\n"


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[Sink]:
    async with Sink(tmp_path / "mail", fsync=False) as running:
        yield running


@asynccontextmanager
async def talker(*answers: bytes) -> AsyncIterator[SmtpServer]:
    """A server that says these things, one to each line it hears, then hangs up."""

    async def session(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            writer.write(answer)
            if not await reader.readline():
                break
        writer.close()

    server = await asyncio.start_server(session, "127.0.0.1", 0)
    async with server:
        yield SmtpServer("127.0.0.1", server.sockets[0].getsockname()[1])


def mailer_to(sink: Sink) -> Mailer:
    return Mailer(SmtpServer(sink.host, sink.port))


async def test_a_message_arrives_byte_for_byte_with_its_envelope(sink: Sink) -> None:
    await mailer_to(sink).send(SENDER, READER, BODY)

    [kept] = sink.messages()
    assert (kept.envelope_from, kept.envelope_to, kept.sha256) == (SENDER, (READER,), hashlib.sha256(BODY).hexdigest())


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault("refuse_recipient", code=451), TemporaryMailError),
        (Fault("refuse_recipient", code=450), TemporaryMailError),
        (Fault("refuse_recipient", code=550), PermanentMailError),
        (Fault("refuse", code=452), TemporaryMailError),
        (Fault("refuse", code=554), PermanentMailError),
        (Fault("drop_before_store"), UnknownMailOutcome),
        (Fault("drop_after_store"), UnknownMailOutcome),
    ],
    ids=lambda value: f"{value.kind}-{value.code}" if isinstance(value, Fault) else value.__name__,
)
async def test_each_fault_has_its_outcome_and_the_next_message_is_sent(
    sink: Sink, fault: Fault, outcome: type[MailError]
) -> None:
    with sink.failing(fault):
        with pytest.raises(MailError) as refused:
            await mailer_to(sink).send(SENDER, READER, BODY)
        await mailer_to(sink).send(SENDER, READER, BODY)

    assert type(refused.value) is outcome
    assert len(sink.messages()) == (2 if fault.kind == "drop_after_store" else 1)


async def test_an_answer_that_comes_too_late_is_unknown(sink: Sink) -> None:
    mailer = Mailer(SmtpServer(sink.host, sink.port), step_seconds=0.2)

    with sink.failing(Fault("delay", seconds=0.6)), pytest.raises(UnknownMailOutcome):
        await mailer.send(SENDER, READER, BODY)

    assert len(sink.messages()) == 1


async def test_the_whole_send_has_an_end_even_if_every_step_is_patient(sink: Sink) -> None:
    mailer = Mailer(SmtpServer(sink.host, sink.port), step_seconds=5, whole_seconds=0.2)

    with sink.failing(Fault("delay", seconds=0.6)), pytest.raises(UnknownMailOutcome):
        await mailer.send(SENDER, READER, BODY)


async def test_a_server_that_is_not_there_is_a_matter_for_later(sink: Sink) -> None:
    await sink.stop()

    with pytest.raises(TemporaryMailError):
        await mailer_to(sink).send(SENDER, READER, BODY)


@pytest.mark.parametrize(
    "answers",
    [
        (b"554 no service\r\n",),
        (b"220 hello\r\n",),
        (b"220 hello\r\n", b"250 hello\r\n"),
        (b"220 hello\r\n", b"250 hello\r\n", b"550 not you\r\n"),
        (b"220 hello\r\n", b"250 hello\r\n", b"250 ok\r\n"),
        (b"complete nonsense\r\n",),
    ],
)
async def test_whatever_happens_before_data_leaves_the_message_with_us(answers: tuple[bytes, ...]) -> None:
    async with talker(*answers) as server:
        with pytest.raises(TemporaryMailError):
            await Mailer(server, step_seconds=1).send(SENDER, READER, BODY)


async def test_a_hang_up_in_reply_to_data_is_unknown() -> None:
    async with talker(b"220 hello\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n") as server:
        with pytest.raises(UnknownMailOutcome):
            await Mailer(server, step_seconds=1).send(SENDER, READER, BODY)


async def test_a_message_that_was_taken_is_sent_though_the_goodbye_fails() -> None:
    lines_of_body = [b""] * BODY.count(b"\n")
    answers = (b"220 hello\r\n", *[b"250 ok\r\n"] * 3, b"354 go on\r\n", *lines_of_body, b"250 taken\r\n")
    async with talker(*answers) as server:
        await Mailer(server, step_seconds=1).send(SENDER, READER, BODY)


async def test_no_message_goes_in_the_clear_where_tls_was_asked_for(sink: Sink) -> None:
    mailer = Mailer(SmtpServer(sink.host, sink.port, tls="starttls"))

    with pytest.raises(TemporaryMailError):
        await mailer.send(SENDER, READER, BODY)
    assert sink.messages() == []


async def test_a_login_that_fails_is_for_the_office_to_mend(sink: Sink) -> None:
    mailer = Mailer(SmtpServer(sink.host, sink.port, username="tolk", password="forkert"))

    with pytest.raises(TemporaryMailError):
        await mailer.send(SENDER, READER, BODY)
    assert sink.messages() == []


async def test_a_kept_connection_carries_the_next_message_and_a_dead_one_is_replaced(sink: Sink) -> None:
    mailer = Mailer(SmtpServer(sink.host, sink.port), kept=1)
    await mailer.send(SENDER, READER, BODY)
    with sink.failing(Fault("drop_before_store")), pytest.raises(UnknownMailOutcome):
        await mailer.send(SENDER, READER, BODY)

    await mailer.send(SENDER, READER, BODY)
    await mailer.close()

    assert len(sink.messages()) == 2
