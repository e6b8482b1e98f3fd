"""One transaction of one actor at one instant, with the repositories it may ask."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.accounts import Actor
from booking.domain.errors import OfficeError
from booking.persistence.accounts import Accounts
from booking.persistence.assignments import Assignments
from booking.persistence.bookings import Bookings
from booking.persistence.books import Books
from booking.persistence.bounces import Bounces
from booking.persistence.catalogue import Catalogues
from booking.persistence.citizens import Citizens
from booking.persistence.conflicts import Conflicts
from booking.persistence.conversions import Conversions
from booking.persistence.deliveries import Deliveries
from booking.persistence.disputes import Disputes
from booking.persistence.facts import Facts
from booking.persistence.feeds import Feeds
from booking.persistence.holds import Holds
from booking.persistence.idempotency import IdempotencyKeys
from booking.persistence.inbound import Inbound
from booking.persistence.interpreters import Interpreters
from booking.persistence.ledger import Ledger
from booking.persistence.offering import Withdrawals
from booking.persistence.offers import Offers
from booking.persistence.outbox import Outbox
from booking.persistence.plans import PlanLeases, Plans
from booking.persistence.pool import Pool
from booking.persistence.preferences import AllPreferences
from booking.persistence.quality import Quality
from booking.persistence.reference import Reference
from booking.persistence.reminders import Reminders
from booking.persistence.repairs import Repairs
from booking.persistence.series import AllSeries
from booking.persistence.streams import Streams
from booking.persistence.tasks import Tasks
from booking.persistence.texts import Texts
from booking.persistence.units import Units


@dataclass
class UnitOfWork(Books):
    """Repositories over one connection; `promised` and `events` are rung after the commit and forgotten on rollback."""

    connection: AsyncConnection
    actor: Actor
    now: datetime
    reference: Reference
    request_id: str | None = None
    promised: list[tuple[str, UUID]] = field(default_factory=list)
    events: set[str] = field(default_factory=set)

    async def finish(self) -> None:
        """Puts down what is still unwritten, last thing before the commit."""
        # The ledger comes last: its head is held until the commit, and everybody who settles waits for it.
        await self._write("histories")
        if "histories" in self.__dict__:
            await self.facts.write(self.histories.counted())
        await self._write("outbox", "texts", "ledger")

    async def _write(self, *names: str) -> None:
        for name in names:
            if name in self.__dict__:
                await getattr(self, name).write()

    @asynccontextmanager
    async def trying(self) -> AsyncIterator[None]:
        """A part that may be refused by itself: what it wrote, promised, rang and locked is undone."""
        await self._write("histories", "outbox", "texts")
        promised, events, posted = list(self.promised), set(self.events), self.ledger.named()
        try:
            async with self.connection.begin_nested():
                yield
                await self._write("histories", "outbox", "texts")
        except OfficeError:
            self.histories.forget()
            self.outbox.forget()
            self.texts.forget()
            self.ledger.forget(posted)
            self.promised[:] = promised
            self.events.clear()
            self.events.update(events)
            raise

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.connection, self.histories)

    @cached_property
    def bookings(self) -> Bookings:
        return Bookings(self.connection, self.histories, self.outbox)

    @cached_property
    def catalogues(self) -> Catalogues:
        return Catalogues(self.connection, self.histories)

    @cached_property
    def series(self) -> AllSeries:
        return AllSeries(self.connection, self.histories)

    @cached_property
    def units(self) -> Units:
        return Units(self.connection, self.histories)

    @cached_property
    def interpreters(self) -> Interpreters:
        return Interpreters(self.connection, self.histories)

    @cached_property
    def pool(self) -> Pool:
        return Pool(self.connection, self)

    @cached_property
    def plans(self) -> Plans:
        return Plans(self.connection, self.histories, self.promised)

    @cached_property
    def plan_leases(self) -> PlanLeases:
        return PlanLeases(self.connection)

    @cached_property
    def conflicts(self) -> Conflicts:
        return Conflicts(self.connection, self.histories, self)

    @cached_property
    def holds(self) -> Holds:
        return Holds(self.connection)

    @cached_property
    def assignments(self) -> Assignments:
        return Assignments(self.connection, self.histories)

    @cached_property
    def offers(self) -> Offers:
        return Offers(self.connection, self.histories)

    @cached_property
    def withdrawals(self) -> Withdrawals:
        return Withdrawals(self.connection, self.histories)

    @cached_property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.connection, self.histories)

    @cached_property
    def disputes(self) -> Disputes:
        return Disputes(self.connection, self.histories)

    @cached_property
    def citizens(self) -> Citizens:
        return Citizens(self.connection, self.histories, self)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.connection, self)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.connection, self)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.connection, promised=self.promised)

    @cached_property
    def streams(self) -> Streams:
        return Streams(self.connection)

    @cached_property
    def feeds(self) -> Feeds:
        return Feeds(self.connection, self.histories)

    @cached_property
    def repairs(self) -> Repairs:
        return Repairs(self.connection, self.histories)

    @cached_property
    def preferences(self) -> AllPreferences:
        return AllPreferences(self.connection)

    @cached_property
    def reminders(self) -> Reminders:
        return Reminders(self.connection)

    @cached_property
    def texts(self) -> Texts:
        return Texts(self.connection)

    @cached_property
    def quality(self) -> Quality:
        return Quality(self.connection, self.histories)

    @cached_property
    def idempotency_keys(self) -> IdempotencyKeys:
        return IdempotencyKeys(self.connection)

    @cached_property
    def tasks(self) -> Tasks:
        return Tasks(self.connection, self.histories, self)

    @cached_property
    def bounces(self) -> Bounces:
        return Bounces(self.connection)

    @cached_property
    def conversions(self) -> Conversions:
        return Conversions(self.connection, self.histories)

    @cached_property
    def inbound(self) -> Inbound:
        return Inbound(self.connection)
