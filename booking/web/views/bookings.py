"""The list of bookings, and one booking with its whole life."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from booking.domain.bookings import STATUSES, Status
from booking.domain.costs.wording import NO_REASON
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.conversions import AdviceCard
from booking.web.views.exits import ExitBoxes
from booking.web.views.openers import NOBODY_ELSE, Openers
from booking.web.views.orders import QuoteLine, WayOut
from booking.web.views.repeats import FamilyBox
from booking.web.views.steps import Step
from booking.web.views.told import ToldRow
from booking.web.views.wishes import WishRow

if TYPE_CHECKING:
    from booking.web.views.vouchers import VoucherBoxes

# How a status looks: the tag's colour. The words are the domain's.
TAGS: dict[Status, str] = {
    Status.REQUESTED: "info",
    Status.OFFERED: "info",
    Status.CONFIRMED: "ok",
    Status.DELIVERED: "warn",
    Status.ATTESTED: "ok",
    Status.SETTLED: "ok",
    Status.CLAIMED: "ok",
    Status.CANCELLED: "",
    Status.NO_SHOW: "bad",
    Status.UNFILLED: "bad",
    Status.ABORTED: "bad",
}


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One line of the list; `interpreter` is empty until somebody has said yes."""

    number: str
    starts_at: datetime
    ends_at: datetime
    language: Text | str
    mode: Mode
    status: Status
    unit: str
    interpreter: str = ""
    case: str = ""
    amount_ore: int | None = None
    year: int | None = None

    @property
    def tag(self) -> str:
        return TAGS[self.status]

    @property
    def says(self) -> Text:
        return STATUSES[self.status]


@dataclass(frozen=True, slots=True)
class PriceLineRow:
    text: Text
    quantity: str
    rate_ore: int
    factor: str
    amount_ore: int
    why: Text = NO_REASON


@dataclass(frozen=True, slots=True)
class RefundBox:
    """The decision in words: which dated rule, why, and what is missing when it is unsure."""

    decided: bool
    percent: int
    refund_ore: int
    reason: Text
    rule: str = ""
    version: str = ""
    legal_ref: str = ""
    missing: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    name: Text | str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    at: datetime
    who: str
    what: Text
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A calendar mail as it left: `method` REQUEST or CANCEL, `sequence` the SEQUENCE written in it."""

    at: datetime
    to: str
    method: str
    sequence: int
    state: Text
    mail_id: UUID | None = None

    @property
    def what(self) -> Text:
        if self.method == "CANCEL":
            return Text("Aflysning", "Cancellation")
        return (
            Text(f"Ændring {self.sequence}", f"Change {self.sequence}")
            if self.sequence
            else Text("Invitation", "Invitation")
        )


@dataclass(frozen=True, slots=True)
class OfferRow:
    interpreter: str
    state: Text
    made_at: datetime
    answer_by: datetime
    answered_at: datetime | None = None
    id: UUID | None = None
    is_open: bool = False
    agency: bool = False
    order_number: str = ""
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class CancelBox:
    """What a cancellation costs at this moment; `cost_ore` 0 is said as free."""

    cost_ore: int
    free_until: datetime | None
    why: Text
    lines: tuple[QuoteLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliverBox:
    """Preset with what was booked; `error` and what was typed come back on a mistake."""

    date: str
    start: str
    end: str
    mode: Mode
    error: Text | None = None
    travel: str = ""
    km: str = ""
    waited: str = ""
    break_from: str = ""
    break_minutes: str = ""
    corrects: bool = False
    after: bool = False


PLACE_NAMES: dict[Mode, Text] = {
    Mode.SKYPE: Text("Mødelink", "Meeting link"),
    Mode.PHONE: Text("Tolken ringer til", "The interpreter calls"),
    Mode.IN_PERSON: Text("Sted", "Place"),
}
LINK_COMES = Text("Kontoret opretter linket", "The office makes the link")
NOT_GIVEN = Text("Ikke angivet", "Not given")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingPage:
    """One booking; a box that is None or a flag that is False is an action the actor does not have.

    Without `knows_case` (interpreters) neither the case nor its costs nor its log are shown.
    """

    row: BookingRow
    version: int
    steps: tuple[Step, ...]
    requester: str
    contact: str
    place: str
    case_type: Text | str
    measure: Text | str | None
    note: str
    reason: Text | None
    entered: Text | None = None
    openers: Openers = NOBODY_ELSE
    group_size: int = 1
    interpreter_note: Text | str = ""
    interpreter_phone: str = ""
    delivered_mode: Mode | None = None
    actual: tuple[datetime, datetime] | None = None
    deadline: Text | None = None
    deadline_passed: bool = False
    lines: tuple[PriceLineRow, ...] = ()
    because: Text | None = None
    total_ore: int | None = None
    vat: tuple[str, int] | None = None
    tariff: Text | None = None
    forecast: tuple[QuoteLine, ...] = ()
    refund: RefundBox | None = None
    history: tuple[HistoryRow, ...] = ()
    invitations: tuple[InvitationRow, ...] = ()
    told: tuple[ToldRow, ...] = ()
    offers: tuple[OfferRow, ...] = ()
    why_nobody: tuple[Text, ...] = ()
    ways: tuple[WayOut, ...] = ()
    wishes: tuple[WishRow, ...] = ()
    family: FamilyBox | None = None
    cancel: CancelBox | None = None
    deliver: DeliverBox | None = None
    may_attest: bool = False
    attest_refused: Text | None = None
    may_report_no_show: bool = False
    asking: Text | None = None
    may_repeat: bool = False
    may_change: bool = False
    knows_case: bool = True
    settled: bool = False
    exits: ExitBoxes = field(default_factory=ExitBoxes)
    voucher: "VoucherBoxes | None" = None
    advice: AdviceCard | None = None

    @property
    def is_over(self) -> bool:
        """Called off or broken off: nobody is looked for any more."""
        return self.row.status in (Status.CANCELLED, Status.NO_SHOW, Status.ABORTED)

    @property
    def place_name(self) -> Text:
        return PLACE_NAMES[self.row.mode]

    @property
    def no_place(self) -> Text:
        return LINK_COMES if self.row.mode is Mode.SKYPE else NOT_GIVEN
