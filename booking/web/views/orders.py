"""The form "Bestil tolk": what was typed, what is wrong with it, and what it will cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from booking.domain.channels import TAKEN, name_of
from booking.domain.costs.wording import NO_REASON
from booking.domain.interpreters import LEVELS
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.hints import ServiceHint
from booking.web.views.repeats import NO_SERIES, SERIES_NAMES, SeriesForm
from booking.web.views.slots import NO_SLOTS, Slots
from booking.web.views.wishes import WISH_FIELDS, WishInput, WishQuote


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select; `name` is a plain string where both tongues say the same."""

    code: str
    name: Text | str


@dataclass(frozen=True, slots=True)
class WayOut:
    """What can be done about a refusal: fields of the form to set (`name`, `value`), or somewhere to read on.

    `detail` is said beside it: who it would be, and what it costs.
    """

    text: Text
    name: str = ""
    value: str = ""
    href: str = ""
    detail: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInput:
    """The form's fields exactly as typed, so that an error loses nothing. All are strings; a ticked box is "1"."""

    language: str = ""
    mode: str = Mode.SKYPE.value
    in_person_reason: str = ""
    date: str = ""
    start: str = ""
    minutes: str = "60"
    other_minutes: str = ""
    unit: str = ""
    case_type: str = ""
    measure: str = ""
    person_group: str = ""
    link: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    citizen_ref: str = ""
    gender: str = ""
    gender_required: str = ""
    substitutes_ok: str = ""
    level: str = "1"
    parties: str = "2"
    child_present: str = ""
    contact: str = ""
    note: str = ""
    requester: str = ""
    channel: str = ""
    group_size: str = "1"
    preferred: str = ""
    barred: str = ""
    wishes: str = ""
    interpreters: str = "1"
    repeats: str = ""
    mon: str = ""
    tue: str = ""
    wed: str = ""
    thu: str = ""
    fri: str = ""
    sat: str = ""
    sun: str = ""
    every_weeks: str = "1"
    until: str = ""
    times: str = ""
    holidays: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """`why` explains it block by block, one sentence a line."""

    text: Text
    amount_ore: int
    why: Text = NO_REASON


@dataclass(frozen=True, slots=True)
class Quote:
    """What the order as typed will cost; `refund_ore` is None when the rule cannot be decided yet."""

    starts_at: datetime
    ends_at: datetime
    mode: Mode
    language: Text | str
    lines: tuple[QuoteLine, ...]
    total_ore: int
    refund_ore: int | None
    refund_reason: Text
    free_until: datetime | None
    free_until_why: Text
    free_interpreters: int | None = None
    gender: Text | None = None
    too_late: bool = False
    ways: tuple[WayOut, ...] = ()
    warnings: tuple[Text, ...] = ()
    wishes: tuple[WishQuote, ...] = ()
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class RepeatCard:
    """A case that was booked for, to be booked for again; `number` is its newest booking."""

    number: str
    case: str
    language: Text | str
    mode: Mode
    minutes: int
    last_at: datetime
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class OrderHelps:
    """What the form knows of the one who books: for whom they may, their templates, the case, who it has met.

    `requesters` is None for who orders for themselves alone; `ways` are links out of a refusal.
    """

    requesters: tuple[Option, ...] | None = None
    templates: tuple[Option, ...] = ()
    known: Text | None = None
    people: tuple[Option, ...] = ()
    ways: tuple[WayOut, ...] = ()
    repeats: tuple[RepeatCard, ...] = ()
    channels: ClassVar[tuple[Option, ...]] = tuple(Option(one.value, name_of(one)) for one in TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderForm:
    """`languages`, `units`, ... are the choices; `errors` maps a field of OrderInput to its sentence."""

    values: OrderInput
    languages: tuple[Option, ...]
    units: tuple[Option, ...]
    case_types: tuple[Option, ...]
    measures: tuple[Option, ...]
    reasons: tuple[Option, ...]
    groups: tuple[Option, ...] = ()
    errors: Mapping[str, Text] = field(default_factory=dict)
    quote: Quote | None = None
    quote_error: Text | None = None
    services: tuple[ServiceHint, ...] = ()
    may_override: bool = False
    helps: OrderHelps = OrderHelps()
    slots: Slots = NO_SLOTS
    more_wishes: tuple[WishInput, ...] = ()
    series: SeriesForm = NO_SERIES
    modes: ClassVar[tuple[Mode, ...]] = (Mode.SKYPE, Mode.PHONE, Mode.IN_PERSON)
    lengths: ClassVar[tuple[str, ...]] = ("30", "45", "60", "90")
    genders: ClassVar[tuple[Option, ...]] = (
        Option("female", Text("Kvinde", "Woman")),
        Option("male", Text("Mand", "Man")),
    )
    levels: ClassVar[tuple[Option, ...]] = tuple(Option(str(level), name) for level, name in LEVELS.items())

    @property
    def names(self) -> Mapping[str, Text]:
        return FIELD_NAMES | WISH_FIELDS | SERIES_NAMES


FIELD_NAMES: dict[str, Text] = {
    "language": Text("Sprog", "Language"),
    "mode": Text("Tolkeform", "Mode"),
    "in_person_reason": Text("Begrundelse for fremmøde", "Reason for in person"),
    "date": Text("Dato", "Date"),
    "start": Text("Starttid", "Start"),
    "minutes": Text("Varighed", "Length"),
    "other_minutes": Text("Varighed i minutter", "Length in minutes"),
    "unit": Text("Enhed", "Unit"),
    "case_type": Text("Sagstype", "Case type"),
    "measure": Text("Foranstaltning", "Measure"),
    "person_group": Text("Personkreds", "Person group"),
    "link": Text("Mødelink", "Meeting link"),
    "phone": Text("Telefonnummer", "Phone number"),
    "address": Text("Adresse", "Address"),
    "postcode": Text("Postnummer", "Postcode"),
    "citizen_ref": Text("Sagsnummer", "Case number"),
    "gender": Text("Tolkens køn", "Interpreter's gender"),
    "level": Text("Tolkens niveau", "Interpreter's level"),
    "parties": Text("Deltagere", "Participants"),
    "contact": Text("Kontakt på dagen", "Contact on the day"),
    "note": Text("Besked til tolken", "Message to the interpreter"),
    "wishes": Text("Flere ønsker", "More wishes"),
    "group_size": Text("Borgere", "Citizens"),
    "preferred": Text("Ønsket tolk", "Preferred interpreter"),
    "barred": Text("Fravalgt tolk", "Barred interpreter"),
    "requester": Text("Bestilt af", "Booked by"),
    "channel": Text("Kom ind", "Came in"),
}
