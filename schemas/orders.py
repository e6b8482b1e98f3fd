"""What is asked of a booking over the API: orders, changes, reports, decisions."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from booking.domain.modes import Mode
from booking.domain.series import Scope
from schemas.series import NewSeries

# No control characters, nor U+2028 and U+2029: they end a line in one parser or another, and PostgreSQL takes no NUL.
ONE_LINE = r"^(?![\s\S]*[\u0000-\u001f\u007f-\u009f\u2028\u2029])"
LINES = r"^(?![\s\S]*[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029])"

Level = Annotated[int, Meta(ge=1, le=4)]
Line = Annotated[str, Meta(max_length=500, pattern=ONE_LINE)]
Note = Annotated[str, Meta(max_length=2000, pattern=LINES)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
Gender = Literal["female", "male"]


class NewWish(Struct, forbid_unknown_fields=True, kw_only=True):
    """Another mode or time that will do; how to get there is as in the order where it does not say."""

    mode: Mode
    starts_at: datetime
    ends_at: datetime
    address: Line = ""
    phone: Line = ""
    link: Line = ""
    in_person_reason: Line | None = None


Wishes = Annotated[list[NewWish], Meta(max_length=5)]


class NewBooking(Struct, forbid_unknown_fields=True, kw_only=True):
    """An order. Times are RFC 3339 with an offset; `unit` and `language` are codes; no CPR numbers anywhere.

    `phone` and `link` stand in the invitations: the municipality's own, never the citizen's.
    """

    language: Line
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    unit: Line
    case_type: Line
    measure: Line | None = None
    person_group: Line | None = None
    address: Line = ""
    phone: Line = ""
    link: Line = ""
    in_person_reason: Line | None = None
    citizen_ref: Line = ""
    gender: Gender | None = None
    gender_required: bool = False
    level: Level = 1
    substitutes_ok: bool = False
    preferred: Annotated[list[UUID], Meta(max_length=20)] = []
    barred: Annotated[list[UUID], Meta(max_length=50)] = []
    contact: Line = ""
    note: Note = ""
    parties: Annotated[int, Meta(ge=1, le=100)] = 2
    child_present: bool = False
    alternatives: Wishes = []
    group_size: Annotated[int, Meta(ge=1, le=100, description="citizens in the session")] = 1
    on_behalf_of: Annotated[Line, Meta(description="e-mail of the requester whose order it is")] = ""
    channel: Annotated[Literal["phone", "mail", "web"] | None, Meta(description="how it came in")] = None
    interpreters: Annotated[int, Meta(ge=1, le=4)] = 1
    series: NewSeries | None = None


class BookingChanges(Struct, forbid_unknown_fields=True, kw_only=True):
    """What shall be different; what is left out stays as it is. Send the booking's ETag as If-Match.

    `scope` is how far it reaches: one, job (its companions too), onwards or all of the series;
    `leave_out_refused` lets those be that cannot follow, otherwise nothing is changed.
    """

    language: Line | UnsetType = UNSET
    mode: Mode | UnsetType = UNSET
    starts_at: datetime | UnsetType = UNSET
    ends_at: datetime | UnsetType = UNSET
    case_type: Line | UnsetType = UNSET
    measure: Line | UnsetType | None = UNSET
    person_group: Line | UnsetType | None = UNSET
    address: Line | UnsetType = UNSET
    phone: Line | UnsetType = UNSET
    link: Line | UnsetType = UNSET
    in_person_reason: Line | UnsetType | None = UNSET
    citizen_ref: Line | UnsetType = UNSET
    gender: Gender | UnsetType | None = UNSET
    gender_required: bool | UnsetType = UNSET
    level: Level | UnsetType = UNSET
    substitutes_ok: bool | UnsetType = UNSET
    contact: Line | UnsetType = UNSET
    note: Note | UnsetType = UNSET
    parties: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET
    child_present: bool | UnsetType = UNSET
    alternatives: Wishes | UnsetType = UNSET
    group_size: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET
    preferred: Annotated[list[UUID], Meta(max_length=20)] | UnsetType = UNSET
    barred: Annotated[list[UUID], Meta(max_length=50)] | UnsetType = UNSET
    scope: Scope = Scope.JOB
    leave_out_refused: bool = False


class Cancel(Struct, forbid_unknown_fields=True):
    """`scope` job takes companions with it; onwards and all are about the booking's series."""

    reason: Line = ""
    scope: Scope = Scope.JOB


class Deliver(Struct, forbid_unknown_fields=True, kw_only=True):
    """What happened; what is left out was as booked, travel as expected. `km` there and back."""

    mode: Mode | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    travel_minutes: Minutes | None = None
    km: Annotated[Decimal, Meta(description="kilometres, there and back")] | None = None
    note: Note = ""
    waited_minutes: Minutes | None = None
    break_from: Annotated[datetime, Meta(description="when a meal break began that nobody pays for")] | None = None
    break_minutes: Minutes = 0
    reason: Annotated[Line, Meta(description="why an earlier report was wrong")] = ""


class NoShow(Struct, forbid_unknown_fields=True):
    """Who did not come. Before the wait is over the office may report the citizen's with a note."""

    who: Literal["citizen", "interpreter"]
    note: Note = ""


class Assign(Struct, forbid_unknown_fields=True):
    interpreter: UUID
