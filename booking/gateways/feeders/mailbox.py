"""One connection to one IMAP folder (RFC 3501, 2177): what is new in it, each mail as it lies there, and waiting."""

import asyncio
import logging
import re
import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from aioimaplib import IMAP4, AioImapException
from aioimaplib.aioimaplib import Response, quoted

from booking.gateways.feeders.accounts import Account
from booking.gateways.feeders.taking import MOST_BYTES

T = TypeVar("T")
STEP_SECONDS = 20.0
GOODBYE_SECONDS = 2.0
# One byte more than the most: whoever reads it sees that it is too large.
WHOLE = f"(UID BODY.PEEK[]<0.{MOST_BYTES + 1}>)"
UIDVALIDITY = re.compile(rb"\[UIDVALIDITY (\d+)\]")
UID = re.compile(rb"\bUID (\d+)")

# What aioimaplib logs may quote mails.
logging.getLogger("aioimaplib").setLevel(logging.ERROR)


class MailboxError(Exception):
    """The folder cannot be read for now; the message is a sentence for the operator, without secrets."""


@asynccontextmanager
async def opened(
    account: Account, *, tls: ssl.SSLContext | None = None, step_seconds: float = STEP_SECONDS
) -> AsyncIterator["Mailbox"]:
    """The folder, selected, for as long as the block lasts. MailboxError when it cannot be opened."""
    mailbox = Mailbox(account, tls=tls, step_seconds=step_seconds)
    try:
        await mailbox.open()
        yield mailbox
    finally:
        await mailbox.close()


class Mailbox:
    """aioimaplib tells no waiting command that the connection is gone: here each one is raced against that."""

    def __init__(self, account: Account, *, tls: ssl.SSLContext | None, step_seconds: float) -> None:
        self._account, self._step_seconds = account, step_seconds
        loop = asyncio.get_running_loop()
        self._lost: asyncio.Future[None] = loop.create_future()
        context = (tls or ssl.create_default_context()) if account.encrypted else None
        self._client = IMAP4(
            account.host, account.port, timeout=step_seconds, conn_lost_cb=self._note_lost, ssl_context=context
        )
        self.uidvalidity = 0

    def _note_lost(self, _error: Exception | None) -> None:
        if not self._lost.done():
            self._lost.set_result(None)

    async def open(self) -> None:
        account = self._account
        try:
            await self._client.wait_hello_from_server()
        except ssl.SSLError as error:
            raise MailboxError(f"{account.host}: the connection cannot be encrypted ({error.reason})") from error
        except (OSError, TimeoutError, AioImapException) as error:
            raise MailboxError(f"{account.host}:{account.port} cannot be reached ({type(error).__name__})") from error
        await self._asked(self._client.login(quoted(account.user), account.password), "the login was refused")
        selected = await self._asked(self._client.select(quoted(account.folder)), "the folder cannot be opened")
        found = UIDVALIDITY.search(b" ".join(bytes(line) for line in selected.lines))
        self.uidvalidity = int(found[1]) if found else 0

    async def close(self) -> None:
        """Says goodbye where somebody still listens, and lets go of the connection."""
        with suppress(Exception):
            if not self._lost.done() and not self._client.has_pending_idle():
                await asyncio.wait_for(self._client.logout(), GOODBYE_SECONDS)
        transport = self._client.protocol.transport
        if transport is not None:
            transport.close()
        self._client._client_task.cancel()  # a connection that is still being made

    async def uids_after(self, uid: int) -> list[int]:
        """What has a higher UID, rising; the server names its highest even when that is not higher."""
        found = await self._asked(self._client.uid_search(f"UID {uid + 1}:*", charset=None), "nothing can be looked up")
        words = [word for line in found.lines[:-1] for word in bytes(line).split()]
        return sorted(number for number in map(int, filter(bytes.isdigit, words)) if number > uid)

    async def fetch(self, uid: int) -> bytes | None:
        """The mail as it lies there, without marking it seen; None when it is empty, or somebody has removed it."""
        found = await self._asked(self._client.uid("FETCH", str(uid), WHOLE), "a mail cannot be fetched")
        for line, after in zip(found.lines, [*found.lines[1:], b""], strict=True):
            named = UID.search(line) if isinstance(line, bytes) and b"FETCH" in line else None
            if named is not None and int(named[1]) == uid:
                return bytes(after) or None if isinstance(after, bytearray) else None
        return None

    async def mark_seen(self, uid: int) -> None:
        await self._asked(self._client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)"), "nothing can be marked")

    async def wait(self, seconds: float) -> None:
        """Until the server speaks (IDLE) or the seconds are over; where it knows no IDLE, the seconds."""
        if not self._client.has_capability("IDLE"):
            await asyncio.wait({self._lost}, timeout=seconds)
            await self._asked(self._client.noop(), "the server is silent")
            return
        idle = await self._raced(self._client.idle_start(timeout=seconds + self._step_seconds), "waiting was refused")
        pushed = asyncio.ensure_future(self._client.protocol.idle_queue.get())
        await asyncio.wait({pushed, self._lost}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        pushed.cancel()
        if not self._lost.done():
            self._client.idle_done()
        await self._asked(idle, "waiting was refused")

    async def _asked(self, asking: Awaitable[Response], refused: str) -> Response:
        """The server's answer; MailboxError when it says no, nothing, or is gone."""
        response = await self._raced(asking, refused)
        if response.result != "OK":
            raise MailboxError(f"{self._account.host}: {refused}")
        return response

    async def _raced(self, asking: Awaitable[T], refused: str) -> T:
        task, host = asyncio.ensure_future(asking), self._account.host
        both: set[asyncio.Future[Any]] = {task, self._lost}
        await asyncio.wait(both, timeout=self._step_seconds, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            task.cancel()
            raise MailboxError(f"{host}: {'the connection was cut' if self._lost.done() else 'no answer in time'}")
        try:
            return task.result()
        except (AioImapException, OSError, TimeoutError, ValueError, AttributeError) as error:
            raise MailboxError(f"{host}: {refused} ({type(error).__name__})") from error
