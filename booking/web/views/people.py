"""The register: who there is, what they must show again, and the form of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from booking.domain.documents import PAPERS, Validity
from booking.domain.interpreters import EMPLOYMENTS
from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text
from booking.web.views.orders import Option

TAGS = {Validity.FINE: "", Validity.SOON: "warn", Validity.OVER: "bad"}


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the list is narrowed to; empty is everything. `papers`: only those with a paper that ends soon."""

    q: str = ""
    language: str = ""
    mode: str = ""
    employment: str = ""
    ended: bool = False
    papers: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.q.strip() or self.language or self.mode or self.employment or self.papers)


ALL = Sieve()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One interpreter in the list; `away` is the absence that comes first, `paper` the one that ends first."""

    id: UUID
    name: str
    employment: Text
    languages: Text
    ill: bool = False
    undelivered: bool = False
    modes: tuple[Mode, ...] = ()
    phone: str = ""
    away: tuple[datetime, datetime, Text] | None = None
    paper: Text | None = None
    paper_tag: str = ""


@dataclass(frozen=True, slots=True)
class PeopleList:
    """The register by name."""

    rows: tuple[PersonRow, ...]
    sieve: Sieve = ALL
    languages: tuple[Option, ...] = ()
    may_change: bool = False
    has_papers: bool = False

    @property
    def modes(self) -> tuple[Option, ...]:
        return tuple(Option(mode.value, traits.name) for mode, traits in MODES.items())

    @property
    def employments(self) -> tuple[Option, ...]:
        return tuple(Option(one.value, name) for one, name in EMPLOYMENTS.items())


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A paper, and how long it holds."""

    id: UUID
    name: Text
    kind: str
    note: str
    issued_on: date | None
    expires_on: date | None
    validity: Validity

    @property
    def tag(self) -> str:
        return TAGS[self.validity]


@dataclass(frozen=True, slots=True)
class DocumentBox:
    """The papers of one interpreter, and the form for one more as it was typed."""

    rows: tuple[DocumentRow, ...] = ()
    shown: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Text] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[Option, ...]:
        return tuple(Option(kind.value, name) for kind, name in PAPERS.items())


NO_DOCUMENTS = DocumentBox()


@dataclass(frozen=True, slots=True)
class PersonForm:
    """Somebody as typed; `id` is None for somebody new, whose address is typed too."""

    values: Mapping[str, str]
    errors: Mapping[str, Text] = field(default_factory=dict)
    id: UUID | None = None
    title: str = ""

    @property
    def employments(self) -> tuple[Option, ...]:
        return tuple(Option(one.value, name) for one, name in EMPLOYMENTS.items())

    @property
    def modes(self) -> tuple[Option, ...]:
        return tuple(Option(mode.value, traits.name) for mode, traits in MODES.items())

    @property
    def chosen_modes(self) -> frozenset[str]:
        return frozenset(one.strip() for one in self.values.get("modes", "").split(","))
