"""Reports, disputes, attestation, vouchers, payroll and CPR numbers, as the pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.bookings import PriceLineRow, RefundBox
from booking.web.views.jobs import HoursForm
from booking.web.views.orders import Option
from booking.web.views.settings import LogRow


@dataclass(frozen=True, slots=True)
class DisputeBox:
    """What is not recognised, what was answered, and what the reader can do about it."""

    reason: str
    who: str
    at: datetime
    answer: str = ""
    answered_by: str = ""
    ending: Text | None = None
    decision: str = ""
    may_answer: bool = False
    may_decide: bool = False


@dataclass(frozen=True, slots=True)
class FactsForm:
    """The three questions a refund follows from, with what is answered now."""

    case_type: str
    measure: str
    person_group: str
    case_types: tuple[Option, ...]
    measures: tuple[Option, ...]
    groups: tuple[Option, ...]
    errors: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CprBox:
    """Whether there is a number; `shown` is the number itself, for the one who asked just now."""

    on: bool
    known: bool
    may_enter: bool
    may_read: bool
    has_case: bool = False
    shown: str = ""
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class VoucherBoxes:
    """What a booking's page says of its report beside the times themselves."""

    deviations: tuple[Text, ...] = ()
    facts: FactsForm | None = None
    dispute: DisputeBox | None = None
    may_dispute: bool = False
    has_voucher: bool = False
    refund_page: bool = False
    how: Text | None = None
    cpr: CprBox | None = None
    dispute_error: Text | None = None
    reported_ore: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One report in the list; `refused` says why the reader cannot attest it."""

    number: str
    starts_at: datetime
    ends_at: datetime
    language: Text | str
    mode: Mode
    interpreter: str
    unit: str
    measure: Text | str
    deviations: tuple[Text, ...]
    note: str = ""
    dispute: DisputeBox | None = None
    own_report: bool = False


@dataclass(frozen=True, slots=True)
class AttestationList:
    """Those with deviations or a dispute first; the others can be attested together."""

    odd: tuple[WaitingRow, ...]
    plain: tuple[WaitingRow, ...]
    silence_days: int = 0
    refused: tuple[tuple[str, Text], ...] = ()
    may_see_rule: bool = False


@dataclass(frozen=True, slots=True)
class AttestationRulePage:
    silence_days: str
    remind_days: str
    log: tuple[LogRow, ...] = ()
    may_write: bool = False
    errors: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the report."""

    version: int
    at: datetime
    who: str
    outcome: Text
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    travel_minutes: int
    km: str
    waited_minutes: int
    reason: str
    note: str = ""
    break_minutes: int = 0


@dataclass(frozen=True, slots=True)
class TimePage:
    """An interpreter's own report of one job: to be made, corrected, or defended."""

    form: HoursForm
    status: Text
    editable: bool
    versions: tuple[VersionRow, ...] = ()
    dispute: DisputeBox | None = None
    error: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherPage:
    """The voucher (tolkebilag); what an interpreter is not told is None."""

    number: str
    municipality: str
    status: Text
    unit: str
    interpreter: str
    language: Text | str
    booked_mode: Mode
    booked: tuple[datetime, datetime]
    current: VersionRow
    deviations: tuple[Text, ...]
    versions: tuple[VersionRow, ...]
    disputes: tuple[DisputeBox, ...]
    attested_at: datetime | None
    attested_by: str
    how: Text | None
    case: str = ""
    case_type: Text | str | None = None
    measure: Text | str | None = None
    person_group: Text | str | None = None
    lines: tuple[PriceLineRow, ...] = ()
    net_ore: int | None = None
    vat_ore: int = 0
    tariff: str = ""
    priced_at: datetime | None = None
    refund: RefundBox | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    printed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaySumRow:
    name: str
    employment: Text
    jobs: int
    normal_minutes: int
    offhours_minutes: int
    travel_minutes: int
    km: str
    fee_ore: int
    corrections: int


@dataclass(frozen=True, slots=True)
class ExportRow:
    number: str
    since: date
    until: date
    made_at: datetime
    who: str
    count: int
    fees_ore: int


@dataclass(frozen=True, slots=True)
class PayrollPage:
    """A period with what an export of it would hold, and the exports there are."""

    since: str
    until: str
    rows: tuple[PaySumRow, ...]
    count: int
    fees_ore: int
    exports: tuple[ExportRow, ...]
    may_export: bool
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class CprReadRow:
    number: str
    at: datetime
    who: str
    purpose: Text | str


@dataclass(frozen=True, slots=True)
class CprReadsPage:
    rows: tuple[CprReadRow, ...]
    on: bool
