"""A small TCP proxy that cuts a connection after so many bytes of the server's, or falls silent at a word of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Cutter:
    """`troubles` are what happens to the next connections, in order; those after them get everything.

    A number is how many bytes of the server's come through before the cut; a word is what is never heard, nor anything
    after it, while the line stays open.
    """

    port: int = 0
    troubles: list[int | bytes] = field(default_factory=list)
    cuts: int = 0

    async def all_had(self) -> bool:
        return not self.troubles


@asynccontextmanager
async def cutting(port: int, *troubles: int | bytes) -> AsyncIterator[Cutter]:
    """A proxy in front of a port of this machine, for as long as the block lasts."""
    cutter = Cutter(troubles=list(troubles))

    async def passed_on(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, trouble: int | bytes | None
    ) -> None:
        while data := await reader.read(4096):
            if isinstance(trouble, bytes) and trouble in data:
                cutter.cuts += 1
                await asyncio.Event().wait()
            if isinstance(trouble, int):
                data, trouble = data[:trouble], trouble - len(data)
            writer.write(data)
            await writer.drain()
            if isinstance(trouble, int) and trouble <= 0:
                cutter.cuts += 1
                return

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        trouble = cutter.troubles.pop(0) if cutter.troubles else None
        there, here = await asyncio.open_connection("127.0.0.1", port)
        both = {
            asyncio.create_task(passed_on(reader, here, None)),
            asyncio.create_task(passed_on(there, writer, trouble)),
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
