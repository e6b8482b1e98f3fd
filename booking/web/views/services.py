"""The service catalogue's pages: what is offered and on what terms, and the form that publishes a new version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from booking.domain.catalogue import Fact
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeCard:
    """A mode in the catalogue; `opening` are days and their hours, `reasons` only where not all of them will do."""

    mode: Mode
    offered: bool
    opening: tuple[tuple[Text, Text], ...]
    notice: Text
    join: Text
    price: Text
    reasons: tuple[Text, ...]
    facts: tuple[Fact, ...]
    edit: str = ""
    edit_terms: str = ""


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language with a rule of its own."""

    name: Text
    modes: tuple[Mode, ...]
    notice: Text
    edit: str = ""


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A version that is waiting for its day."""

    valid_from: date
    about: Text
    changes: tuple[tuple[Fact, Fact], ...]
    edit: str = ""


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """What another supplier's terms say of a mode."""

    scheme: Text
    mode: Mode
    facts: Mapping[str, Text]
    edit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """The catalogue on a day; `choices` are the languages that the office may give a rule of their own."""

    day: date
    cards: tuple[ModeCard, ...]
    languages: tuple[LanguageRow, ...]
    coming: tuple[ComingRow, ...]
    suppliers: tuple[SupplierRow, ...] = ()
    choices: tuple[Option, ...] = ()
    may_book: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a version as typed would change; `touched` are the numbers of bookings, the first of them."""

    valid_from: date
    until: date | None
    replaces: bool
    changes: tuple[tuple[Fact, Fact], ...]
    count: int
    touched: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditForm:
    """A form as typed; `part` is the template of its fields, `seen` marks what the outlook was made of."""

    part: str
    title: Text
    href: str
    values: Mapping[str, str]
    names: Mapping[str, Text]
    touches: tuple[Text, Text]
    errors: Mapping[str, Text] = field(default_factory=dict)
    outlook: Outlook | None = None
    outlook_error: Text | None = None
    seen: str = ""
    reasons: tuple[Option, ...] = ()
    bases: tuple[Option, ...] = ()
    deadlines: tuple[Option, ...] = ()
    bills: tuple[Option, ...] = ()
    days: tuple[tuple[int, Text], ...] = ()
    modes: tuple[Mode, ...] = ()
