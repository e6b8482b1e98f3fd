"""What surrounds every page: who is here, where one can go, which tongue, and what just happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from booking.domain.accounts import Role, Theme
from booking.domain.texts import Text, Tongue
from booking.web.views.menu import GROUPS, KEYS, OTHERS

R = Role


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the main menu and the roles that have it; `counts` says what its number counts.

    One that is `seldom` wanted makes room where the menu is full.
    """

    key: str
    href: str
    name: Text
    roles: frozenset[Role]
    counts: Text | None = None
    seldom: bool = False


MOST_BESIDE = 6
PLACES: tuple[Place, ...] = (
    Place("bestil", "/bestil", Text("Bestil tolk", "Book interpreter"), frozenset({R.REQUESTER, R.COORDINATOR})),
    Place("nu", "/nu", Text("Telefontolk nu", "Interpreter now"), frozenset({R.REQUESTER, R.COORDINATOR})),
    Place(
        "tavle",
        "/tavle",
        Text("Tavle", "Board"),
        frozenset({R.COORDINATOR, R.ADMIN}),
        Text("uden tolk", "without interpreter"),
    ),
    Place(
        "opgaver",
        "/opgaver",
        Text("Opgaver", "Tasks"),
        frozenset({R.COORDINATOR, R.ADMIN}),
        Text("at se på", "to look at"),
    ),
    Place(
        "bestillinger",
        "/bestillinger",
        Text("Bestillinger", "Bookings"),
        frozenset(R) - {R.INTERPRETER},
    ),
    Place(
        "attestation",
        "/attestation",
        Text("Attestation", "Attestation"),
        frozenset({R.REQUESTER}),
        Text("til attestation", "to attest"),
    ),
    Place(
        "refusion",
        "/refusion/uafklaret",
        Text("Refusion", "Refunds"),
        frozenset({R.FINANCE, R.APPROVER, R.AUDITOR}),
    ),
    Place("loen", "/loen", Text("Løn", "Payroll"), frozenset({R.FINANCE, R.AUDITOR}), seldom=True),
    Place("cpr-opslag", "/cpr-opslag", Text("CPR-opslag", "CPR reads"), frozenset({R.AUDITOR}), seldom=True),
    Place(
        "tolke",
        "/tolke",
        Text("Tolke", "Interpreters"),
        frozenset({R.COORDINATOR, R.ADMIN, R.LEADER, R.FINANCE, R.AUDITOR}),
    ),
    Place(
        "tolk", "/tolk", Text("Mine opgaver", "My jobs"), frozenset({R.INTERPRETER}), Text("nye tilbud", "new offers")
    ),
    Place("kalender", "/kalender", Text("Kalender", "Calendar"), frozenset({R.REQUESTER})),
    Place("servicekatalog", "/servicekatalog", Text("Servicekatalog", "Catalogue"), frozenset(R), seldom=True),
    Place(
        "overblik",
        "/overblik",
        Text("Overblik", "Overview"),
        frozenset({R.COORDINATOR, R.FINANCE, R.APPROVER, R.LEADER, R.ADMIN, R.AUDITOR}),
    ),
    Place(
        "rapporter",
        "/rapporter",
        Text("Rapporter", "Reports"),
        frozenset({R.COORDINATOR, R.FINANCE, R.APPROVER, R.LEADER, R.ADMIN, R.AUDITOR}),
        seldom=True,
    ),
    Place(
        "kvalitet",
        "/kvalitet",
        Text("Kvalitet", "Quality"),
        frozenset({R.COORDINATOR, R.LEADER, R.ADMIN, R.AUDITOR}),
        seldom=True,
    ),
    Place(
        "takster",
        "/takster",
        Text("Takster", "Tariffs"),
        frozenset({R.COORDINATOR, R.FINANCE, R.ADMIN, R.AUDITOR}),
        seldom=True,
    ),
    Place(
        "leverandoerer",
        "/leverandoerer",
        Text("Leverandører", "Suppliers"),
        frozenset({R.COORDINATOR, R.FINANCE, R.ADMIN}),
        seldom=True,
    ),
    Place(
        "fakturaer",
        "/fakturaer",
        Text("Fakturaer", "Invoices"),
        frozenset({R.FINANCE, R.APPROVER, R.AUDITOR, R.ADMIN}),
        seldom=True,
    ),
    Place(
        "oekonomi",
        "/oekonomi",
        Text("Økonomi", "Finances"),
        frozenset({R.FINANCE, R.APPROVER, R.LEADER, R.ADMIN, R.AUDITOR}),
    ),
    Place(
        "indstillinger",
        "/indstillinger",
        Text("Indstillinger", "Settings"),
        frozenset({R.COORDINATOR, R.ADMIN}),
        seldom=True,
    ),
    Place("enheder", "/enheder", Text("Enheder", "Units"), frozenset({R.ADMIN, R.FINANCE}), seldom=True),
    Place(
        "administration",
        "/administration",
        Text("Administration", "Administration"),
        frozenset({R.ADMIN}),
        seldom=True,
    ),
    Place("log", "/administration/log", Text("Log", "Log"), frozenset({R.AUDITOR}), seldom=True),
    Place("post", "/post", Text("Udgående post", "Outgoing email"), frozenset({R.COORDINATOR, R.ADMIN}), seldom=True),
)


