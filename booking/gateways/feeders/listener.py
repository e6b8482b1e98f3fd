"""Takes mail by LMTP (RFC 2033) or SMTP (RFC 5321) from the municipality's relay; 250 means that it is committed."""

import asyncio
import logging
import ssl
from typing import AnyStr, cast

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from booking.gateways.feeders.accounts import Site
from booking.gateways.feeders.taking import MOST_BYTES, Take, printable

MOST_SESSIONS = 50
MOST_RECIPIENTS = 100
COMMAND_SECONDS = 120.0
TAKING_SECONDS = 20.0
# Exchange and Postfix fold at 998; what others send longer is no reason to lose an answer.
LINE_BYTES = 65_536
NOT_NOW = "451 4.3.0 Not now; please try again"
TAKEN = "250 2.0.0 Taken"
TOO_MANY = "452 4.5.3 Too many recipients"
BUSY = b"421 4.3.2 Too many connections; please try again\r\n"

log = structlog.get_logger()
# What aiosmtpd logs names senders and recipients.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class Listener:
    """One site. A relay that is told 4xx keeps the mail and comes again, so nothing is lost while we cannot commit."""

    def __init__(
        self,
        site: Site,
        take: Take,
        *,
        hostname: str,
        tls: ssl.SSLContext | None = None,
        most_sessions: int = MOST_SESSIONS,
        command_seconds: float = COMMAND_SECONDS,
    ) -> None:
        self.site, self.port = site, site.port
        self._take, self._hostname, self._tls = take, hostname, tls
        self._most_sessions, self._command_seconds = most_sessions, command_seconds
        self._server: asyncio.Server | None = None
        self._taking: set[asyncio.Task[str]] = set()
        self.sessions = 0

    async def start(self) -> None:
        """Binds; `port` then says where. Raises OSError when the address cannot be had."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, self.site.host, self.site.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listens no more; what is being committed is finished."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._taking:
            await asyncio.wait(self._taking, timeout=TAKING_SECONDS)

    def _session(self) -> SMTP:
        kind = _Lmtp if self.site.kind == "lmtp" else _Limited
        session = kind(
            self,
            hostname=self._hostname,
            ident="SprogTolk",
            loop=asyncio.get_running_loop(),
            enable_SMTPUTF8=True,
            data_size_limit=MOST_BYTES,
            timeout=self._command_seconds,
            tls_context=self._tls,
        )
        session.listener = self
        return session

    def admits(self) -> bool:
        """Whether one more session is taken; it then counts until it ends."""
        if self.sessions >= self._most_sessions:
            return False
        self.sessions += 1
        return True

    async def handle_EHLO(  # noqa: N802  # aiosmtpd finds the handlers by these names
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        *kept, last = (line for line in responses if not line.startswith("250-AUTH"))
        return [*kept, "250-PIPELINING", last]

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Any recipient is taken: whose it is, the quarantine knows, and nothing is ever sent on."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answers = [await self._offered(envelope, recipient) for recipient in envelope.rcpt_tos]
        if self.site.kind == "lmtp":
            return "\r\n".join(answers)
        return TAKEN if set(answers) == {TAKEN} else NOT_NOW

    async def handle_exception(self, error: Exception) -> str:
        log.warning("inbound session failed", error=type(error).__name__)
        return NOT_NOW

    async def _offered(self, envelope: Envelope, recipient: str) -> str:
        """A task of its own: a client that hangs up meanwhile does not undo what is being committed."""
        task = asyncio.create_task(self._committed(envelope, recipient))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)
        return await asyncio.shield(task)

    async def _committed(self, envelope: Envelope, recipient: str) -> str:
        sender = "" if envelope.mail_from in (None, "<>") else printable(str(envelope.mail_from))
        try:
            async with asyncio.timeout(TAKING_SECONDS):
                raw = bytes(cast(bytes, envelope.original_content))
                await self._take(raw, envelope_from=sender, envelope_to=printable(recipient))
        except Exception as error:  # the database is away, or anything else: the relay keeps the mail
            log.warning("inbound mail not taken", error=type(error).__name__)
            return NOT_NOW
        return TAKEN


class _Limited(SMTP):
    """A session that counts among the listener's, or is told to come again."""

    line_length_limit = LINE_BYTES
    listener: Listener
    _admitted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not self._admitted and not self.listener.admits():
            link = cast(asyncio.Transport, transport)
            link.write(BUSY)
            link.close()
            return
        self._admitted = True  # after STARTTLS it is made once more
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._admitted and self.transport is not None:
            self._admitted = False
            self.listener.sessions -= 1
            super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if self._admitted:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        return super().eof_received() if self._admitted else None


class _Lmtp(_Limited, LMTP):
    """After DATA each recipient gets an answer of its own, also when the mail as a whole is refused."""

    _owed = 0

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        self._owed = len(self.envelope.rcpt_tos) if self.envelope else 0
        try:
            await super().smtp_DATA(arg)
        finally:
            self._owed = 0

    async def push(self, status: AnyStr) -> None:
        given: object = status
        said = given.encode() if isinstance(given, str) else bytes(status)  # type: ignore[arg-type]
        if b"\r\n" not in said and not said.startswith((b"354", b"501", b"503")):
            said = b"\r\n".join([said] * max(1, self._owed))
        await super().push(said)
