"""Waiting for what other processes do: ask often, give up at a deadline, say what was seen last."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(ask: Callable[[], Awaitable[T]], *, seconds: float = 10.0, every: float = 0.03) -> T:
    """The first answer that counts as true. Raises AssertionError, with the last answer, when none did in time."""
    deadline = time.monotonic() + seconds
    while not (answer := await ask()):
        assert time.monotonic() < deadline, f"still {answer!r} after {seconds:g} s"
        await asyncio.sleep(every)
    return answer
