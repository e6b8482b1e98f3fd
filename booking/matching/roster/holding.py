"""Holding everybody against one booking: the first rule in each one's way, and the order of those who can."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

import numpy as np

from booking.domain.modes import Mode
from booking.domain.periods import Period, local_date
from booking.matching.cases import Case
from booking.matching.explanation import RuleCount
from booking.matching.feasibility import RULES, Removed, first_obstacle
from booking.matching.problem import Occasion, Wanted, occasion_of
from booking.matching.ranking import DEFAULT_WEIGHTS, Ranked, Ranking, ranked_as
from booking.matching.roster.arrays import MINUTE, Ints, Mask, ints, moment
from booking.matching.roster.diaries import Day, day_of
from booking.matching.roster.people import GENDERS, MODES, Roster
from booking.matching.roster.trips import Trips
from booking.matching.weights import FULL_WEEK_MINUTES, Weights

KEYS = tuple(rule.key for rule in RULES)
PERSONAL = np.array([rule.personal for rule in RULES])
ABLE = len(KEYS)
STRANGER, UNQUALIFIED = -2, -1

Costs = Callable[[Ints, Trips | None], Ints]
"""Expected costs in øre of the people at these rows, given each one's trip there; None to a remote booking."""


@dataclass(frozen=True, slots=True)
class Held:
    """A roster held against a booking.

    `pool` are the rows of those who speak a language that would do; `broken` says for each rule (first axis, in the
    order of RULES) and each of the pool whether it stands in the way; `order` are rows, first to last, with `scores`.
    """

    roster: Roster
    wanted: Wanted
    weights: Weights
    pool: Ints
    broken: Mask
    order: Ints
    scores: Ints
    costs: Ints

    @property
    def first(self) -> Ints:
        """For everybody, the index of the first rule in the way; `ABLE` for those who can."""
        found = np.zeros(len(self.roster.people), dtype=np.int64)
        found[self.pool] = np.where(self.broken.any(axis=0), self.broken.argmax(axis=0), ABLE)
        return found

    def best(self, most: int | None = None) -> tuple[Ranked, ...]:
        """Those who can, first to last, as the plain ranking has them, with words; no more than `most`."""
        occasion, people = occasion_of(self.wanted), self.roster.people
        chosen = zip(self.order[:most], self.costs[:most], strict=True)
        return tuple(
            ranked_as(place, Case(occasion, replace(people[n], cost_ore=int(cost))), self.weights)
            for place, (n, cost) in enumerate(chosen, start=1)
        )

    def ranking(self) -> Ranking:
        """Everybody placed or explained, as the plain ranking has it."""
        return Ranking(self.best(), tuple(self._removed(occasion_of(self.wanted))))

    def _removed(self, occasion: Occasion) -> Iterator[Removed]:
        for n in np.flatnonzero(self.first != ABLE):
            obstacle = first_obstacle(Case(occasion, self.roster.people[n]))
            assert obstacle is not None, "the arrays and the plain rules say the same"
            yield obstacle

    def counts(self) -> tuple[RuleCount, ...]:
        """What each rule removed: first in order, at all, and alone; also of those who do not speak the language."""
        everybody = np.arange(len(self.roster.people))
        occasion = occasion_of(self.wanted)
        broken = _held_against(self.roster, occasion, everybody, _starts_of(occasion))[0][:, 0]
        first = np.bincount(broken.argmax(axis=0)[broken.any(axis=0)], minlength=len(RULES))
        every, single = broken.sum(axis=1), broken[:, broken.sum(axis=0) == 1].sum(axis=1)
        return tuple(
            RuleCount(rule.key, rule.name, int(first[n]), int(every[n]), int(single[n]))
            for n, rule in enumerate(RULES)
            if every[n]
        )


def hold(roster: Roster, wanted: Wanted, weights: Weights = DEFAULT_WEIGHTS, *, costs: Costs | None = None) -> Held:
    """Everybody held against a booking whose local days the roster covers; without `costs` each one's own."""
    occasion = occasion_of(wanted)
    language = _languages(roster, occasion, occasion.wanted.accepted_languages)
    pool = np.flatnonzero(language != STRANGER)
    found, approach = _held_against(roster, occasion, pool, _starts_of(occasion))
    broken = found[:, 0]
    seats = np.flatnonzero(~broken.any(axis=0))
    able = pool[seats]
    trip = None if approach is None else Trips(approach.minutes[0, seats], approach.tenths[0, seats])
    paid = roster.cost[able] if costs is None else costs(able, trip)
    scores = paid + _soft(roster, wanted, weights, able, language[able])
    order = np.lexsort((roster.by_name[able], scores, roster.agency_rank[able], roster.agency[able]))
    return Held(roster, wanted, weights, pool, broken, able[order], scores[order], paid[order])


def free_counts(
    roster: Roster, wanted: Wanted, starts: Sequence[datetime], modes: Sequence[Mode]
) -> list[dict[Mode, int]]:
    """How many can at each start, by mode, without an order; the starts of a local day are held at once.

    The modes are alike (all remote, or all in person), the length is that of `wanted`.
    """
    length = wanted.period.ends_at - wanted.period.starts_at
    counts: list[dict[Mode, int]] = []
    for _, group in groupby(starts, key=local_date):
        alike = list(group)
        occasion = occasion_of(replace(wanted, period=Period(alike[0], alike[0] + length)))
        pool = np.flatnonzero(_languages(roster, occasion, occasion.wanted.accepted_languages) != STRANGER)
        broken, _ = _held_against(roster, occasion, pool, ints([moment(one) for one in alike]))
        broken[KEYS.index("mode")] = False
        able = ~broken.any(axis=0)
        works = {mode: (roster.modes[pool] & (1 << MODES.index(mode))) != 0 for mode in modes}
        found = {mode: np.count_nonzero(able & one, axis=1) for mode, one in works.items()}
        counts += [{mode: int(found[mode][n]) for mode in modes} for n in range(len(alike))]
    return counts


