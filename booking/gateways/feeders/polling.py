"""Feeds what lies in a mailbox to the door, each mail once: its UID is remembered with it, then it is marked seen."""

import asyncio
import random
import ssl
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

import structlog

from booking.gateways.feeders.accounts import Account
from booking.gateways.feeders.envelopes import envelope_in
from booking.gateways.feeders.mailbox import STEP_SECONDS, Mailbox, MailboxError, opened

POLL_SECONDS = 60.0
FIRST_PAUSE, LONGEST_PAUSE, OTHERS_PAUSE = 1.0, 60.0, 10.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a folder has been read; another UIDVALIDITY means that its UIDs were given out anew."""

    uidvalidity: int
    last_uid: int


class Seen(Protocol):
    """The memory of one folder, in the database."""

    async def progress(self) -> Progress | None: ...

    async def take(self, raw: bytes, *, envelope_from: str, envelope_to: str, progress: Progress) -> None:
        """The mail and how far we are now, committed together."""

    async def keep(self, progress: Progress) -> None:
        """That the folder has been read just now, with nothing more in it."""


Holding = Callable[[], AbstractAsyncContextManager[Seen | None]]


async def poll(
    account: Account,
    holding: Holding,
    *,
    tls: ssl.SSLContext | None = None,
    poll_seconds: float = POLL_SECONDS,
    step_seconds: float = STEP_SECONDS,
    first_pause: float = FIRST_PAUSE,
) -> None:
    """Until it is cancelled; `holding` gives the folder's memory to one process at a time, and None to the others.

    Whatever goes wrong is logged and ends the connection; the next try waits longer.
    """
    pause = first_pause

    async def read(seen: Seen) -> None:
        nonlocal pause
        async with opened(account, tls=tls, step_seconds=step_seconds) as mailbox:
            while True:
                await drain(mailbox, seen)
                pause = first_pause
                await mailbox.wait(poll_seconds)

    while True:
        try:
            async with holding() as seen:
                if seen is not None:
                    await read(seen)
            pause = OTHERS_PAUSE
        except MailboxError as error:
            log.warning("mailbox cannot be read", reason=str(error))
        except Exception as error:  # the database may be away: what was not committed comes again
            log.warning("mailbox left to the next try", error=type(error).__name__)
        await asyncio.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311  not for secrets
        pause = min(pause * 2, LONGEST_PAUSE)


async def drain(mailbox: Mailbox, seen: Seen) -> int:
    """Takes everything that is new; how many mails. Raises MailboxError, and what `seen` raises."""
    known = await seen.progress()
    last = known.last_uid if known is not None and known.uidvalidity == mailbox.uidvalidity else 0
    taken = 0
    for uid in await mailbox.uids_after(last):
        raw = await mailbox.fetch(uid)
        if raw is None:
            continue
        sender, recipient = envelope_in(raw)
        progress = Progress(mailbox.uidvalidity, uid)
        await seen.take(raw, envelope_from=sender, envelope_to=recipient, progress=progress)
        await mailbox.mark_seen(uid)
        last, taken = uid, taken + 1
    await seen.keep(Progress(mailbox.uidvalidity, last))
    return taken
