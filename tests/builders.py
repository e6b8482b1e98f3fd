"""The cast: an account per role, an outsider, four interpreters; and orders made of what a test does not care about."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from booking.domain.accounts import Account, Actor, Role
from booking.domain.bookings import Order
from booking.domain.interpreters import Employment, Hours, Interpreter, Skill
from booking.domain.modes import Mode
from booking.domain.units import Unit
from booking.gateways.secrets import fingerprint, hash_password
from booking.persistence.units import add_places, add_units
from booking.services.accounts import actor_of
from booking.services.desk import Desk

_SPACE = UUID("6f1c1d1e-0000-4000-8000-000000000000")
PASSWORD = "tolk-i-test"

TOWN_HALL, JOB_CENTRE, FAMILY = (uuid5(_SPACE, name) for name in ("town hall", "job centre", "family"))
UNITS = (
    Unit(TOWN_HALL, "radhus", "Rådhuset", address="Torvet 1, 9901 Fjordby", lat=57.05, lon=9.92),
    Unit(JOB_CENTRE, "jobcenter", "Jobcentret", TOWN_HALL, address="Havnegade 4, 9901 Fjordby", lat=57.05, lon=9.93),
    Unit(FAMILY, "familie", "Familieafdelingen", TOWN_HALL, address="Engvej 2, 9902 Vesterby", lat=57.02, lon=9.85),
)
ALL_WEEK = tuple(Hours(day, time(0), time(0)) for day in range(1, 8))
SALMA, FARID, OLENA, BUREAU = (uuid5(_SPACE, name) for name in ("salma", "farid", "olena", "bureau"))


def interpreter(key: UUID, name: str, employment: Employment, *languages: str, **others: Any) -> Interpreter:
    """Somebody who can always and everywhere, unless a test says otherwise."""
    values: dict[str, Any] = {
        "email": f"{name.split()[0].lower()}@tolk.example.org",
        "lat": 57.05,
        "lon": 9.92,
        "hours": ALL_WEEK,
        "daily_limit": 1440,
        "weekly_limit": 10080,
        "skills": tuple(Skill(language, 3, date(2018, 1, 1)) for language in languages),
    }
    return Interpreter(id=key, name=name, employment=employment, **values | others)


INTERPRETERS = (
    interpreter(SALMA, "Salma Idris", Employment.SALARIED, "apc", gender="female"),
    interpreter(FARID, "Farid Nazari", Employment.FREELANCE, "prs", "pes", gender="male"),
    interpreter(OLENA, "Olena Bondar", Employment.FREELANCE, "ukr", "prs", gender="female"),
    interpreter(BUREAU, "Tolkebureauet Nord", Employment.AGENCY, "pus", category="agency"),
)
# The key of each is the field of Cast.
PEOPLE: dict[str, dict[str, Any]] = {
    "requester": {"role": Role.REQUESTER, "unit_id": JOB_CENTRE},
    "outsider": {"role": Role.REQUESTER, "unit_id": FAMILY},
    "coordinator": {"role": Role.COORDINATOR},
    "finance": {"role": Role.FINANCE},
    "approver": {"role": Role.APPROVER},
    "leader": {"role": Role.LEADER, "unit_id": TOWN_HALL},
    "admin": {"role": Role.ADMIN},
    "auditor": {"role": Role.AUDITOR},
    "salma": {"role": Role.INTERPRETER, "interpreter_id": SALMA},
    "farid": {"role": Role.INTERPRETER, "interpreter_id": FARID},
    "olena": {"role": Role.INTERPRETER, "interpreter_id": OLENA},
    "bureau": {"role": Role.INTERPRETER, "interpreter_id": BUREAU},
}


def token_of(name: str) -> str:
    """The bearer token of a member of the cast."""
    return f"st_{name}_of_the_cast"


async def build_cast(desk: Desk) -> None:
    """Writes units, interpreters, accounts and their tokens."""
    await add_units(desk.connection, UNITS)
    await add_places(desk.connection, {"9901": ("Fjordby", 57.05, 9.92), "9902": ("Vesterby", 57.02, 9.85)})
    await desk.interpreters.add_all(INTERPRETERS)
    password_hash = hash_password(PASSWORD)
    for name, facts in PEOPLE.items():
        others = {key: value for key, value in facts.items() if key != "role"}
        account = Account(
            id=uuid5(_SPACE, f"account {name}"),
            email=f"{name}@example.org",
            name=name.capitalize(),
            roles=frozenset({facts["role"]}),
            **others,
        )
        await desk.accounts.add(account, password_hash=password_hash, now=desk.now)
        await desk.accounts.add_token(account.id, fingerprint(token_of(name)), name="tests", now=desk.now)


@dataclass(frozen=True)
class Cast:
    """Actors by name: `cast.requester`, `cast.outsider`, `cast["farid"]`."""

    actors: dict[str, Actor]

    @classmethod
    async def of(cls, desk: Desk) -> "Cast":
        found: dict[str, Actor] = {}
        for name in PEOPLE:
            known = await desk.accounts.by_email(f"{name}@example.org")
            assert known is not None
            found[name] = actor_of(known[0], desk.reference.units, via="api")
        return cls(found)

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]

    @property
    def requester(self) -> Actor:
        return self.actors["requester"]

    @property
    def coordinator(self) -> Actor:
        return self.actors["coordinator"]

    @property
    def outsider(self) -> Actor:
        return self.actors["outsider"]


def order(**different: Any) -> Order:
    """An hour of Levantine Arabic by phone, Thursday 12 March 2026 at 10.00 in Copenhagen, unless said otherwise."""
    usual = Order(
        language="apc",
        mode=Mode.PHONE,
        starts_at=datetime(2026, 3, 12, 9, 0, tzinfo=UTC),
        ends_at=datetime(2026, 3, 12, 10, 0, tzinfo=UTC),
        unit_id=JOB_CENTRE,
        case_type="integration_benefit",
        measure="OFFER_23B",
        phone="99 31 00 00",
        citizen_ref="26-04417",
    )
    if "starts_at" in different and "ends_at" not in different:
        different["ends_at"] = different["starts_at"] + timedelta(hours=1)
    return replace(usual, **different)
