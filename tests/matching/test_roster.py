"""The roster answers as the plain rules and the plain ranking do, on random offices full of edges."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

import numpy as np
import pytest

from booking.domain.modes import Mode
from booking.domain.periods import Period, day_bounds
from booking.matching.explanation import rule_counts
from booking.matching.problem import Candidate, Wanted
from booking.matching.ranking import Ranking, rank
from booking.matching.roster import Roster, free_by_language, free_counts, hold, roster_of
from booking.matching.roster.trips import Places, trips
from booking.matching.travel import travel
from tests.matching.instances import AGENCY, AMIRA, WANTED, busy, random_instances

YEAR = Period(day_bounds(date(2026, 1, 1)).starts_at, day_bounds(date(2026, 12, 31)).ends_at)


def roster_for(wanted: Wanted, people: tuple[Candidate, ...]) -> Roster:
    around = timedelta(days=3)
    return roster_of(people, days=Period(wanted.period.starts_at - around, wanted.period.ends_at + around))


def told(ranking: Ranking) -> tuple[object, ...]:
    able = [(one.rank, one.candidate, one.score_ore, one.language, one.trip, one.terms) for one in ranking.ranked]
    return able, [(one.candidate, one.rule, one.reason) for one in ranking.removed]


@pytest.mark.parametrize("seed", range(10))
def test_a_thousand_random_cases_end_as_by_the_plain_rules(seed: int) -> None:
    for wanted, drawn in random_instances(seed, 50, size=20):
        people = tuple(replace(one, id=UUID(int=101 + n)) for n, one in enumerate(drawn))
        held = hold(roster_for(wanted, people), wanted)

        plain = rank(wanted, people)
        assert told(held.ranking()) == told(plain)
        assert held.scores.tolist() == [one.score_ore for one in plain.ranked]
        assert held.counts() == rule_counts(wanted, people)


def test_one_roster_answers_for_every_hour_of_its_days() -> None:
    (_, drawn), *_ = random_instances(4, 1, size=40)
    people = tuple(replace(one, id=UUID(int=101 + n)) for n, one in enumerate(drawn))
    roster = roster_of(people, days=Period(WANTED.period.starts_at, WANTED.period.ends_at + timedelta(days=6)))
    for hours in range(0, 140, 5):
        wanted = replace(WANTED, mode=Mode.PHONE, period=WANTED.period.shifted(60 * hours))
        assert told(hold(roster, wanted).ranking()) == told(rank(wanted, people))


def test_the_first_few_are_enough_for_a_suggestion() -> None:
    people = tuple(replace(AMIRA, id=UUID(int=200 + n), cost_ore=100 * n) for n in range(5))

    few = hold(roster_for(WANTED, people), WANTED).best(2)

    assert [one.cost_ore for one in few] == [0, 100]


def test_costs_may_depend_on_the_trip() -> None:
    near, far = replace(AMIRA, cost_ore=1), replace(AMIRA, id=AGENCY.id, lat=57.3, cost_ore=1)
    people = (far, near)

    held = hold(
        roster_for(WANTED, people),
        WANTED,
        costs=lambda rows, trip: np.zeros_like(rows) if trip is None else 10 * trip.minutes,
    )

    assert [one.cost_ore for one in held.ranking().ranked] == [10 * 25, 10 * travel((57.3, 10.0), (57.1, 10.0)).minutes]


def test_jobs_beyond_the_days_of_the_roster_and_of_no_booking_are_in_nobodys_way() -> None:
    near, far = busy("08:00"), replace(busy("10:00"), period=WANTED.period.shifted(60 * 24 * 60))
    people = (replace(AMIRA, busy=tuple(replace(one, booking_id=None) for one in (near, far))),)

    assert told(hold(roster_for(WANTED, people), WANTED).ranking()) == told(rank(WANTED, people))


def test_nobody_at_all_is_an_answer() -> None:
    held = hold(roster_for(WANTED, ()), WANTED)

    assert (told(held.ranking()), held.counts()) == (([], []), ())


def test_the_booking_itself_does_not_stand_in_its_own_way() -> None:
    own = replace(busy("10:00"), booking_id=WANTED.booking_id)
    people = (replace(AMIRA, busy=(own,), daily_limit=60, weekly_limit=60),)

    assert [one.candidate for one in hold(roster_for(WANTED, people), WANTED).ranking().ranked] == list(people)


def test_trips_are_those_of_the_plain_road() -> None:
    random = Random(2018)
    places = [(57 + random.uniform(-0.4, 0.4), 10 + random.uniform(-0.4, 0.4)) for _ in range(4000)]
    places += [(57.0, 10.0), (57.0003, 10.0), (57.00045, 10.0)]
    lats, lons = np.array([one[0] for one in places]), np.array([one[1] for one in places])

    found = trips(Places(lats, lons), Places(np.full(len(places), 57.0), np.full(len(places), 10.0)))

    plain = [travel(one, (57.0, 10.0)) for one in places]
    assert found.minutes.tolist() == [trip.minutes for trip in plain]
    assert found.tenths.tolist() == [round(10 * trip.km) for trip in plain]


def test_a_trip_that_ends_on_a_whole_minute_is_asked_of_the_plain_road() -> None:
    six_km_by_road = 6 / 1.3 / 6371 * 180 / np.pi

    found = trips(
        Places(np.array([57.0]), np.array([10.0])), Places(np.array([57.0 + six_km_by_road]), np.array([10.0]))
    )

    trip = travel((57.0, 10.0), (57.0 + six_km_by_road, 10.0))
    assert (found.minutes.tolist(), found.tenths.tolist()) == ([trip.minutes], [round(10 * trip.km)])


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 3, 1)])
def test_somebody_born_on_a_leap_day_is_grown_up_on_the_first_of_march(day: date) -> None:
    born = replace(AMIRA, born=date(2008, 2, 29), availability=AGENCY.availability)
    wanted = replace(WANTED, period=Period(*(datetime.combine(day, time(hour), tzinfo=UTC) for hour in (9, 10))))

    assert told(hold(roster_for(wanted, (born,)), wanted).ranking()) == told(rank(wanted, (born,)))


def test_counts_by_mode_are_those_of_the_plain_ranking() -> None:
    for wanted, drawn in random_instances(7, 50, size=20):
        people = tuple(replace(one, id=UUID(int=101 + n)) for n, one in enumerate(drawn))
        roster = roster_for(wanted, people)
        for alike in ((Mode.PHONE, Mode.SKYPE), (Mode.IN_PERSON,)):
            at = replace(wanted, mode=alike[0])
            counts = {mode: len(rank(replace(wanted, mode=mode), people).ranked) for mode in alike}
            assert free_counts(roster, at, [at.period.starts_at], alike) == [counts]


def test_counts_at_many_starts_are_those_of_each_start_by_itself() -> None:
    for wanted, drawn in random_instances(8, 25, size=20):
        people = tuple(replace(one, id=UUID(int=101 + n)) for n, one in enumerate(drawn))
        roster = roster_of(people, days=YEAR)
        periods = [wanted.period.shifted(30 * step) for step in range(-24, 60, 3)]
        for alike in ((Mode.PHONE, Mode.SKYPE), (Mode.IN_PERSON,)):
            plain = [
                {mode: len(rank(replace(wanted, mode=mode, period=period), people).ranked) for mode in alike}
                for period in periods
            ]
            at = replace(wanted, mode=alike[0])
            assert free_counts(roster, at, [one.starts_at for one in periods], alike) == plain


def test_counts_by_language_are_those_of_the_best_start_for_each() -> None:
    for wanted, drawn in random_instances(9, 25, size=10):
        people = tuple(replace(one, id=UUID(int=101 + n)) for n, one in enumerate(drawn))
        roster = roster_of(people, days=YEAR)
        periods = [wanted.period.shifted(30 * step) for step in range(-24, 60, 12)]
        spoken = sorted({skill.language for one in people for skill in one.languages})
        asked = [(code,) for code in spoken] + [tuple(spoken[:2]), ("nobody's",)]

        found = free_by_language(roster, wanted, [one.starts_at for one in periods], asked)

        assert found == [
            max(len(rank(replace(wanted, accepted_languages=codes, period=one), people).ranked) for one in periods)
            for codes in asked
        ]
