"""What the dice decide: whose case it is, when they meet, for how long, and what is said to find the place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from booking.domain.accounts import Actor
from booking.domain.bookings import Order
from booking.domain.modes import Mode
from booking.domain.periods import Period, instant_of, local_date
from booking.domain.units import Unit
from booking.local.seeding.eras import EVERYWHERE, UNITS, Era, purposes_of
from booking.local.seeding.municipality import Municipality

T = TypeVar("T")

# Mornings are full, Thursdays have open counselling from 15 to 17.
STARTS = {
    "08:00": 5, "08:15": 3, "08:30": 8, "09:00": 15, "09:15": 3, "09:30": 10, "10:00": 14, "10:30": 9, "11:00": 8,
    "11:30": 4, "12:00": 3, "12:30": 6, "13:00": 10, "13:30": 6, "14:00": 6, "14:30": 3, "15:00": 3, "15:30": 2,
    "16:00": 1, "17:00": 1,
}  # fmt: skip
LENGTHS: Mapping[bool, Mapping[int, int]] = {
    False: {30: 2, 45: 4, 60: 12, 75: 2, 90: 6, 120: 3},
    True: {15: 2, 30: 10, 45: 6, 60: 6, 90: 1},
}
WEEKDAY_WEIGHTS = (22, 23, 21, 22, 14, 1, 0.5)
REASONS = {"several_parties": 5, "trauma": 4, "documents": 4, "child": 2, "home_visit": 2, "hearing": 1, "other": 1}
CITIZENS = 700


@dataclass(frozen=True, slots=True)
class Citizen:
    """A case that comes back: its reference, language and type, the person group if known, and its unit."""

    ref: str
    language: str
    case_type: str
    unit_id: UUID


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def draw_citizens(rng: Random, era: Era, municipality: Municipality, *, year: int) -> list[Citizen]:
    """The cases of one year, their types in the era's proportions."""
    citizens = []
    for n in rng.sample(range(1000, 99999), CITIZENS):
        language, case_type = weighted(rng, era.languages), weighted(rng, era.case_types)
        unit = municipality.units[weighted(rng, UNITS.get(case_type, EVERYWHERE))]
        citizens.append(Citizen(f"{year % 100:02}-{n:05}", language, case_type, unit.id))
    return citizens


def draw_period(rng: Random, days: Sequence[date], *, remote: bool) -> Period:
    """A meeting on one of the days; hardly ever at the weekend."""
    day = rng.choices(days, weights=[WEEKDAY_WEIGHTS[day.weekday()] for day in days])[0]
    starts_at = instant_of(day, time.fromisoformat(weighted(rng, STARTS)), fold=0)
    return Period(starts_at, starts_at + timedelta(minutes=weighted(rng, LENGTHS[remote])))


def draw_order(
    rng: Random, era: Era, citizen: Citizen, unit: Unit, requester: Actor, *, mode: Mode, period: Period
) -> Order:
    """What the requester would have typed."""
    purposes = purposes_of(era, citizen.case_type)
    measure, group, _ = rng.choices(purposes, weights=[weight for *_, weight in purposes])[0]
    reason = weighted(rng, REASONS) if mode is Mode.IN_PERSON else None
    return Order(
        language=citizen.language,
        mode=mode,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        unit_id=unit.id,
        case_type=citizen.case_type,
        measure=measure,
        person_group=group,
        phone=f"99 31 {rng.randint(20, 79)} {rng.randint(10, 99)}" if mode is Mode.PHONE else "",
        link=f"https://video.example.org/{citizen.ref}" if mode is Mode.SKYPE else "",
        in_person_reason=reason,
        citizen_ref=citizen.ref,
        contact=requester.name,
        parties=rng.choice((2, 2, 2, 3, 3, 4)),
        child_present=reason == "child",
    )


def draw_mode(rng: Random, *, remote: bool) -> Mode:
    return rng.choices((Mode.PHONE, Mode.SKYPE), weights=(3, 2))[0] if remote else Mode.IN_PERSON


def draw_asked_at(rng: Random, starts_at: datetime, *, not_before: datetime) -> datetime:
    """When it was ordered: in office hours some days before, or at the last moment."""
    ahead = rng.choices((0, 1, 2, 3, 5, 7, 10, 14, 21), weights=(4, 10, 12, 14, 14, 20, 12, 10, 4))[0]
    day = local_date(starts_at) - timedelta(days=ahead)
    day -= timedelta(days=max(0, day.weekday() - 4))
    clock = time(rng.randint(8, 15), rng.randint(0, 59), rng.randint(0, 59))
    asked_at = instant_of(day, clock, fold=0)
    return min(max(asked_at, not_before), starts_at - timedelta(minutes=rng.randint(45, 180)))


def soon(rng: Random, after: datetime, *, least: float, most: float) -> datetime:
    """Some minutes later."""
    return after + timedelta(minutes=round(rng.uniform(least, most), 2))