def free_by_language(
    roster: Roster, wanted: Wanted, starts: Sequence[datetime], languages: Sequence[tuple[str, ...]]
) -> list[int]:
    """For each of these lists of accepted languages, how many can at the best of the starts.

    Everything but the language, and the length, is that of `wanted`: everybody is held against it once a local day.
    """
    length = wanted.period.ends_at - wanted.period.starts_at
    everybody, best = np.arange(len(roster.people)), [0] * len(languages)
    for _, group in groupby(starts, key=local_date):
        alike = list(group)
        occasion = occasion_of(replace(wanted, period=Period(alike[0], alike[0] + length)))
        broken, _ = _held_against(roster, occasion, everybody, ints([moment(one) for one in alike]))
        broken[[KEYS.index("language"), KEYS.index("level")]] = False
        able = ~broken.any(axis=0)
        for n, accepted in enumerate(languages):
            fluent = _languages(roster, occasion, accepted) > UNQUALIFIED
            best[n] = max(best[n], int(np.count_nonzero(able & fluent, axis=1).max()))
    return best


def _starts_of(occasion: Occasion) -> Ints:
    return ints([moment(occasion.wanted.period.starts_at)])


def _held_against(roster: Roster, occasion: Occasion, pool: Ints, starts: Ints) -> tuple[Mask, Trips | None]:
    """What stands in the way (by rule, start and member of the pool), and the trips there."""
    day = day_of(roster.diaries, occasion, starts, pool, roster.home.of(pool), everybody=len(roster.people))
    broken = np.zeros((len(RULES), len(starts), len(pool)), dtype=np.bool_)
    for key, mask in (*_unfit(roster, occasion, pool), *_engaged(roster, occasion, pool, starts, day)):
        broken[KEYS.index(key)] = mask
    broken[np.ix_(PERSONAL, np.arange(len(starts)), roster.agency[pool])] = False
    return broken, day.approach


def _languages(roster: Roster, occasion: Occasion, accepted: Sequence[str]) -> Ints:
    """For everybody, the place among the accepted languages of the first that is held well enough on the day."""
    best = np.full(len(roster.people), STRANGER, dtype=np.int64)
    today = occasion.date.toordinal()
    for n, code in reversed(list(enumerate(accepted))):
        skill = roster.skills.get(code)
        if skill is not None:
            best[skill.owner] = np.maximum(best[skill.owner], UNQUALIFIED)
            valid = (skill.valid_from <= today) & (today <= skill.valid_to)
            best[skill.owner[valid & (skill.level >= occasion.wanted.level)]] = n
    return best


def _unfit(roster: Roster, occasion: Occasion, pool: Ints) -> Iterator[tuple[str, Mask]]:
    """What somebody is or is not, the whole day."""
    wanted = occasion.wanted
    language = _languages(roster, occasion, wanted.accepted_languages)[pool]
    yield "language", language == STRANGER
    yield "mode", (roster.modes[pool] & (1 << MODES.index(wanted.mode))) == 0
    yield "level", language == UNQUALIFIED
    if wanted.gender_required and wanted.gender is not None:
        yield "gender", (roster.gender[pool] != GENDERS.get(wanted.gender, -1)) & ~roster.agency[pool]
    yield "barred", np.isin(pool, [roster.position[one] for one in wanted.barred if one in roster.position])
    yield "conflict", np.isin(pool, roster.in_conflict.get(wanted.citizen_ref, ()))
    yield "under_18", occasion.date.toordinal() < roster.adult_from[pool]
    yield "declined", roster.declined[pool]


def _engaged(roster: Roster, occasion: Occasion, pool: Ints, starts: Ints, day: Day) -> Iterator[tuple[str, Mask]]:
    """What somebody does at that time, or near it."""
    seat = np.full(len(roster.people), -1, dtype=np.int64)
    seat[pool] = np.arange(len(pool))
    yield "absence", roster.hours.away(seat, len(pool), occasion.wanted.period, starts)
    yield "available", ~roster.hours.cover(pool, occasion.wanted.period, starts)
    yield "overlap", day.overlapping
    yield "buffer", day.unrested
    yield "travel", day.stuck
    if day.approach is not None:
        yield "max_trip", day.approach.minutes > roster.max_trip[pool]
    yield "daily_limit", day.booked_today // MINUTE + occasion.minutes > roster.daily_limit[pool]
    yield "weekly_limit", day.booked_this_week // MINUTE + occasion.minutes > roster.weekly_limit[pool]


def _soft(roster: Roster, wanted: Wanted, weights: Weights, able: Ints, language: Ints) -> Ints:
    """Everything in the score but the cost, in øre."""
    soft = -weights.continuity_ore * np.minimum(roster.met[able], weights.continuity_most)
    soft += weights.asked_ore * roster.asked[able]
    soft += weights.worked_week_ore * roster.worked[able] // FULL_WEEK_MINUTES
    soft += np.rint(weights.decline_ore * (1 - roster.accept_rate[able])).astype(np.int64)
    soft += weights.substitute_ore * (language > 0)
    preferred = [roster.position[one] for one in wanted.preferred if one in roster.position]
    soft -= weights.preferred_ore * np.isin(able, preferred)
    if wanted.gender is not None and not wanted.gender_required:
        soft -= weights.gender_wish_ore * (roster.gender[able] == GENDERS.get(wanted.gender, -1))
    return soft
