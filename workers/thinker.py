"""The planner's side of a process that plans: started, listened to, and ended in any case."""

import asyncio
import os
import pickle
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import structlog

from booking.matching.planning.tasks import Explained, Part, Said
from workers.thinking import LENGTH_BYTES

PROGRAM = "workers.thinking"
# One thread each: two plans at once must not take the machine from the office.
ENVIRON = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV")

log = structlog.get_logger()


class Thinker:
    """A running process; what it says is from ourselves, and nobody else can write to its pipe."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    async def said(self) -> Said | Explained | None:
        """What it says next; None when it has ended, however that came about."""
        assert self._process.stdout is not None
        try:
            length = int.from_bytes(await self._process.stdout.readexactly(LENGTH_BYTES), "big")
            body = await self._process.stdout.readexactly(length)
        except asyncio.IncompleteReadError:
            return None
        said: Said | Explained = pickle.loads(body)  # noqa: S301  from the process that we started
        return said

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> int:
        return await self._process.wait()


@asynccontextmanager
async def thinking(parts: Sequence[Part], *, program: str = PROGRAM) -> AsyncIterator[Thinker]:
    """A process of its own that is handed the parts; killed at the end of the block, if it has not ended before."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        str(os.getpid()),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=ENVIRON | {name: os.environ[name] for name in PASSED_ON if name in os.environ},
    )
    thinker = Thinker(process)
    try:
        await _hand_over(process, parts)
        yield thinker
    finally:
        thinker.kill()
        await thinker.ended()


async def _hand_over(process: asyncio.subprocess.Process, parts: Sequence[Part]) -> None:
    """One that ends before it has read everything says so by saying nothing."""
    assert process.stdin is not None
    with suppress(ConnectionError):
        process.stdin.write(await asyncio.to_thread(pickle.dumps, tuple(parts)))
        await process.stdin.drain()
        process.stdin.close()
