"""The desk a service works at: one transaction, and the letterhead of what it mails."""

from dataclasses import dataclass, field

from booking.gateways.citizen_numbers import Vault
from booking.gateways.mail import MailIdentity
from booking.gateways.roads import Roads
from booking.persistence.unit_of_work import UnitOfWork


@dataclass
class Desk(UnitOfWork):
    """A unit of work that can also write letters.

    `secret` makes the reply addresses, `roads` knows the way, `vault` keeps CPR numbers where there is a key for them.
    `sms` says whether there is a gateway for text messages.
    """

    identity: MailIdentity = field(kw_only=True)
    secret: bytes = field(kw_only=True, repr=False)
    roads: Roads | None = field(kw_only=True, default=None)
    vault: Vault | None = field(kw_only=True, default=None, repr=False)
    sms: bool = field(kw_only=True, default=False)