@dataclass(frozen=True, slots=True)
class Me:
    """The one who is logged in."""

    name: str
    email: str
    roles: frozenset[Role]

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence about what just happened, shown once at the top of the next page; `undo` takes it back."""

    text: Text
    kind: Literal["ok", "info", "warn", "bad"] = "ok"
    undo: str = ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """The frame: `path` is where the language switch comes back to, `place` the menu entry that is lit."""

    tongue: Tongue
    municipality: str
    csrf: str
    path: str
    place: str = ""
    me: Me | None = None
    notice: Notice | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    local: bool = False
    theme: Theme = "auto"
    shortcuts: bool = True

    @property
    def product(self) -> str:
        """Whose SprogTolk it is, as the title and the foot of every page say it; a new office has no name yet."""
        return f"SprogTolk, {self.municipality}" if self.municipality else "SprogTolk"

    @property
    def places(self) -> tuple[Place, ...]:
        if self.me is None:
            return ()
        mine = self.me.roles
        return tuple(place for place in PLACES if place.roles & mine and (self.local or place.key != "post"))

    @property
    def front(self) -> tuple[Place, ...]:
        """The entries that stand beside each other: all where they fit, else the first that are wanted often."""
        if len(self.places) <= MOST_BESIDE:
            return self.places
        return tuple(place for place in self.places if not place.seldom)[:MOST_BESIDE]

    @property
    def rest(self) -> tuple[tuple[Text, tuple[Place, ...]], ...]:
        """The others, by group."""
        front = self.front
        return _grouped(tuple(place for place in self.places if place not in front))

    @property
    def all_groups(self) -> tuple[tuple[Text, tuple[Place, ...]], ...]:
        return _grouped(self.places)

    @property
    def in_rest(self) -> bool:
        """Whether the lit entry is one that is folded away."""
        return any(place.key == self.place for _, places in self.rest for place in places)

    @property
    def waiting(self) -> int:
        """What the numbers of all entries come to."""
        return sum(self.counts.get(place.key, 0) for place in self.places)

    def key_of(self, key: str) -> str:
        """The keys that lead to the entry; none where they are switched off."""
        return KEYS.get(key, "") if self.shortcuts else ""

    def has(self, key: str) -> bool:
        """Whether the menu of the one who is here has the entry."""
        return any(place.key == key for place in self.places)


def _grouped(places: tuple[Place, ...]) -> tuple[tuple[Text, tuple[Place, ...]], ...]:
    """By group, in the groups' order; a group with nothing in it is left out."""
    known = frozenset().union(*(keys for _, keys in GROUPS))
    found = [(name, tuple(one for one in places if one.key in keys)) for name, keys in GROUPS]
    found.append((OTHERS, tuple(one for one in places if one.key not in known)))
    return tuple((name, those) for name, those in found if those)
