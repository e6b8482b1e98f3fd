"""A real HTTP gateway for text messages that keeps what it accepts, and misbehaves on request."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from booking.gateways.kept_texts import INDEX
from booking.local.ports import LOOPBACK
from booking.local.sink import forget_cut_line, write_durably

MOST_BYTES = 65_536
PATH = "/send"


@dataclass(frozen=True, slots=True)
class AcceptedText:
    """One message for which 202 was about to be said."""

    time: str
    key: str
    to: str
    sender: str
    text: str
    token: str


@dataclass(slots=True)
class TextFault:
    """What to do wrong with the next `times` messages.

    refuse answers `code` with `headers`; drop_before_store and drop_after_store hang up instead of answering; delay
    answers `seconds` late.
    """

    kind: Literal["refuse", "drop_before_store", "drop_after_store", "delay"]
    code: int = 500
    times: int = 1
    seconds: float = 0.0
    headers: str = ""


class SmsSink:
    """Takes `POST` with JSON from anybody on the loopback; everything accepted is on disk before it says so."""

    def __init__(self, directory: Path, *, host: str = LOOPBACK, port: int = 0, fsync: bool = True) -> None:
        self.directory = directory
        self.host = host
        self.port = port
        self.faults: list[TextFault] = []
        self._fsync = fsync
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}{PATH}"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Binds; `port` then says where. Raises OSError when the port is taken."""
        self.directory.mkdir(parents=True, exist_ok=True)
        forget_cut_line(self.directory / INDEX)
        self._server = await asyncio.start_server(self._answer, self.host, self.port, limit=MOST_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def messages(self) -> list[AcceptedText]:
        """Everything accepted so far, repeats too, in order, also by earlier sinks on the same folder."""
        index = self.directory / INDEX
        lines = index.read_text().splitlines() if index.exists() else []
        return [AcceptedText(**json.loads(line)) for line in lines]

    @contextmanager
    def failing(self, fault: TextFault) -> Iterator[TextFault]:
        """Misbehaves within the block, or until the fault is used up."""
        self.faults.append(fault)
        try:
            yield fault
        finally:
            self.faults.remove(fault)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, ValueError, KeyError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await self._serve(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = await _read(reader)
        fault = self._fault()
        if fault is not None and fault.kind == "refuse":
            return await _say(writer, fault.code, {"error": "refused as told"}, headers=fault.headers)
        if fault is not None and fault.kind == "drop_before_store":
            return None
        line = json.dumps(asdict(accepted), ensure_ascii=False).encode() + b"\n"
        write_durably(self.directory / INDEX, line, mode="ab", fsync=self._fsync)
        if fault is not None and fault.kind == "drop_after_store":
            return None
        await asyncio.sleep(fault.seconds if fault is not None else 0)
        return await _say(writer, 202, {"id": accepted.key})

    def _fault(self) -> TextFault | None:
        fault = next((one for one in self.faults if one.times > 0), None)
        if fault is not None:
            fault.times -= 1
        return fault


async def _read(reader: asyncio.StreamReader) -> AcceptedText:
    """ValueError, KeyError or LimitOverrunError for what is no message."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    if not first.startswith("POST "):
        raise ValueError(first)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = int(headers["content-length"])
    if length > MOST_BYTES:
        raise ValueError(length)
    known = json.loads(await reader.readexactly(length))
    to, sender, text = (str(known[name]) for name in ("to", "from", "text"))
    token = headers.get("authorization", "").removeprefix("Bearer ")
    return AcceptedText(datetime.now(UTC).isoformat(), headers.get("idempotency-key", ""), to, sender, text, token)


async def _say(writer: asyncio.StreamWriter, code: int, content: dict[str, str], *, headers: str = "") -> None:
    body = json.dumps(content).encode()
    kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}"
    writer.write(f"HTTP/1.1 {code} Told\r\n{kind}\r\n".encode() + body)
    await writer.drain()
