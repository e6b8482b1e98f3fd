"""Offices to plan for, seeded: a city's week, a region's and a nation's day, with towns, languages held together,
dialects, salaried staff and freelancers, patterns of hours, absences, and what everything costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from booking.domain.costs.journey_rates import UNPAID, JourneyRate
from booking.matching.planning.problem import NOBODY, Jobs, Pairs, People, Problem
from booking.matching.roster.arrays import Floats, Ints, Mask
from booking.matching.roster.trips import Places

MONDAY = date(2026, 3, 2)
LANGUAGES = tuple(
    name
    for row in (
        "Arabic Ukrainian Somali Tigrinya Farsi Turkish Polish Romanian Kurdish Russian Dari Urdu Pashto Bosnian",
        "Vietnamese Tamil Bulgarian Lithuanian Thai Spanish Greenlandic Amharic Albanian Chinese French Burmese",
        "Swahili Hungarian Portuguese Nepali Bengali Karen Punjabi Lingala DanishSign",
    )
    for name in row.split()
)
MANY = len(LANGUAGES)
# Who speaks the first speaks the second too with that probability.
TOGETHER = (
    "Arabic Kurdish .18,Kurdish Arabic .55,Farsi Dari .65,Dari Farsi .75,Dari Pashto .35,Pashto Dari .5,"
    "Pashto Urdu .25,Urdu Punjabi .35,Punjabi Urdu .8,Ukrainian Russian .75,Russian Ukrainian .45,Polish Russian .15,"
    "Lithuanian Russian .5,Tigrinya Amharic .35,Amharic Tigrinya .5,Tigrinya Arabic .15,Somali Arabic .12,"
    "Somali Swahili .10,Swahili Lingala .15,Lingala French .7,French Arabic .12,Spanish Portuguese .2,"
    "Portuguese Spanish .4,Farsi Kurdish .15,Turkish Kurdish .2,Kurdish Turkish .15,Burmese Karen .35,Karen Burmese .6,"
    "Bengali Urdu .2,Nepali Urdu .08,Romanian Russian .05,Bulgarian Turkish .2,Albanian Bosnian .15"
)
DIALECTS = {"Arabic": 3, "Kurdish": 2, "Somali": 2, "Bosnian": 2, "Chinese": 2, "Spanish": 2}

Town = tuple[float, float, float, float]
"""Latitude, longitude, weight, and how far it spreads in kilometres."""

CITY: tuple[Town, ...] = (
    (57.048, 9.919, 105, 3.0), (57.062, 9.922, 23, 1.8), (57.020, 9.965, 28, 2.0), (57.012, 10.056, 8, 1.2),
    (56.972, 9.848, 9, 1.2), (56.983, 9.639, 6, 1.2), (57.107, 10.023, 6, 1.1), (56.995, 10.310, 4, 1.2),
    (57.131, 9.959, 4, 1.0), (56.889, 10.116, 2, 0.8),
)  # fmt: skip
REGION: tuple[Town, ...] = (
    *CITY, (57.464, 9.982, 25, 2.0), (57.441, 10.536, 23, 2.0), (57.270, 9.949, 13, 1.5), (56.956, 8.694, 14, 1.6),
    (56.643, 9.790, 12, 1.5), (56.805, 9.514, 9, 1.3), (57.725, 10.583, 8, 1.2), (57.334, 10.520, 9, 1.3),
    (56.966, 9.258, 4, 1.0), (56.795, 8.853, 9, 1.3), (57.088, 9.266, 4, 1.0), (57.162, 9.741, 6, 1.0),
    (56.885, 9.837, 9, 1.2), (56.716, 10.116, 5, 1.0),
)  # fmt: skip
NATION: tuple[Town, ...] = (
    *REGION, (55.676, 12.568, 800, 6.0), (55.68, 12.45, 250, 5.0), (55.80, 12.50, 200, 5.0), (55.46, 12.18, 80, 5),
    (56.156, 10.203, 290, 5.0), (55.396, 10.389, 185, 4.0), (55.476, 8.459, 72, 3.0), (56.460, 10.036, 64, 2.5),
    (55.490, 9.472, 63, 2.5), (55.861, 9.850, 62, 2.5), (55.709, 9.536, 61, 2.5), (55.642, 12.087, 52, 2.5),
    (56.138, 8.967, 51, 2.5), (56.036, 12.613, 48, 2.5), (56.170, 9.545, 50, 2.5), (55.230, 11.761, 45, 2.5),
    (55.566, 9.753, 41, 2), (56.453, 9.402, 42, 2.3), (55.928, 12.301, 36, 2.3), (56.360, 8.616, 37, 2),
    (54.909, 9.792, 28, 2), (55.403, 11.354, 35, 2), (55.716, 11.716, 30, 2), (55.060, 10.607, 27, 2),
    (54.769, 11.874, 17, 1.8), (55.044, 9.418, 16, 1.8), (56.566, 9.027, 21, 1.8),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """People, jobs on a working day, towns, and days from Monday on."""

    people: int
    a_day: int
    towns: tuple[Town, ...]
    days: int = 7


SIZES = {
    "city": Size(120, 150, CITY),
    "region": Size(1000, 2000, REGION),
    "nation": Size(5000, 20_000, NATION, 1),
}

SALARIED_SHARE, OVERTIME_ORE = 0.25, 375_00
TRAVEL_ORE, KM_ORE = 200_00, 379
DECLINED_ORE, STRANGER_ORE, NOT_WANTED_ORE = 60_00, 40_00, 25_00
EVENING, SATURDAY, SUNDAY = 1.26, 1.45, 1.50


class _Staff:
    """Who there is."""

    def __init__(self, random: np.random.Generator, size: Size, towns: "_Map", spoken: Floats) -> None:
        many = self.many = size.people
        self.level = _skills(random, many, spoken)
        self.dialect = _dialects(random, self.level)
        modes = [(random.random(many) < share) * bit for share, bit in ((0.90, 1), (0.95, 2), (0.88, 4))]
        self.modes = np.maximum(sum(modes), 0)
        self.modes[self.modes == 0] = 2
        self.woman = random.random(many) < 0.55
        self.cleared = random.choice([0, 1, 2], many, p=[0.6, 0.3, 0.1])
        self.home = towns.places(random, many, 1.05)
        self.max_trip = random.choice([30, 45, 60, 75, 90, 120], many, p=[0.06, 0.14, 0.30, 0.20, 0.18, 0.12])
        self.salaried = random.random(many) < SALARIED_SHARE
        base = np.array([0, 30000, 34000, 41000, 53000])
        self.rate = (base[None, :] * (1 + random.normal(0, 0.05, (many, 1)))).round(-2).astype(np.int64)
        self.hours = np.zeros((many, size.days, 2, 2), dtype=np.int64)
        self.paid = np.zeros((many, size.days, 2), dtype=np.int64)
        self._week(random, size.days)
        self.a_day = np.where(self.salaried, 450, random.choice([240, 360, 480, 600], many, p=[0.12, 0.23, 0.5, 0.15]))
        weekly = random.choice([600, 1200, 1800, 2220], many, p=[0.12, 0.2, 0.28, 0.4])
        self.a_week = np.where(self.salaried, 2220, weekly)
        self.accepts = np.where(self.salaried, 0.99, random.beta(9, 2, many))

    def _week(self, random: np.random.Generator, days: int) -> None:
        pattern = random.choice(5, self.many, p=[0.60, 0.10, 0.10, 0.12, 0.08])
        pattern[: MANY if self.many >= 100 else 0] = 0
        for n in range(self.many):
            off = int(random.integers(5)) if self.salaried[n] and random.random() < 0.3 else -1
            for day in range(days):
                offered = self._offered(random, n, day, off, int(pattern[n]))
                if random.random() < 0.07:
                    offered = []
                elif offered and random.random() < 0.10:
                    starts, ends = offered[0]
                    pause = starts + 30 * int(random.integers(1, max(2, (ends - starts) // 30 - 2)))
                    offered = [(starts, pause), (min(pause + 90, ends), ends)]
                kept = [span for span in offered if span[1] - span[0] >= 30][:2]
                for at, span in enumerate(kept):
                    self.hours[n, day, at] = span

    def _offered(self, random: np.random.Generator, n: int, day: int, off: int, pattern: int) -> list[tuple[int, int]]:
        dawn, weekday = day * 1440, day % 7
        if self.salaried[n]:
            found = []
            if weekday < 5 and weekday != off:
                self.paid[n, day] = (dawn + 480, dawn + 960)
                found = [(dawn + 450, dawn + 960 + (60 if random.random() < 0.3 else 0))]
            if weekday == 5 and random.random() < 0.08:
                found = [(dawn + 540, dawn + 900)]
            return found
        if weekday >= 5:
            works = (pattern == 4 and random.random() < 0.8) or random.random() < 0.22
            return [(dawn + 540, dawn + 1200)] if works else []
        if pattern == 0:
            starts = dawn + 450 + 30 * int(random.integers(3))
            return [(starts, dawn + 1020 + 60 * int(random.integers(3)))]
        if pattern == 3:
            halves = ((480, 720), (750, 1080))
            return [(dawn + starts, dawn + ends) for starts, ends in halves if random.random() < 0.6]
        starts, ends = {1: (450, 780), 2: (720, 1290), 4: (990, 1350)}[pattern]
        return [(dawn + starts, dawn + ends)]


class _Map:
    """Towns, and places in and around them."""

    def __init__(self, towns: Sequence[Town]) -> None:
        rows = np.array(towns)
        self._at, self._weight, self._spread = rows[:, :2], rows[:, 2] / rows[:, 2].sum(), rows[:, 3]

    def places(self, random: np.random.Generator, many: int, power: float = 1.0) -> Places:
        share = self._weight**power
        town = random.choice(len(share), many, p=share / share.sum())
        away = random.normal(0, 1, (many, 2)) * self._spread[town][:, None]
        lat, lon = self._at[town, 0], self._at[town, 1]
        return Places(lat + away[:, 0] / 111.2, lon + away[:, 1] / (111.2 * np.cos(np.radians(lat))))


def _skills(random: np.random.Generator, many: int, spoken: Floats) -> Ints:
    share = spoken**0.80
    share /= share.sum()
    first = random.choice(MANY, many, p=share)
    if many >= 100:
        first[:MANY] = np.arange(MANY)
    levels, chances = [1, 2, 3, 4], [0.06, 0.40, 0.38, 0.16]
    found = np.zeros((many, MANY), dtype=np.int64)
    found[np.arange(many), first] = random.choice(levels, many, p=chances)
    also: dict[int, list[tuple[int, float]]] = {}
    for one, other, chance in (row.split() for row in TOGETHER.split(",")):
        also.setdefault(LANGUAGES.index(one), []).append((LANGUAGES.index(other), float(chance)))
    for n in range(many):
        for other_, likely in also.get(int(first[n]), []):
            if random.random() < likely:
                found[n, other_] = min(random.choice(levels, None, p=chances), found[n, first[n]])
        if random.random() < 0.12:
            more = random.choice(MANY, p=share)
            if found[n, more] == 0:
                found[n, more] = min(2, random.choice(levels, None, p=chances))
    return found


def _dialects(random: np.random.Generator, level: Ints) -> Ints:
    """A bit for each dialect."""
    found = np.where([name in DIALECTS for name in LANGUAGES], 0, 255) * np.ones_like(level)
    for name, many in DIALECTS.items():
        language = LANGUAGES.index(name)
        for n in np.flatnonzero(level[:, language]):
            spoken = 1 << int(random.integers(many))
            if random.random() < 0.45:
                spoken |= 1 << int(random.integers(many))
            if random.random() < 0.15:
                spoken = (1 << many) - 1
            found[n, language] = spoken
    return found


class _Bookings:
    """What is wanted; minutes since Monday."""

    def __init__(self, random: np.random.Generator, size: Size, towns: "_Map", spoken: Floats) -> None:
        self.day = np.repeat(np.arange(size.days), _counts(size))
        many = self.many = len(self.day)
        self.language = random.choice(MANY, many, p=spoken)
        self.dialect = np.zeros(many, dtype=np.int64)
        for name, dialects in DIALECTS.items():
            some = (self.language == LANGUAGES.index(name)) & (random.random(many) < 0.18)
            self.dialect[some] = 1 << random.integers(0, dialects, some.sum())
        self.mode = random.choice([0, 1, 2], many, p=[0.42, 0.35, 0.23])
        lasting = random.choice([30, 45, 60, 90, 120, 180], many, p=[0.30, 0.15, 0.34, 0.12, 0.07, 0.02])
        acute = self._times(random, lasting)
        venues = towns.places(random, max(8, int(12 * len(towns._at) / 10)), 1.15)
        popular = 1 / np.arange(1, len(venues.lat) + 1) ** 0.8
        anywhere = towns.places(random, many)
        venue = random.choice(len(venues.lat), many, p=popular / popular.sum())
        known = random.random(many) < 0.5
        self.place = Places(*(np.where(known, a[venue], b) for a, b in zip(venues, anywhere, strict=True)))
        self.level = random.choice([1, 2, 3, 4], many, p=[0.40, 0.48, 0.10, 0.02])
        self.gender = np.where(random.random(many) < 0.07, 1, np.where(random.random(many) < 0.015, 0, -1))
        self.cleared = random.choice([0, 1, 2], many, p=[0.95, 0.04, 0.01])
        self.weight = random.choice([1, 2, 5], many, p=[0.80, 0.15, 0.05])
        self.weight[acute] = 5
        random.uniform(1, 6, many), random.gamma(2, 60, many)

    def _times(self, random: np.random.Generator, lasting: Ints) -> Mask:
        """Sets starts and ends; which are acute."""
        busy = np.array([0.6, 1.3, 1.7, 1.5, 0.9, 1.2, 1.3, 0.8])
        hour = random.choice(8, self.many, p=busy / busy.sum()) + 8
        at = hour * 60 + random.choice([0, 15, 30, 45], self.many, p=[0.5, 0.12, 0.28, 0.10])
        evening = random.random(self.many) < 0.05
        at = np.where(evening, 17 * 60 + 15 * random.integers(0, 14, self.many), at)
        acute: Mask = random.random(self.many) < 0.02
        self.clock = np.where(acute, 15 * random.integers(28, 88, self.many), at)
        self.starts = self.day * 1440 + self.clock
        self.ends = self.starts + lasting
        return acute


def _counts(size: Size) -> list[int]:
    """Jobs a day; a week has five working days' worth."""
    counts = [size.a_day if day % 7 < 5 else round(size.a_day * 0.10) for day in range(size.days)]
    if size.days == 7:
        total, weekend = 5 * size.a_day, sum(counts[5:])
        counts = [(total - weekend) // 5 if day < 5 else counts[day] for day in range(7)]
        counts[0] += total - sum(counts)
    return counts


def office(name: str, seed: int) -> Problem:
    """A problem of a named size; the same name and seed give the same one."""
    size = SIZES[name]
    random = np.random.default_rng([seed, size.people, size.a_day])
    towns = _Map(size.towns)
    spoken = 1 / np.arange(1, MANY + 1) ** 1.15
    spoken /= spoken.sum()
    staff = _Staff(random, size, towns, spoken)
    wanted = _Bookings(random, size, towns, spoken)
    pairs = _pairs(random, staff, wanted)
    order = np.argsort(wanted.starts, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    job = place[pairs.job]
    sorted_ = np.lexsort((pairs.person, job))
    return Problem(
        days=tuple(MONDAY + timedelta(days=n) for n in range(size.days)),
        week=np.zeros(size.days, dtype=np.int64),
        jobs=Jobs(
            ids=tuple(UUID(int=n + 1) for n in range(wanted.many)),
            starts=wanted.starts[order],
            ends=wanted.ends[order],
            day=wanted.day[order],
            remote=wanted.mode[order] != 0,
            place=wanted.place.of(order),
            weight=wanted.weight[order],
            holder=np.full(wanted.many, NOBODY),
            pinned=np.zeros(wanted.many, dtype=np.bool_),
            disturb_ore=np.zeros(wanted.many, dtype=np.int64),
        ),
        people=People(
            ids=tuple(UUID(int=10**6 + n) for n in range(staff.many)),
            home=staff.home,
            max_trip=staff.max_trip,
            agency=np.zeros(staff.many, dtype=np.bool_),
            left_by_day=np.repeat(staff.a_day[:, None], size.days, axis=1),
            left_by_week=staff.a_week[:, None],
            rate=np.repeat(np.where(staff.salaried, 0, 1)[:, None], size.days, axis=1),
        ),
        pairs=Pairs(
            job=job[sorted_],
            person=pairs.person[sorted_],
            fee_ore=pairs.fee_ore[sorted_],
            soft_ore=pairs.soft_ore[sorted_],
        ),
        rates=(UNPAID, JourneyRate(time_ore=TRAVEL_ORE, km_ore=KM_ORE)),
    )


def _pairs(random: np.random.Generator, staff: _Staff, wanted: _Bookings) -> Pairs:
    lasting = np.maximum(60, -(-(wanted.ends - wanted.starts) // 30) * 30)
    weekday = wanted.day % 7
    late = (wanted.clock >= 17 * 60) | (wanted.clock < 7 * 60)
    factor = np.where(weekday == 6, SUNDAY, np.where(weekday == 5, SATURDAY, np.where(late, EVENING, 1.0)))
    speakers = [np.flatnonzero(staff.level[:, language]) for language in range(MANY)]
    found: list[tuple[Ints, Ints, Ints, Ints]] = []
    for job in range(wanted.many):
        of = speakers[wanted.language[job]]
        barred, asked_for, met = _wishes(random, of)
        able = of[_able(staff, wanted, job, of) & ~np.isin(of, barred)]
        hours = lasting[job] / 60 * factor[job]
        rate = staff.rate[able, staff.level[able, wanted.language[job]]]
        paid = (staff.paid[able, wanted.day[job], 0] <= wanted.starts[job]) & (
            wanted.ends[job] <= staff.paid[able, wanted.day[job], 1]
        )
        own = np.where(paid, 0, np.rint(OVERTIME_ORE * hours))
        fee = np.where(staff.salaried[able], own, np.rint(rate * hours)).astype(np.int64)
        soft = np.rint(DECLINED_ORE * (1 - staff.accepts[able])).astype(np.int64)
        soft += STRANGER_ORE * ~np.isin(able, met) * bool(len(met))
        soft += NOT_WANTED_ORE * ~np.isin(able, asked_for) * bool(len(asked_for))
        found.append((np.full(len(able), job), able, fee, soft))
    columns = (np.concatenate(part) for part in zip(*found, strict=True))
    return Pairs(**dict(zip(("job", "person", "fee_ore", "soft_ore"), columns, strict=True)))


def _wishes(random: np.random.Generator, of: Ints) -> tuple[Ints, Ints, Ints]:
    """Who is barred, who is asked for, and who has met the citizen."""
    barred = asked_for = met = of[:0]
    if len(of):
        barred = random.choice(of, 1) if random.random() < 0.03 else barred
        asked_for = random.choice(of, min(2, len(of)), replace=False) if random.random() < 0.12 else asked_for
        met = random.choice(of, 1) if random.random() < 0.35 else met
    return barred, asked_for, met


def _able(staff: _Staff, wanted: _Bookings, job: int, of: Ints) -> Mask:
    language = wanted.language[job]
    able: Mask = (staff.level[of, language] >= wanted.level[job]) & ((staff.modes[of] >> wanted.mode[job]) & 1 == 1)
    if wanted.dialect[job]:
        able &= (staff.dialect[of, language] & wanted.dialect[job]) != 0
    if wanted.gender[job] >= 0:
        able &= staff.woman[of] == (wanted.gender[job] == 1)
    able &= staff.cleared[of] >= wanted.cleared[job]
    hours = staff.hours[of, wanted.day[job]]
    inside: Mask = ((hours[:, :, 0] <= wanted.starts[job]) & (wanted.ends[job] <= hours[:, :, 1])).any(axis=1)
    return able & inside
