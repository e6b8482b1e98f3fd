"""A route server that speaks OSRM's table service over real HTTP, and can be slow, wrong or gone."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_ASKED = re.compile(r"GET /table/v1/driving/([^?]+)\?(\S+) HTTP")


@dataclass
class RouteServer:
    """Every road takes `seconds` and is `metres` long; `questions` are the numbers of sources and targets asked for."""

    seconds: float | None = 1201.0
    metres: float | None = 24_640.0
    delay: float = 0.0
    status: str = "200 OK"
    body: bytes | None = None
    url: str = ""
    questions: list[tuple[int, int]] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked = _ASKED.match(head)
        assert asked is not None, head
        sources, targets = (
            len(part.split("%3B")) for part in re.findall(r"(?:sources|destinations)=([^&]+)", asked[2])
        )
        assert len(asked[1].split(";")) == sources + targets
        self.questions.append((sources, targets))
        await asyncio.sleep(self.delay)
        table = {"code": "Ok", "durations": [[self.seconds] * targets] * sources,
                 "distances": [[self.metres] * targets] * sources}  # fmt: skip
        body = json.dumps(table).encode() if self.body is None else self.body
        writer.write(
            f"HTTP/1.1 {self.status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
        )
        await writer.drain()
        writer.close()


@asynccontextmanager
async def serving(server: RouteServer) -> AsyncIterator[RouteServer]:
    listening = await asyncio.start_server(server.answer, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    async with listening:
        yield server
