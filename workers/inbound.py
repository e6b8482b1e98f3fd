"""The feeders of the one door in, as a process of its own: listeners where they are told, and one mailbox."""

import asyncio
import signal
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from booking.domain.accounts import SYSTEM
from booking.gateways.feeders.accounts import account_in, sites_in
from booking.gateways.feeders.listener import Listener
from booking.gateways.feeders.polling import Progress, Seen, poll
from booking.persistence.database import Connection
from booking.persistence.inbound import Folder, Inbound
from booking.persistence.locks import held
from booking.resources import Resources
from booking.services.ingesting import ingest
from booking.settings import SettingError, Settings

log = structlog.get_logger()


class Door:
    """The door for a listener: returns when the mail is committed."""

    def __init__(self, office: Resources, feeder: str) -> None:
        self._office, self._feeder = office, feeder

    async def take(self, raw: bytes, *, envelope_from: str, envelope_to: str) -> None:
        async with self._office.desk(SYSTEM) as desk:
            await ingest(desk, raw, envelope_from=envelope_from, envelope_to=envelope_to, feeder=self._feeder)


class FolderMemory:
    """One folder's memory, for the process that holds its lock on `connection`."""

    def __init__(self, office: Resources, mailbox: str, connection: Connection) -> None:
        self._office, self._mailbox, self._held = office, mailbox, Inbound(connection)

    async def progress(self) -> Progress | None:
        """Asked on the lock's own connection: when that is lost, so is the right to read on."""
        folder = await self._held.folder(self._mailbox)
        return Progress(folder.uidvalidity, folder.last_uid) if folder is not None else None

    async def take(self, raw: bytes, *, envelope_from: str, envelope_to: str, progress: Progress) -> None:
        async with self._office.desk(SYSTEM) as desk:
            await ingest(desk, raw, envelope_from=envelope_from, envelope_to=envelope_to, feeder="imap")
            await desk.inbound.keep_folder(self._folder(progress), now=desk.now)

    async def keep(self, progress: Progress) -> None:
        await self._held.keep_folder(self._folder(progress), now=self._office.now())

    def _folder(self, progress: Progress) -> Folder:
        return Folder(self._mailbox, progress.uidvalidity, progress.last_uid)


@asynccontextmanager
async def only_reader(office: Resources, mailbox: str) -> AsyncIterator[Seen | None]:
    """The folder's memory for one process at a time, None for the others."""
    async with held(office.engine, f"imap:{mailbox}") as connection:
        yield FolderMemory(office, mailbox, connection) if connection is not None else None


def listeners(office: Resources) -> list[Listener]:
    """Those that the settings name. Raises SettingError when the certificate cannot be read."""
    settings = office.settings
    tls, name = server_tls(settings), settings.mail_domain
    sites = sites_in(settings.inbound_listen)
    return [Listener(site, Door(office, site.kind).take, hostname=name, tls=tls) for site in sites]


def server_tls(settings: Settings) -> ssl.SSLContext | None:
    if not settings.inbound_tls:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.inbound_tls)
    except OSError as error:
        raise SettingError(f"INBOUND_TLS cannot be used ({error}): expected a PEM file with chain and key") from None
    return context


async def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT; what is being committed is finished first. Raises SettingError with nothing to do."""
    if not settings.inbound_listen and not settings.imap_url:
        raise SettingError("INBOUND_LISTEN and IMAP_URL are both empty: there is nothing for `inbound` to do")
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        office = await stack.enter_async_context(Resources(settings))
        for listener in listeners(office):
            await listener.start()
            stack.push_async_callback(listener.stop)
        if settings.imap_url:
            account = account_in(settings.imap_url)
            polling = asyncio.create_task(poll(account, lambda: only_reader(office, account.name)))
            stack.push_async_callback(ended, polling)
        log.info("inbound ready")
        await stop.wait()


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def run(settings: Settings) -> None:
    import uvloop

    uvloop.run(serve(settings))
