"""What lives as long as the process: engine, doorbell, live events, mailer; and the transactions made of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol, Self
from uuid import UUID

from booking.domain.accounts import Actor
from booking.gateways.citizen_numbers import Vault
from booking.gateways.holidays import workdays
from booking.gateways.live import LiveEvents
from booking.gateways.mail import Mailer, MailIdentity, SmtpServer
from booking.gateways.presence import Presence
from booking.gateways.queue import Doorbell
from booking.gateways.roads import Roads
from booking.gateways.sms import HttpSms, SmsAccount
from booking.persistence.database import Connection, open_engine
from booking.persistence.reference import Reference, read_reference
from booking.services.desk import Desk
from booking.settings import Settings

REFERENCE_KEPT = timedelta(seconds=5)
# A revoked token still opens the door for so long, in a process that has just seen it.
TOKEN_KEPT = timedelta(seconds=5)
MOST_KNOWN = 10_000
MAIL_CONNECTIONS = 4


class Bell(Protocol):
    """Whoever hears of promised work: arq's doorbell in the API, the worker itself in a worker."""

    def ring(self, promises: list[tuple[str, UUID]]) -> None: ...


class Resources:
    """Opened once per process; `clock` is the boundary where `now` enters."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.settings = settings
        self.now = clock
        self.engine = open_engine(settings.database_url, pool_size=settings.database_pool)
        self.doorbell = Doorbell(settings.redis_url)
        self.bell: Bell = self.doorbell
        self.live = LiveEvents(settings.redis_url)
        self.presence = Presence(settings.redis_url)
        self.mailer = Mailer(smtp_server(settings), kept=MAIL_CONNECTIONS)
        self.sms = HttpSms(sms_account(settings)) if settings.sms_url else None
        self.roads = Roads(settings.route_server) if settings.route_server else None
        self.identity = MailIdentity(
            settings.mail_domain,
            settings.municipality,
            settings.public_url,
            attach_ics=settings.mail_attach_ics,
            authserv=settings.trusted_authserv,
        )
        self.secret = settings.secret_key.encode()
        self.vault = Vault(settings.cpr_keys) if settings.cpr_keys else None
        self._workdays = workdays(local_days=[f"{month:02}-{day:02}" for month, day in settings.local_holidays])
        self._reference: tuple[datetime, Reference] | None = None
        self._reading = False
        self._known: dict[bytes, tuple[datetime, Actor]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self.doorbell.close()
        await self.mailer.close()
        await self.live.close()
        await self.presence.close()
        if self.sms is not None:
            await self.sms.close()
        if self.roads is not None:
            await self.roads.close()
        await self.engine.dispose()

    async def reference(self) -> Reference:
        """The reference data, at most five seconds old; while one reads it anew the others use what they have."""
        known = self._reference
        if known is not None and (self._reading or self.now() - known[0] <= REFERENCE_KEPT):
            return known[1]
        self._reading = True
        try:
            async with self.engine.connect() as connection:
                found = await read_reference(connection, workdays=self._workdays)
                known = (self.now(), self._with_own_days(found))
        finally:
            self._reading = False
        self._reference = known
        return known[1]

    def _with_own_days(self, found: Reference) -> Reference:
        """The office's own days off as its administrator has set them; otherwise those of the environment."""
        said = found.settings.get("office.holidays")
        if said is None:
            return found
        return replace(found, workdays=workdays(local_days=[one for one in str(said).split(",") if one]))

    @property
    def municipality(self) -> str:
        """Its name as the administrator has set it, once that has been read; otherwise the environment's."""
        known = self._reference
        said = known[1].settings.get("office.municipality") if known is not None else None
        return str(said or self.settings.municipality)

    def forget_reference(self) -> None:
        self._reference = None

    def recall(self, fingerprint: bytes) -> Actor | None:
        """Whose token it is, if that was looked up within the last seconds: a program sends it with every request."""
        known = self._known.get(fingerprint)
        return known[1] if known is not None and self.now() - known[0] < TOKEN_KEPT else None

    def remember(self, fingerprint: bytes, actor: Actor) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[fingerprint] = (self.now(), actor)

    @asynccontextmanager
    async def desk(self, actor: Actor, *, request_id: str | None = None) -> AsyncIterator[Desk]:
        """One transaction: committed when the block ends well, then the bell is rung; else as if it never was."""
        reference = await self.reference()
        async with self.engine.connect() as connection:
            desk = self._desk(connection, actor, reference, request_id)
            async with connection.begin():
                yield desk
                await desk.finish()
        self._tell(desk)

    @asynccontextmanager
    async def counter(self, actor: Actor, *, request_id: str | None = None) -> AsyncIterator[Desk]:
        """Each statement committed by itself, in one round trip: for work whose only write is one statement."""
        reference = await self.reference()
        async with self.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            desk = self._desk(connection, actor, reference, request_id)
            yield desk
        self._tell(desk)

    def _tell(self, desk: Desk) -> None:
        if desk.promised:
            self.bell.ring(desk.promised)
        if desk.events:
            self.live.publish(desk.events)

    def _desk(self, connection: Connection, actor: Actor, reference: Reference, request_id: str | None) -> Desk:
        return Desk(
            connection=connection,
            actor=actor,
            now=self.now(),
            reference=reference,
            request_id=request_id,
            identity=replace(self.identity, municipality=self.municipality),
            secret=self.secret,
            roads=self.roads,
            vault=self.vault,
            sms=self.sms is not None,
        )


def smtp_server(settings: Settings) -> SmtpServer:
    return SmtpServer(
        settings.smtp_host,
        settings.smtp_port,
        tls={"yes": "tls", "starttls": "starttls"}.get(settings.smtp_tls, "none"),  # type: ignore[arg-type]
        username=settings.smtp_user or None,
        password=settings.smtp_password or None,
    )


def sms_account(settings: Settings) -> SmsAccount:
    return SmsAccount(settings.sms_url, settings.sms_token, settings.sms_sender)
