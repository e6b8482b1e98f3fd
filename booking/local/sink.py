"""A real SMTP server that keeps what it accepts, one file per message, and misbehaves on request."""

import asyncio
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Literal, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from booking.local.onward import Onward
from booking.local.ports import LOOPBACK

INDEX = "accepted.jsonl"
MESSAGE_BYTES = 35_000_000


@dataclass(frozen=True, slots=True)
class Accepted:
    """One message for which 250 was about to be said; `file` lies in the sink's folder."""

    time: str
    message_id: str
    envelope_from: str
    envelope_to: tuple[str, ...]
    sha256: str
    file: str


@dataclass(slots=True)
class Fault:
    """What to do wrong with the next `times` messages (to `address`, or to anyone).

    refuse_recipient and refuse answer `code`; drop_before_store and drop_after_store hang up instead of answering the
    data; delay answers `seconds` late.
    """

    kind: Literal["refuse_recipient", "refuse", "drop_before_store", "drop_after_store", "delay"]
    code: int = 451
    address: str | None = None
    times: int = 1
    seconds: float = 0.0

    def concerns(self, addresses: list[str]) -> bool:
        return self.times > 0 and (self.address is None or self.address in addresses)


class Sink:
    """Listens on the loopback unless told otherwise; everything accepted is on disk before it says 250.

    What is for our own answer addresses goes `onward` first, if there is such a way.
    """

    def __init__(
        self,
        directory: Path,
        *,
        host: str = LOOPBACK,
        port: int = 0,
        fsync: bool = True,
        onward: Onward | None = None,
    ) -> None:
        self.directory = directory
        self.host = host
        self.port = port
        self.faults: list[Fault] = []
        self.onward = onward
        self._fsync = fsync
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Binds; `port` then says where. Raises OSError when the port is taken."""
        self.directory.mkdir(parents=True, exist_ok=True)
        forget_cut_line(self.directory / INDEX)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listens no more; sessions that are open end with their client."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    def messages(self) -> list[Accepted]:
        """Everything accepted so far, in order, also by earlier sinks on the same folder."""
        return accepted_in(self.directory)

    def read(self, accepted: Accepted) -> EmailMessage:
        """The message as received, parsed."""
        return message_from_bytes((self.directory / accepted.file).read_bytes(), policy=modern)

    @contextmanager
    def failing(self, fault: Fault) -> Iterator[Fault]:
        """Misbehaves within the block, or until the fault is used up."""
        self.faults.append(fault)
        try:
            yield fault
        finally:
            self.faults.remove(fault)

    def _session(self) -> SMTP:
        loop = asyncio.get_running_loop()
        return SMTP(self, loop=loop, hostname="sink", enable_SMTPUTF8=True, data_size_limit=MESSAGE_BYTES)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd finds it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if fault := self._fault([address], "refuse_recipient"):
            return f"{fault.code} refused as told"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if fault := self._fault(envelope.rcpt_tos, "refuse", "drop_before_store"):
            if fault.kind == "refuse":
                return f"{fault.code} refused as told"
            await hang_up(server)
        if not await self._handed_on(envelope):
            return "451 4.4.1 The listener for these recipients does not take it now"
        self._store(envelope)
        if fault := self._fault(envelope.rcpt_tos, "drop_after_store", "delay"):
            if fault.kind == "drop_after_store":
                await hang_up(server)
            await asyncio.sleep(fault.seconds)
        return "250 OK, on disk"

    async def _handed_on(self, envelope: Envelope) -> bool:
        if self.onward is None:
            return True
        sender = "" if envelope.mail_from in (None, "<>") else str(envelope.mail_from)
        ours = self.onward.of(envelope.rcpt_tos)
        return await self.onward.hand_on(sender, ours, bytes(envelope.original_content or b""))

    def _fault(self, addresses: list[str], *kinds: str) -> Fault | None:
        for fault in self.faults:
            if fault.kind in kinds and fault.concerns(addresses):
                fault.times -= 1
                return fault
        return None

    def _store(self, envelope: Envelope) -> None:
        body = bytes(envelope.original_content or b"")
        accepted = described(body, envelope)
        write_durably(self.directory / accepted.file, body, mode="wb", fsync=self._fsync)
        line = json.dumps(asdict(accepted), ensure_ascii=False).encode() + b"\n"
        write_durably(self.directory / INDEX, line, mode="ab", fsync=self._fsync)


def described(body: bytes, envelope: Envelope) -> Accepted:
    now = datetime.now(UTC)
    digest = hashlib.sha256(body).hexdigest()
    return Accepted(
        time=now.isoformat(),
        message_id=message_id(body),
        envelope_from=envelope.mail_from or "",
        envelope_to=tuple(envelope.rcpt_tos),
        sha256=digest,
        file=f"{now:%Y%m%dT%H%M%S.%f}-{digest[:8]}.eml",
    )


def message_id(body: bytes) -> str:
    """The Message-ID as written, or nothing: whatever comes in, the sink keeps it."""
    return str(message_from_bytes(body).get("Message-ID", "")).strip()


def write_durably(path: Path, data: bytes, *, mode: Literal["wb", "ab"], fsync: bool) -> None:
    with path.open(mode) as file:
        file.write(data)
        file.flush()
        if fsync:
            os.fsync(file.fileno())


def accepted_in(directory: Path) -> list[Accepted]:
    """What a folder's index says, in order; a last line that a kill cut short was never acknowledged."""
    index = directory / INDEX
    if not index.exists():
        return []
    lines = (json.loads(line) for line in index.read_bytes().split(b"\n")[:-1])
    return [Accepted(**{**line, "envelope_to": tuple(line["envelope_to"])}) for line in lines]


def forget_cut_line(index: Path) -> None:
    if index.exists():
        whole = index.read_bytes().rfind(b"\n") + 1
        os.truncate(index, whole)


async def hang_up(server: SMTP) -> None:
    """Cuts the connection without an answer; aiosmtpd then cancels the session that waits here."""
    transport = server.transport
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
    await asyncio.Event().wait()
