"""A staff of freelancers who speak Tigrinya, for the tests that ask several at once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from booking.domain.accounts import SYSTEM, Account, Actor, Role
from booking.domain.bookings import Booking
from booking.domain.interpreters import Employment, Interpreter, Skill
from booking.domain.offers import Offer, OfferState
from booking.resources import Resources
from booking.services import bookings
from booking.services.accounts import actor_of
from tests.builders import BUREAU, Cast, interpreter, order
from tests.conftest import NOW

_SPACE = UUID("6f1c1d1e-0000-4000-8000-00000000a5c0")
NAMES = ("Abeba Haile", "Biniam Tekle", "Dawit Asmerom", "Eden Ghebre", "Feven Abraha", "Ghirmay Solomon")


def tigrinya(at: int, **different: Any) -> Interpreter:
    """One of the staff, by number; each lives as near and costs as much as the others."""
    return interpreter(uuid5(_SPACE, str(at)), NAMES[at], Employment.FREELANCE, "tir", **different)


async def hire(office: Resources, people: Sequence[Interpreter]) -> dict[UUID, Actor]:
    """Adds them with accounts of their own; who they are when they act, by interpreter."""
    found: dict[UUID, Actor] = {}
    async with office.desk(SYSTEM) as desk:
        await desk.interpreters.add_all(people)
        for one in people:
            account = Account(
                id=uuid5(_SPACE, f"account {one.id}"),
                email=f"account-{one.id}@example.org",
                name=one.name,
                roles=frozenset({Role.INTERPRETER}),
                interpreter_id=one.id,
            )
            await desk.accounts.add(account, password_hash=None, now=desk.now)
            found[one.id] = actor_of(account, desk.reference.units, via="api")
    return found


async def hire_six(office: Resources) -> dict[UUID, Actor]:
    return await hire(office, [tigrinya(at) for at in range(len(NAMES))])


async def teach_bureau(office: Resources) -> None:
    """The cast's agency speaks Tigrinya too."""
    async with office.desk(SYSTEM) as desk:
        agency = await desk.interpreters.get(BUREAU)
        assert agency.employment is Employment.AGENCY
        await desk.interpreters.add_all(
            [
                interpreter(
                    uuid5(_SPACE, "agency"),
                    "Tolkebureauet Syd",
                    Employment.AGENCY,
                    "tir",
                    category="agency",
                    agency_rank=1,
                    email="bureau.syd@tolk.example.org",
                )
            ]
        )


AGENCY = uuid5(_SPACE, "agency")


async def wanted(office: Resources, cast: Cast, ahead: timedelta, **different: Any) -> Booking:
    """A booking of Tigrinya by phone, so long from the tests' now."""
    starts_at = NOW + ahead
    usual: dict[str, Any] = {"language": "tir", "citizen_ref": "", "starts_at": starts_at}
    async with office.desk(cast.requester) as desk:
        return await bookings.request(desk, order=order(**usual | different))


async def offers_of(office: Resources, cast: Cast, number: str) -> list[Offer]:
    async with office.desk(cast.coordinator) as desk:
        return (await bookings.read(desk, number)).offers


async def open_offers_of(office: Resources, cast: Cast, number: str) -> list[Offer]:
    return [one for one in await offers_of(office, cast, number) if one.state is OfferState.OPEN]


def skilled(language: str) -> tuple[Skill, ...]:
    return (Skill(language, 3, date(2018, 1, 1)),)


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)
