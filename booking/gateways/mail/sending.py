"""Hands one finished message to the mail server and says what became of it: sent, later, never, or unknown."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPRecipientRefused

WHOLE_SECONDS = 25.0
STEP_SECONDS = 10.0
GOODBYE_SECONDS = 2.0
KEPT_SECONDS = 10.0


class MailError(Exception):
    """The server did not take the message; the text is what it answered."""


class TemporaryMailError(MailError):
    """Nothing was handed over; try again later."""


class PermanentMailError(MailError):
    """This message to this recipient will never be taken."""


class UnknownMailOutcome(MailError):
    """The connection failed after DATA began: the server may or may not have the message."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The municipality's relay; `tls` is none, starttls (RFC 3207) or tls from the first byte (RFC 8314)."""

    host: str
    port: int
    tls: Literal["none", "starttls", "tls"] = "none"
    username: str | None = None
    password: str | None = None
    helo: str = "localhost"


class Mailer:
    """Sends one message at a time over a connection, so that one broken connection harms one message.

    Up to `kept` connections stay open for the next message, for some seconds; with none, each message has its own.
    """

    def __init__(
        self,
        server: SmtpServer,
        *,
        step_seconds: float = STEP_SECONDS,
        whole_seconds: float = WHOLE_SECONDS,
        kept: int = 0,
    ) -> None:
        self._server = server
        self._step_seconds = step_seconds
        self._whole_seconds = whole_seconds
        self._kept = kept
        self._idle: list[tuple[SMTP, float]] = []

    async def send(self, envelope_from: str, envelope_to: str, body: bytes, *, before: float | None = None) -> None:
        """Returns once the server has taken the message; after `before` (time.monotonic) it is not handed over.

        TemporaryMailError: refused for now, unreachable, or cut off before DATA; also when the server will not have
        us as a client or sender, which is for the office to mend. PermanentMailError: 5xx for the recipient or the
        content. UnknownMailOutcome: no clear answer after DATA began.
        """
        smtp, handing_over = self._client(), False
        try:
            async with asyncio.timeout(self._whole_seconds):
                smtp = await self._opened(smtp, envelope_from)
                await smtp.rcpt(envelope_to)
                if before is not None and time.monotonic() > before:
                    raise TimeoutError("too late to hand over")
                handing_over = True
                await smtp.data(body)
        except (SMTPException, OSError, ValueError) as error:
            smtp.close()
            raise _outcome(error, handing_over=handing_over) from error
        except BaseException:
            smtp.close()
            raise
        await self._keep_or_leave(smtp)

    async def _opened(self, fresh: SMTP, envelope_from: str) -> SMTP:
        """A connection that has taken the sender: one that is idle and still answers, else the fresh one."""
        while self._idle:
            smtp, since = self._idle.pop()
            if time.monotonic() - since < KEPT_SECONDS:
                with suppress(SMTPException, OSError):
                    await smtp.mail(envelope_from)
                    return smtp
            smtp.close()
        await fresh.connect()
        await fresh.mail(envelope_from)
        return fresh

    async def _keep_or_leave(self, smtp: SMTP) -> None:
        if len(self._idle) < self._kept:
            self._idle.append((smtp, time.monotonic()))
            return
        with suppress(SMTPException, OSError):
            await smtp.quit(timeout=GOODBYE_SECONDS)
        smtp.close()

    async def close(self) -> None:
        """Says goodbye on the connections that were kept."""
        idle, self._idle, self._kept = self._idle, [], 0
        for smtp, _ in idle:
            await self._keep_or_leave(smtp)

    def _client(self) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            local_hostname=server.helo,
            timeout=self._step_seconds,
            use_tls=server.tls == "tls",
            start_tls=server.tls == "starttls",
        )


def _outcome(error: Exception, *, handing_over: bool) -> MailError:
    answer = f"{type(error).__name__}: {error}"
    code = error.code if isinstance(error, SMTPRecipientRefused | SMTPDataError) else 0
    if code >= 500:
        return PermanentMailError(answer)
    if handing_over and code < 400:
        return UnknownMailOutcome(answer)
    return TemporaryMailError(answer)
