"""People who log in: accounts, their roles, and the actor of one request."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

from booking.domain.texts import Text, Tongue

DEMO_PASSWORD = "tolk-i-fjordby"  # noqa: S105  the seeded municipality's, printed at start, refused in production


class Role(StrEnum):
    REQUESTER = "requester"
    COORDINATOR = "coordinator"
    INTERPRETER = "interpreter"
    FINANCE = "finance"
    APPROVER = "approver"
    LEADER = "leader"
    ADMIN = "admin"
    AUDITOR = "auditor"


ROLE_NAMES: dict[Role, Text] = {
    Role.REQUESTER: Text("Rekvirent", "Requester"),
    Role.COORDINATOR: Text("Koordinator", "Coordinator"),
    Role.INTERPRETER: Text("Tolk", "Interpreter"),
    Role.FINANCE: Text("Økonomi", "Finance"),
    Role.APPROVER: Text("Godkender", "Approver"),
    Role.LEADER: Text("Leder", "Leader"),
    Role.ADMIN: Text("Administrator", "Administrator"),
    Role.AUDITOR: Text("Revisor", "Auditor"),
}


# How somebody keeps their jobs in their own calendar; empty until they have chosen, and then as invitations.
Theme = Literal["auto", "light", "dark"]
CalendarChoice = Literal["", "invitations", "feed", "both"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can log in; `unit_id` is where a requester or leader belongs."""

    id: UUID
    email: str
    name: str
    roles: frozenset[Role]
    unit_id: UUID | None = None
    interpreter_id: UUID | None = None
    tongue: Tongue = "da"
    active: bool = True
    calendar: CalendarChoice = ""
    theme: Theme = "auto"
    shortcuts: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks in one request: the account, and the units its unit limits it to."""

    account_id: UUID | None
    name: str
    roles: frozenset[Role]
    unit_ids: frozenset[UUID] = frozenset()
    interpreter_id: UUID | None = None
    tongue: Tongue = "da"
    via: str = "web"
    email: str = ""
    unit_id: UUID | None = None
    theme: Theme = "auto"
    shortcuts: bool = True


ANONYMOUS = Actor(account_id=None, name="", roles=frozenset())
SYSTEM = Actor(account_id=None, name="SprogTolk", roles=frozenset(), via="system")
