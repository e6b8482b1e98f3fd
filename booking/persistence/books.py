"""The repositories of the office's money: suppliers, tariffs, invoices, prices, refunds, claims."""

from datetime import datetime
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncConnection

from booking.domain.accounts import Actor
from booking.persistence.claims import Claims
from booking.persistence.claims.packs import Packs
from booking.persistence.costs import Costs
from booking.persistence.documents import Documents
from booking.persistence.economy import Economy
from booking.persistence.histories import Histories
from booking.persistence.invoices import Invoices
from booking.persistence.paid_times import PaidTimes
from booking.persistence.payroll import Payroll
from booking.persistence.refunds import Refunds
from booking.persistence.suppliers import Suppliers
from booking.persistence.tariffs import TariffBook


class Books:
    """Part of a unit of work: made on its connection, logged as its actor's."""

    connection: AsyncConnection
    actor: Actor
    now: datetime
    request_id: str | None

    @cached_property
    def histories(self) -> Histories:
        return Histories(self.connection, self)

    @cached_property
    def documents(self) -> Documents:
        return Documents(self.connection, self.histories)

    @cached_property
    def suppliers(self) -> Suppliers:
        return Suppliers(self.connection, self.histories)

    @cached_property
    def invoices(self) -> Invoices:
        return Invoices(self.connection, self.histories)

    @cached_property
    def tariff_book(self) -> TariffBook:
        return TariffBook(self.connection, self.histories)

    @cached_property
    def payroll(self) -> Payroll:
        return Payroll(self.connection)

    @cached_property
    def refunds(self) -> Refunds:
        return Refunds(self.connection, self.histories)

    @cached_property
    def costs(self) -> Costs:
        return Costs(self.connection, self.histories)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.connection, self.histories)

    @cached_property
    def packs(self) -> Packs:
        return Packs(self.connection, self.histories)

    @cached_property
    def economy(self) -> Economy:
        return Economy(self.connection, self.histories)

    @cached_property
    def paid_times(self) -> PaidTimes:
        return PaidTimes(self.connection, self.histories)
