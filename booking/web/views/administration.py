"""What an administrator looks at: users, roles, tokens, the office and the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from booking.domain.texts import Text
from booking.web.views.orders import Option
from booking.web.views.settings import LogRow, SettingRow

TABS: tuple[tuple[str, str, Text], ...] = (
    ("brugere", "/administration", Text("Brugere", "Users")),
    ("roller", "/administration/roller", Text("Roller", "Roles")),
    ("noegler", "/administration/noegler", Text("API-nøgler", "API tokens")),
    ("kontor", "/administration/kontor", Text("Kontoret", "The office")),
    ("log", "/administration/log", Text("Log", "Log")),
)


@dataclass(frozen=True, slots=True)
class UserRow:
    """Somebody who can log in, or could."""

    id: str
    name: str
    email: str
    roles: tuple[Text, ...]
    unit: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class UserList:
    rows: tuple[UserRow, ...]
    q: str = ""
    tab: str = "brugere"
    tabs: tuple[tuple[str, str, Text], ...] = TABS


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, and what it means."""

    code: str
    name: Text
    ticked: bool
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class UserForm:
    """`id` is empty for somebody new; `sessions` are when each browser logged in and until when it stays so."""

    values: Mapping[str, str]
    roles: tuple[Tick, ...]
    units: tuple[Option, ...]
    errors: Mapping[str, Text] = field(default_factory=dict)
    id: str = ""
    stamp: str = ""
    active: bool = True
    mine: bool = False
    sessions: tuple[tuple[datetime, datetime], ...] = ()
    tab: str = "brugere"
    tabs: tuple[tuple[str, str, Text], ...] = TABS


@dataclass(frozen=True, slots=True)
class RolesPage:
    """By area what each role may: `rows` are the area, the act, and the codes of the roles that have it."""

    roles: tuple[tuple[str, Text, Text], ...]
    areas: tuple[tuple[Text, tuple[tuple[Text, frozenset[str]], ...]], ...]
    tab: str = "roller"
    tabs: tuple[tuple[str, str, Text], ...] = TABS


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A program's key; `state` says whether it still opens anything."""

    key: str
    name: str
    who: str
    roles: tuple[Text, ...]
    made_at: datetime
    used_at: datetime | None
    until: datetime | None
    state: Text
    live: bool


@dataclass(frozen=True, slots=True)
class TokenPage:
    """`made` is the new token, shown this once."""

    rows: tuple[TokenRow, ...]
    values: Mapping[str, str]
    roles: tuple[Tick, ...]
    errors: Mapping[str, Text] = field(default_factory=dict)
    made: str = ""
    tab: str = "noegler"
    tabs: tuple[tuple[str, str, Text], ...] = TABS


@dataclass(frozen=True, slots=True)
class OfficeForm:
    values: Mapping[str, str]
    errors: Mapping[str, Text] = field(default_factory=dict)
    log: tuple[LogRow, ...] = ()
    others: tuple[SettingRow, ...] = ()
    tab: str = "kontor"
    tabs: tuple[tuple[str, str, Text], ...] = TABS


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the log; `changes` are the field, what it was and what it became."""

    at: datetime
    who: str
    via: str
    number: str
    what: str
    action: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LogPage:
    rows: tuple[EntryRow, ...]
    who: str = ""
    number: str = ""
    day: str = ""
    query: str = ""
    error: Text | None = None
    older: str = ""
    today: date | None = None
    tab: str = "log"
    tabs: tuple[tuple[str, str, Text], ...] = TABS
