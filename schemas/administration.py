"""Users, tokens, the office's facts and the log as they go in and out of the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from booking.domain.accounts import Role
from schemas.orders import Line
from schemas.settings import SettingChangeOut

Plain = str | int | bool | None
Roles = Annotated[list[Role], Meta(max_length=20)]
DayOff = Annotated[str, Meta(pattern=r"^[0-9]{2}-[0-9]{2}$")]


class NewUser(Struct, forbid_unknown_fields=True, kw_only=True):
    """Somebody who shall be able to log in; `unit` is a code, and a requester must have one."""

    name: Line
    email: Line
    roles: Roles
    unit: Line | None = None


class UserChanges(Struct, forbid_unknown_fields=True, kw_only=True):
    """What shall be different; what is left out stays. `unit` null is the whole municipality."""

    name: Line | UnsetType = UNSET
    email: Line | UnsetType = UNSET
    roles: Roles | UnsetType = UNSET
    unit: Line | UnsetType | None = UNSET


class UserOut(Struct, kw_only=True):
    """`active` false is a user who can no longer log in; `interpreter` is whom the account belongs to, if to one."""

    id: UUID
    name: str
    email: str
    roles: list[Role]
    unit: str | None
    interpreter: UUID | None
    active: bool


class UsersOut(Struct):
    items: list[UserOut]


class SessionOut(Struct, kw_only=True):
    """A browser that is logged in."""

    since: datetime
    until: datetime


class UserDetailsOut(UserOut, kw_only=True):
    """A user, and the browsers in which they are logged in."""

    sessions: list[SessionOut]


class EndedOut(Struct, kw_only=True):
    """How many browsers were logged out."""

    ended: int


class NewToken(Struct, forbid_unknown_fields=True, kw_only=True):
    """A token in the name of the user with that address, for 1 to 730 days.

    Of `roles` it lends those that the user has; at least one must be theirs.
    """

    name: Line
    email: Line
    roles: Roles
    days: int = 365


class TokenOut(Struct, kw_only=True):
    """A token without what opens anything: `id` is only for revoking it.

    `roles` are what it gives today; a role that its user loses is lost to the token at once. `working` is false when
    it is revoked or has expired, or its user is closed.
    """

    id: str
    name: str
    user: UUID
    email: str
    roles: list[Role]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    working: bool


class TokenMade(TokenOut, kw_only=True):
    """`secret` is in the first answer alone; sent again with the same Idempotency-Key it is empty."""

    secret: str


class TokensOut(Struct):
    items: list[TokenOut]


class OfficeIn(Struct, forbid_unknown_fields=True, kw_only=True):
    """What is left out stays; an empty text is not shown. `days_off` are the office's own, each as MM-DD."""

    municipality: Line | UnsetType = UNSET
    email: Line | UnsetType = UNSET
    phone: Line | UnsetType = UNSET
    hours: Line | UnsetType = UNSET
    days_off: Annotated[list[DayOff], Meta(max_length=33)] | UnsetType = UNSET


class OfficeOut(Struct, kw_only=True):
    """How the office presents itself, its own days off beside the public holidays, and who set what, newest first."""

    municipality: str
    email: str
    phone: str
    hours: str
    days_off: list[str]
    changes: list[SettingChangeOut]


class LogEntryOut(Struct, kw_only=True):
    """Who did what to what; `changes` has each field's value before and after, `booking` is its number or null."""

    at: datetime
    who: str
    account: UUID | None
    via: str
    what: str
    subject: UUID
    booking: str | None
    action: str
    changes: dict[str, tuple[Plain, Plain]]


class LogOut(Struct, kw_only=True):
    """A hundred entries at most, the newest first; `next` is the cursor of the page after, null at the end."""

    items: list[LogEntryOut]
    next: str | None


class RoleOut(Struct):
    """`may` are the permissions' names, such as "bookings:cancel"."""

    role: Role
    may: list[str]


class RolesOut(Struct):
    items: list[RoleOut]
