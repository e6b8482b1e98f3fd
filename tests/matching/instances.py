"""Instances: one booking and one interpreter in plain daylight, and seeded random offices full of edges."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from booking.domain.availability import Availability
from booking.domain.interpreters import Employment, Hours, Skill
from booking.domain.modes import Mode
from booking.domain.periods import COPENHAGEN, Period
from booking.domain.texts import Text
from booking.matching.cases import Case
from booking.matching.feasibility import obstacles
from booking.matching.problem import Candidate, Job, Wanted, occasion_of
from booking.matching.travel import Place

LONG_AGO = date(2020, 1, 1)
NAMES = {"apc": Text("levantinsk arabisk", "Levantine Arabic"), "ary": Text("marokkansk arabisk", "Moroccan Arabic")}
OFFICE_HOURS = Availability(weekly=tuple(Hours(weekday, time(8), time(16)) for weekday in range(1, 6)))


def at(clock: str, *, day: int = 24, minutes: int = 60) -> Period:
    """A period in March 2026, where the 24th is a Tuesday and Copenhagen is one hour ahead of UTC."""
    starts_at = datetime.combine(date(2026, 3, day), time.fromisoformat(clock), tzinfo=COPENHAGEN)
    return Period(starts_at, starts_at + timedelta(minutes=minutes))


# Tuesday 24 March 2026 at 10.00, one hour, in person; 0.1° north of Amira's home: 25 minutes and 14.5 km.
WANTED = Wanted(
    booking_id=UUID(int=1),
    accepted_languages=("apc",),
    mode=Mode.IN_PERSON,
    period=at("10:00"),
    lat=57.1,
    lon=10.0,
    citizen_ref="S-17",
    language_names=NAMES,
)

PHONE = replace(WANTED, mode=Mode.PHONE)

AMIRA = Candidate(
    id=UUID(int=101),
    name="Amira Holm",
    employment=Employment.FREELANCE,
    languages=(Skill("apc", 2, LONG_AGO),),
    gender="female",
    born=date(1990, 5, 1),
    lat=57.0,
    lon=10.0,
    availability=OFFICE_HOURS,
)

AGENCY = Candidate(
    id=UUID(int=901),
    name="Nordtolk",
    employment=Employment.AGENCY,
    languages=(Skill("apc", 1, LONG_AGO),),
    cost_ore=90000,
)


def busy(clock: str, *, mode: Mode = Mode.PHONE, minutes: int = 60, day: int = 24, place: Place = (57.1, 10.0)) -> Job:
    return Job(period=at(clock, minutes=minutes, day=day), mode=mode, lat=place[0], lon=place[1])


def reasons(wanted: Wanted, candidate: Candidate) -> list[tuple[str, str]]:
    """Rule and Danish reason of every obstacle."""
    return [(removed.rule, removed.reason.da) for removed in obstacles(Case(occasion_of(wanted), candidate))]


LANGUAGES = ("apc", "ary", "prs", "pes")
# Ordinary days, the shortest night, the longest, a Sunday with a Monday behind it, and New Year.
DAYS = (
    date(2026, 3, 24),
    date(2026, 3, 28),
    date(2026, 3, 29),
    date(2026, 10, 24),
    date(2026, 10, 25),
    date(2026, 12, 31),
)
CLOCKS = tuple(time(hour, minute) for hour in (0, 6, 8, 12, 16, 20, 22) for minute in (0, 30))


def random_instances(seed: int, count: int, *, size: int) -> Iterator[tuple[Wanted, tuple[Candidate, ...]]]:
    """That many bookings, each with `size` candidates; the same seed gives the same ones."""
    random = Random(seed)
    for _ in range(count):
        wanted = random_wanted(random)
        yield wanted, tuple(random_candidate(random, wanted) for _ in range(size))


def random_wanted(random: Random) -> Wanted:
    starts_at = _around(random, random.choice(DAYS))
    return Wanted(
        booking_id=UUID(int=random.randrange(1, 4)),
        accepted_languages=tuple(random.sample(LANGUAGES, random.choice((1, 1, 2)))),
        substitutes_on_consent=tuple(random.sample(LANGUAGES, random.choice((0, 1)))),
        mode=random.choice(list(Mode)),
        period=Period(starts_at, starts_at + timedelta(minutes=random.choice((30, 45, 60, 90, 180)))),
        level=random.choice((1, 1, 2, 3)),
        gender=random.choice((None, None, "female", "male")),
        gender_required=random.random() < 0.5,
        barred=frozenset({UUID(int=101)} if random.random() < 0.2 else ()),
        preferred=(UUID(int=102),) if random.random() < 0.3 else (),
        lat=None if random.random() < 0.05 else 57.0 + random.uniform(-0.2, 0.2),
        lon=10.0,
        citizen_ref=random.choice(("", "S-17", "S-18")),
        language_names=NAMES,
    )


def random_candidate(random: Random, wanted: Wanted) -> Candidate:
    """Somebody who is rather often the right one, and otherwise wrong in one thing or several."""
    day = wanted.period.starts_at.astimezone(COPENHAGEN).date()
    home = random.random() > 0.05
    eighteen = date(day.year - 18, day.month, day.day)
    return Candidate(
        id=UUID(int=random.randrange(101, 111)),
        name=random.choice(("Amira Holm", "Bilal Krogh", "Chenda Lund", "Daria Skov")),
        employment=random.choice((Employment.SALARIED, Employment.FREELANCE, Employment.FREELANCE, Employment.AGENCY)),
        languages=tuple(_skill(random, day) for _ in range(random.choice((1, 2, 3)))),
        modes=frozenset(mode for mode in Mode if random.random() < 0.85),
        gender=random.choice(("female", "male", None)),
        born=random.choice((None, date(1980, 2, 29), eighteen, eighteen + timedelta(days=1))),
        lat=57.0 + random.uniform(-0.1, 0.1) if home else None,
        lon=10.0 if home else None,
        availability=random_availability(random, wanted.period),
        busy=tuple(_job(random, wanted) for _ in range(random.choice((0, 0, 1, 2, 4)))),
        daily_limit=random.choice((60, 240, 480)),
        weekly_limit=random.choice((90, 600, 2220)),
        max_trip=random.choice((20, 30, 60, 90)),
        conflicts=frozenset({"S-17"} if random.random() < 0.2 else ()),
        declined=random.random() < 0.1,
        met_citizen=random.choice((0, 0, 1, 7)),
        asked_month=random.choice((0, 1, 3)),
        worked_minutes_month=random.choice((0, 90, 2220)),
        accept_rate=random.choice((1.0, 0.8, 0.25)),
        cost_ore=random.choice((0, 37072, 74144)),
        agency_rank=random.choice((0, 1, 2)),
    )


def random_availability(random: Random, wanted: Period) -> Availability:
    """Mostly wide hours; some short, some by night, some with an extra or an absent hour near the wanted one."""
    weekly = tuple(
        Hours(weekday, *random.choice(((time(0), time(0)), (time(6), time(22)), tuple(random.sample(CLOCKS, 2)))))
        for weekday in range(1, 8)
        for _ in range(random.choice((0, 1, 1, 1, 2)))
    )
    near = [wanted.shifted(15 * random.randrange(-12, 13)) for _ in range(2)]
    return Availability(
        weekly=weekly,
        extra=tuple(near[:1] if random.random() < 0.3 else ()),
        absences=tuple(near[1:] if random.random() < 0.2 else ()),
    )


def _skill(random: Random, day: date) -> Skill:
    valid_from = random.choice((LONG_AGO, LONG_AGO, day, day + timedelta(days=1)))
    valid_to = random.choice((None, None, day, day - timedelta(days=1)))
    return Skill(random.choice(LANGUAGES), random.randrange(1, 5), valid_from, valid_to)


def _job(random: Random, wanted: Wanted) -> Job:
    """Near the wanted time more often than not, to the minute of a gap that is just enough or just not."""
    away = random.choice((random.randrange(-180, 180), random.randrange(-4000, 4000)))
    starts_at = wanted.period.starts_at + timedelta(minutes=away)
    return Job(
        period=Period(starts_at, starts_at + timedelta(minutes=random.choice((30, 60, 120)))),
        mode=random.choice(list(Mode)),
        lat=random.choice((None, 57.0, wanted.lat)),
        lon=10.0,
        booking_id=UUID(int=random.randrange(1, 12)),
        number=random.choice(("", "B-2026-7")),
        open_offer=random.random() < 0.3,
    )


def _around(random: Random, day: date) -> datetime:
    midnight = datetime.combine(day, time(0), tzinfo=COPENHAGEN).astimezone(UTC)
    return midnight + timedelta(minutes=5 * random.randrange(288))
