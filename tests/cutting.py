"""A small TCP proxy that cuts a connection after so many bytes of the server's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Cutter:
    """`allowances` are the bytes that the next connections get of the server, in order; the others get everything."""

    port: int = 0
    allowances: list[int] = field(default_factory=list)
    cuts: int = 0


@asynccontextmanager
async def cutting(port: int, *allowances: int) -> AsyncIterator[Cutter]:
    """A proxy in front of a port of this machine, for as long as the block lasts."""
    cutter = Cutter(allowances=list(allowances))

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int | None) -> None:
        while data := await reader.read(4096):
            if most is not None:
                data, most = data[:most], most - len(data)
            writer.write(data)
            await writer.drain()
            if most is not None and most <= 0:
                cutter.cuts += 1
                return

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        most = cutter.allowances.pop(0) if cutter.allowances else None
        there, here = await asyncio.open_connection("127.0.0.1", port)
        both = {
            asyncio.create_task(passed_on(reader, here, None)),
            asyncio.create_task(passed_on(there, writer, most)),
        }
        with suppress(OSError):
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in both:
            task.cancel()
        await asyncio.gather(*both, return_exceptions=True)
        for end in (writer, here):
            end.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    cutter.port = server.sockets[0].getsockname()[1]
    try:
        yield cutter
    finally:
        server.close()
