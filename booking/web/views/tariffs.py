"""The tariffs' pages: what holds, a draft with its preview, and the golden cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from booking.domain.catalogue import Fact
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLine:
    """One thing that is paid for, in words; `missing` since or from which day there is no rate."""

    category: Text
    component: Text
    price: Text | None
    until: date | None
    coming: tuple[tuple[date, Text], ...] = ()
    past: tuple[tuple[date, date | None, Text], ...] = ()
    missing: date | None = None


@dataclass(frozen=True, slots=True)
class SchemePanel:
    code: str
    name: Text
    used: bool
    rows: tuple[RateLine, ...]
    terms: tuple[tuple[Mode, tuple[Fact, ...]], ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list; `published_at` and who did it, once it was."""

    id: UUID
    name: str
    first_day: date | None
    count: int
    made_at: datetime
    published_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffPage:
    """`refused` are the mistakes of a spreadsheet, by row and column."""

    day: date
    schemes: tuple[SchemePanel, ...]
    endings: tuple[Text, ...]
    drafts: tuple[DraftLine, ...]
    published: tuple[DraftLine, ...]
    cases: int
    failing: int
    may_edit: bool
    refused: tuple[Text, ...] = ()
    errors: Mapping[str, Text] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRate:
    """A rate of a draft beside what holds the day before; `keys` are the hidden fields that name it."""

    tariff: Text
    component: Text
    before: Text | None
    after: Text
    valid_from: date
    valid_to: date | None
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTerms:
    subject: str
    tariff: Text
    mode: Mode
    valid_from: date
    changes: tuple[tuple[Fact, Fact], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    tariff: Text
    mode: Mode
    unit: str
    count: int
    before_ore: int
    after_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A golden case: what it must come to, and what it comes to."""

    id: UUID
    name: str
    tariff: Text
    mode: Mode
    day: date
    expects: Text
    expected: Text
    found: Text
    holds: bool
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewBox:
    first: date
    last: date
    priced: int
    unaffected: int
    unpriced: int
    before_ore: int
    after_ore: int
    groups: tuple[GroupLine, ...]
    largest: tuple[tuple[str, int, int], ...]
    cases: tuple[CaseLine, ...]
    endings: tuple[Text, ...]

    @property
    def failed(self) -> tuple[CaseLine, ...]:
        return tuple(one for one in self.cases if not one.holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """A draft as it stands; `preview` is None while it is empty."""

    id: UUID
    name: str
    rates: tuple[DraftRate, ...]
    terms: tuple[DraftTerms, ...]
    preview: PreviewBox | None
    published_at: datetime | None
    reason: str
    failed: tuple[str, ...]
    may_edit: bool
    tariffs: tuple[Option, ...] = ()
    components: tuple[Option, ...] = ()
    units: tuple[Option, ...] = ()
    subjects: tuple[Option, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Text] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, Text]:
        return NAMES


@dataclass(frozen=True, slots=True)
class CaseList:
    rows: tuple[CaseLine, ...]
    may_edit: bool

    @property
    def failing(self) -> int:
        return sum(not one.holds for one in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """A case as typed; `id` is None for a new one."""

    id: UUID | None
    values: Mapping[str, str]
    tariffs: tuple[Option, ...]
    modes: tuple[Option, ...]
    outcomes: tuple[Option, ...]
    expects: tuple[Option, ...]
    errors: Mapping[str, Text] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, Text]:
        return CASE_NAMES


NAMES: dict[str, Text] = {
    "name": Text("Navn", "Name"),
    "tariff": Text("Takst", "Tariff"),
    "component": Text("Ydelse", "Service"),
    "unit": Text("Enhed", "Unit"),
    "amount": Text("Beløb i kr.", "Amount in DKK"),
    "valid_from": Text("Gælder fra", "Valid from"),
    "valid_to": Text("Gælder til og med", "Valid until"),
    "reason": Text("Begrundelse", "Reason"),
}
CASE_NAMES: dict[str, Text] = {
    "name": Text("Prøven viser", "The case shows"),
    "tariff": Text("Takst", "Tariff"),
    "mode": Text("Tolkeform", "Mode"),
    "outcome": Text("Forløb", "Outcome"),
    "day": Text("Dag", "Day"),
    "starts": Text("Starter", "Starts"),
    "booked_minutes": Text("Bestilt, minutter", "Booked, minutes"),
    "actual_minutes": Text("Varede, minutter", "Lasted, minutes"),
    "travel_minutes": Text("Rejsetid, minutter", "Travel, minutes"),
    "km": Text("Kørsel, km", "Driving, km"),
    "notice_hours": Text("Bestilt timer før", "Ordered hours before"),
    "expects": Text("Det, der skal passe", "What must fit"),
    "expected": Text("Skal give", "Must come to"),
    "source": Text("Kilde", "Source"),
}
